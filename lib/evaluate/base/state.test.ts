import { expect, test } from 'vitest';
import { blind, calmFacts, NOW, SWEEPS, workload } from '#testing/samples/facts.ts';
import { judgement } from '#testing/samples/judged.ts';
import { type Carry, EMPTY_CARRY, parseCarry, serialiseCarry } from './state.ts';

const carried: Carry = judgement([...calmFacts(), workload('crane'), ...SWEEPS.map(blind)], NOW).carry;

test('what is stored as JSON and read back is what was carried', () => {
  expect(carried.rules.size).toBeGreaterThan(0);
  expect(carried.timers.size).toBeGreaterThan(0);
  expect(parseCarry(JSON.parse(JSON.stringify(serialiseCarry(carried))))).toEqual(carried);
});

test.each([
  ['nothing', null],
  ['another version', { ...serialiseCarry(EMPTY_CARRY), version: 1 }],
  ['a part that is missing', { version: 2, timers: [], rules: [] }],
  ['a time that is none', { ...serialiseCarry(EMPTY_CARRY), timers: [['a', { state: 's', since: 'noon' }]] }],
])('%s is no carry, and is not taken for an empty one', (_case, stored) => {
  expect(parseCarry(stored)).toBeNull();
});
