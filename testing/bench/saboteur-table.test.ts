import { expect, test } from 'vitest';
import { namesOn } from '../worlds/saboteurs/lists.ts';
import type { Outcome } from '../worlds/saboteurs/outcome.ts';
import { saboteurTable } from './saboteur-table.ts';

const outcome = (name: string, fault: string | null, index: number | null): Outcome => ({
  ...{ name, fault, ms: 10, tried: { draws: 0, worlds: 5 } },
  caught:
    index === null
      ? null
      : { arena: 'worlds', after: 1, index, properties: ['never good unproven'], threw: index === 7 },
});
const tableOf = (...outcomes: Outcome[]): string => saboteurTable(outcomes, { seed: 1, draws: 9, worlds: 9 });
const row = (name: string, fault: string | null, index: number | null): string | undefined =>
  tableOf(outcome('other', 'Is caught.', 1), outcome('a clause', null, 2), outcome(name, fault, index))
    .split('\n')
    .find((line) => line.startsWith('| ') && line.includes(name));

test('a row tells the fault, the properties that caught it, and where', () => {
  expect(row('blind', 'Sees nothing.', 3)).toBe(
    '| blind | Sees nothing. | never good unproven | 5 tries, world 3 |',
  );
});

test('one that is caught by throwing is told apart', () => {
  expect(row('blind', 'Sees nothing.', 7)).toBe('| blind | Sees nothing. | *throws* | 5 tries, world 7 |');
});

test('a bar in a clause ends no cell', () => {
  const table = tableOf(outcome('f || a', null, 4), outcome('other', 'Is caught.', 1));
  expect(table).toContain('| ``f \\|\\| a `` | never good unproven | 5 tries, world 4 |');
});

test('one that is on a list says so, and one that is on none stands out', () => {
  const [waiting = ''] = namesOn('waiting');
  expect(row(waiting, 'Waits.', null)).toContain('*waiting*');
  expect(row('nobody knows', 'Is new.', null)).toContain('**not caught**');
});
