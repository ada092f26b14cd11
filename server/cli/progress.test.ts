import { expect, test } from 'vitest';
import { progressLine } from './progress.ts';

function terminal(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  return { written, isTTY, columns, write: (text: string) => void written.push(text) };
}

test('on a terminal one line says what is waited for, and goes when it is over', () => {
  const to = terminal(true);
  const line = progressLine(to);
  line.show(['Pods', 'Nodes'], 1_200);
  line.show(['Pods', 'Nodes'], 1_300);
  line.show([], 2_000);
  line.clear();
  expect(to.written).toEqual([
    '\r\u001b[2Klooking at the mesh, 1 s: waiting for Pods and 1 more',
    '\r\u001b[2Klooking at the mesh, 2 s: what is blind may heal',
    '\r\u001b[2K',
  ]);
});

test('it never breaks into a second line', () => {
  const to = terminal(true, 20);
  progressLine(to).show(['a name that is long'], 0);
  expect(to.written[0]).toBe('\r\u001b[2Klooking at the mesh');
});

test('where nobody watches nothing is written', () => {
  const to = terminal(false);
  const line = progressLine(to);
  line.show(['Pods'], 0);
  line.clear();
  expect(to.written).toEqual([]);
});
