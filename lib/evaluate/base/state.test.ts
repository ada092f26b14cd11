import { expect, test } from 'vitest';
import { evaluation } from '#testing/samples/evaluated.ts';
import { blind, calmFacts, NOW, POLLS, workload } from '#testing/samples/facts.ts';
import { EMPTY_STATE, type EvaluationState, parseState, serialiseState } from './state.ts';

const STATE: EvaluationState = evaluation(
  [...calmFacts(), workload('crane'), ...POLLS.map(blind)],
  NOW,
).evaluationState;

test('a state that is stored as JSON is read back unchanged', () => {
  expect(STATE.rules.size).toBeGreaterThan(0);
  expect(STATE.timers.size).toBeGreaterThan(0);
  expect(parseState(JSON.parse(JSON.stringify(serialiseState(STATE))))).toEqual(STATE);
});

test.each([
  ['nothing', null],
  ['another version', { ...serialiseState(EMPTY_STATE), version: 1 }],
  ['a part that is missing', { version: 2, timers: [], rules: [] }],
  ['a time that is none', { ...serialiseState(EMPTY_STATE), timers: [['a', { state: 's', since: 'noon' }]] }],
])('%s is not a state, and is not taken for an empty one', (_case, stored) => {
  expect(parseState(stored)).toBeNull();
});
