import { expect, test } from 'vitest';
import { namesOn } from '../worlds/saboteurs/lists.ts';
import { saboteurTable } from './saboteur-table.ts';

const outcome = (name: string, fault: string | null, worlds: number | null) => ({
  ...{ name, fault, worlds, tried: 5, ms: 10 },
  properties: worlds === null ? [] : ['never good unproven'],
});
const row = (name: string, fault: string | null, worlds: number | null): string | undefined =>
  saboteurTable(
    [outcome('other', 'Is caught.', 1), outcome('a clause', null, 2), outcome(name, fault, worlds)],
    {
      seed: 1,
      worlds: 9,
    },
  )
    .split('\n')
    .find((line) => line.startsWith('| ') && line.includes(name));

test('a row tells the fault, the properties that caught it and the worlds it took', () => {
  expect(row('blind', 'Sees nothing.', 3)).toBe('| blind | Sees nothing. | never good unproven | 3 |');
});

test('a bar in a clause ends no cell', () => {
  const table = saboteurTable([outcome('f || a', null, 4), outcome('other', 'Is caught.', 1)], {
    seed: 1,
    worlds: 9,
  });
  expect(table).toContain('| ``f \\|\\| a `` | never good unproven | 4 |');
});

test('one that is on a list says so, and one that is on none stands out', () => {
  const [waiting = ''] = namesOn('waiting');
  expect(row(waiting, 'Waits.', null)).toContain('*waiting*');
  expect(row('nobody knows', 'Is new.', null)).toContain('**not caught**');
});
