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

test('what began by a clock that was ahead began no later than now', () => {
  const earlier = NOW - 3_600_000;
  const { said } = evaluation([...calmFacts(), workload('crane'), ...POLLS.map(blind)], earlier, STATE);
  const times = [said.execution, ...said.failures, ...said.agents, ...said.escalations, ...said.actions];
  const since = times.flatMap((t) => (t.since === null ? [] : [Date.parse(t.since)]));
  expect(since.length).toBeGreaterThan(0);
  expect(Math.max(...since)).toBeLessThanOrEqual(earlier);
});
