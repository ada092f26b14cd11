import { expect, test } from 'vitest';
import { childrenSeconds, e2eFiles, slowest, unitFiles } from './slowness.mjs';

test('the slowest come first, and no more than are asked for', () => {
  const files = [3, 10.26, 1].map((seconds, index) => ({ file: `${index}.test.ts`, seconds }));
  expect(slowest(files, 2)).toEqual(['   10.3 s  1.test.ts', '    3.0 s  0.test.ts']);
});

test('a unit test’s file is told from the root, with the time from its beginning to its end', () => {
  const testResults = [{ name: '/root/lib/a.test.ts', startTime: 1_000, endTime: 3_500 }];
  expect(unitFiles({ testResults }, '/root')).toEqual([{ file: 'lib/a.test.ts', seconds: 2.5 }]);
});

test('a file of the end-to-end tests is told once, with all its tests, however deep they stand', () => {
  const spec = (file: string, ...durations: number[]) => ({
    file,
    tests: [{ results: durations.map((duration) => ({ duration })) }],
  });
  const deep = { suites: [{ specs: [spec('a.spec.ts', 1_000, 500)] }], specs: [spec('a.spec.ts', 2_000)] };
  expect(e2eFiles({ suites: [deep, { specs: [spec('b.spec.ts', 4_000)] }] }, 'e2e')).toEqual([
    { file: 'e2e/a.spec.ts', seconds: 3.5 },
    { file: 'e2e/b.spec.ts', seconds: 4 },
  ]);
});

test('the time of children is read behind a name that holds brackets and blanks', () => {
  const fields = ['S', ...Array.from({ length: 50 }, (_, index) => String(index + 4))];
  expect(childrenSeconds(`17 (a ) b) ${fields.join(' ')}`)).toBe((16 + 17) / 100);
});
