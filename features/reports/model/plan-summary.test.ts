import { expect, test } from 'vitest';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { columns } from './columns.ts';
import { planSummary } from './plan-summary.ts';

test('a plan as people read it: each part in the plan’s order, with what decides', () => {
  const lines = planSummary(
    { ...SAMPLE_PLAN, oncall: { P1: { name: 'Ada', contact: '#desk' } } },
    'd1',
  ).split('\n');
  expect(lines[0]).toBe('Harbour, plan d1');
  expect(lines).toEqual(
    expect.arrayContaining([
      'halt switches pier/brake HALTED, pier/second STOP',
      '  P0  no contact in the plan',
      '  P1  Ada, #desk',
      expect.stringMatching(/^ {2}P0 {2}crane +OFF +off +no owner +not asked$/),
      expect.stringMatching(/^ {2}P1 {2}stale-long +after 120 s +market-hours +stale-long$/),
      expect.stringMatching(/^ {2}T-60 +check +on-call +by human$/),
      expect.stringMatching(/^ {2}T\+0, every 15 min +sample/),
    ]),
  );
});

test('columns are as wide as their widest cell, and no line ends in blanks', () => {
  expect(
    columns([
      ['a', 'bb', ''],
      ['ccc', 'd', 'e'],
    ]),
  ).toEqual(['  a    bb', '  ccc  d   e']);
  expect(columns([])).toEqual([]);
});
