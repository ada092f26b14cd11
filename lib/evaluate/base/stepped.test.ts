import { describe, expect, test } from 'vitest';
import { evaluation } from '#testing/samples/evaluated.ts';
import { calmFacts, NOW, tick, waitingPod, workload } from '#testing/samples/facts.ts';
import type { Fact } from '../../facts/fact.ts';
import { EMPTY_STATE } from './state.ts';
import { stepped } from './stepped.ts';

const HOUR = 3_600_000;

/** The facts as they are read again, `ms` later. */
const later = (facts: readonly Fact[], ms: number): Fact[] =>
  facts.map((fact) => {
    const observedAt = fact.observedAt + ms;
    if (fact.kind !== 'source-status' || fact.value === null) return { ...fact, observedAt };
    const seen = { lastSeenAt: observedAt, syncedAt: observedAt };
    return { ...fact, observedAt, value: { ...fact.value, ...seen } };
  });

describe('a clock that was set', () => {
  const before = evaluation([...calmFacts(), workload('crane', { desired: 1 })], NOW).evaluationState;

  test.each([HOUR, -HOUR])('by %d ms leaves how long everything has lasted', (byMs) => {
    const after = stepped(before, byMs, NOW + byMs);
    const lasted = (state: typeof before, now: number) =>
      [...state.timers, ...state.rules].map(([key, { since }]) => [key, now - since]);
    expect(lasted(after, NOW + byMs)).toEqual(lasted(before, NOW));
  });

  test('never lets anything begin later than now', () => {
    const after = stepped(before, HOUR, NOW);
    expect([...after.timers.values()].every(({ since }) => since <= NOW)).toBe(true);
  });

  test('does not shorten how long an executor’s pod may run on', () => {
    const pod = {
      ...{ namespace: 'pier', name: 'crane-1', uid: 'u', node: 'n1', nodeUid: null, graceSeconds: 30 },
      goneAt: NOW - 5_000,
    };
    const state = { ...EMPTY_STATE, executors: { pods: [pod], dropped: null, finished: [] } };
    expect(stepped(state, HOUR, NOW + HOUR).executors.pods[0]?.goneAt).toBe(NOW + HOUR - 5_000);
  });
});

describe('evidence from before the clock was set', () => {
  const OLD = tick({ ok: false, status: 503, lastTickAt: NOW - HOUR, reportedAgeSeconds: 3_600 });
  const rule = (facts: readonly Fact[], now: number, state = EMPTY_STATE) => {
    const { said, evaluationState } = evaluation(facts, now, state);
    return { ...said.escalations.find(({ id }) => id === 'stale-long'), evaluationState };
  };

  test('starts a timer by its own time while nobody touched the clock', () => {
    expect(rule([...calmFacts(), ...OLD], NOW).state).toBe('firing');
  });

  test('starts none that is older than the look: by that clock nobody knows how old it is', () => {
    const calm = evaluation(calmFacts(), NOW - 1_000).evaluationState;
    const told = rule([...calmFacts(), ...OLD], NOW, stepped(calm, HOUR, NOW - 500));
    expect([told.state, told.since]).toEqual(['pending', new Date(NOW).toISOString()]);
  });

  test('does not end one that ran: it goes on for as long as it had lasted', () => {
    const crashing = waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff');
    const held = evaluation([...calmFacts(), crashing], NOW).evaluationState;
    const others = calmFacts().filter(({ kind }) => kind !== 'pod');
    const facts = [...later(others, HOUR + 1_000), crashing];
    const after = evaluation(facts, NOW + HOUR + 1_000, stepped(held, HOUR, NOW + HOUR));
    const since = after.said.failures.find(({ id }) => id === 'crash')?.since;
    expect(since).toBe(new Date(NOW + HOUR - 500).toISOString());
  });
});

test('what was watched of the cadence at a time that is to come was not watched', () => {
  const watch = { seen: null, from: NOW, to: NOW, toldAt: NOW, gap: { from: NOW, to: NOW }, why: null };
  const state = { ...EMPTY_STATE, cadence: new Map([['2026-11-20 x', watch]]) };
  expect(evaluation([], NOW - HOUR, state).evaluationState.cadence.has('2026-11-20 x')).toBe(false);
});
