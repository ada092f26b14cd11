import { describe, expect, test } from 'vitest';
import { evaluation } from '#testing/samples/evaluated.ts';
import {
  attempt,
  calmFacts,
  counts,
  NOW,
  POLLS,
  sourceStatus,
  status,
  tick,
} from '#testing/samples/facts.ts';
import { renderedAgent } from '#testing/samples/rendered.ts';
import type { Fact } from '../../../facts/fact.ts';
import { EMPTY_STATE, type EvaluationState, parseState, serialiseState } from '../../base/state.ts';

const TICKED = NOW - 61_000;

interface Second {
  /** Seconds from the time at which market data was 61 s old. */
  at: number;
  total?: number;
  feed?: object;
  more?: Fact[];
}

/** Evaluates the world at some seconds, one after the other, each with the state of the one before. */
function run(
  script: readonly Second[],
  between: (evaluationState: EvaluationState) => EvaluationState = (evaluationState) => evaluationState,
) {
  let evaluationState = EMPTY_STATE;
  return script.map(({ at, total, feed = {}, more = [] }) => {
    const now = NOW + at * 1000;
    const seen = now - 100;
    const age = (seen - TICKED) / 1000;
    const facts = [
      ...calmFacts(),
      ...POLLS.map((s) => sourceStatus(s, { lastSeenAt: seen })),
      ...tick({ lastTickAt: TICKED, reportedAgeSeconds: age, ok: false, status: 503, ...feed }, seen),
      ...status({ state: 'HALTED', reasonCodes: ['MARKETDATA_STALE'] }, seen),
      ...(total === undefined ? [] : counts({ proposalsTotal: total }, seen)),
      ...more,
    ];
    const result = evaluation(facts, now, between(evaluationState));
    evaluationState = result.evaluationState;
    return result.said;
  });
}

const states = (said: ReturnType<typeof run>) =>
  said.map(({ agents }) => renderedAgent({ agents }, 'pilot')?.state);
const lost = [attempt('pilot', 'counts', 'pier/pilot-0', 'timeout', null, NOW + 15_900)];
const PASSED = 'Proposes on stale';
const REFUSES = 'Refusing';

describe('proposals that keep rising while market data is stale', () => {
  test.each<[string, Second[], string[]]>([
    [
      'a counter that stands still is a gate that holds',
      [
        { at: 0, total: 10 },
        { at: 12, total: 10 },
        { at: 14, total: 10 },
        { at: 60, total: 10 },
      ],
      [REFUSES, REFUSES, REFUSES, REFUSES],
    ],
    [
      'a cycle that had begun may still end in a proposal',
      [
        { at: 0, total: 10 },
        { at: 8, total: 11 },
        { at: 12, total: 11 },
        { at: 14, total: 11 },
      ],
      [REFUSES, REFUSES, REFUSES, REFUSES],
    ],
    [
      'a counter that rises after that passes the gate, and goes on saying so',
      [
        { at: 12, total: 10 },
        { at: 14, total: 11 },
        { at: 16, total: 11 },
      ],
      [REFUSES, PASSED, PASSED],
    ],
    [
      'a lower counter is another process, and counts from there',
      [
        { at: 12, total: 10 },
        { at: 14, total: 0 },
        { at: 16, total: 0 },
        { at: 18, total: 1 },
      ],
      [REFUSES, REFUSES, REFUSES, PASSED],
    ],
    [
      'what rose is not forgotten for one answer without metrics',
      [
        { at: 12, total: 10 },
        { at: 14, total: 11 },
        { at: 16, more: lost },
        { at: 18, total: 12 },
      ],
      [REFUSES, PASSED, PASSED, PASSED],
    ],
  ])('%s', (_rule, script, expected) => {
    expect(states(run(script))).toEqual(expected);
  });

  test('passes the gate: it pages at once, with the runtime’s name', () => {
    const said = run([
      { at: 12, total: 10 },
      { at: 14, total: 11 },
    ]).at(-1);
    expect(said?.escalations.find((e) => e.id === 'bypass')?.state).toBe('firing');
    const pilot = said && renderedAgent(said, 'pilot');
    expect(pilot?.reason).toMatch(
      /^pilot: proposals kept rising after market data went stale at 10:1[0-9:]+ ET$/,
    );
  });

  test('fresh market data ends it, and what rose meanwhile does not count', () => {
    const fresh = { lastTickAt: NOW + 19_000, reportedAgeSeconds: 0.9, ok: true, status: 200 };
    const said = run([
      { at: 12, total: 10 },
      { at: 20, total: 50, feed: fresh },
      { at: 22, total: 60, feed: { ...fresh, lastTickAt: NOW + 21_000 } },
    ]);
    expect(states(said)).not.toContain(PASSED);
  });

  test('a limit that only a ConfigMap holds closes no gate', () => {
    const feed = { lastTickAt: NOW - 30_000, reportedAgeSeconds: 42, ok: true, status: 200 };
    const said = run([
      { at: 12, total: 10, feed },
      { at: 25, total: 20, feed: { ...feed, reportedAgeSeconds: 55 } },
    ]);
    expect(states(said)).not.toContain(PASSED);
  });

  test('unavailable market data proves nothing', () => {
    const more = [attempt('feed', 'beat', 'pier/feed-1', 'unparsable', 200, NOW + 30_000)];
    const said = run([
      { at: 12, total: 10, more },
      { at: 14, total: 90, more },
    ]);
    expect(states(said)).not.toContain(PASSED);
  });

  test('a restart of the console that hands its evaluation state over forgets nothing', () => {
    const restored = (evaluationState: EvaluationState) =>
      parseState(JSON.parse(JSON.stringify(serialiseState(evaluationState)))) ?? EMPTY_STATE;
    const script = [
      { at: 12, total: 10 },
      { at: 14, total: 11 },
    ];
    expect(states(run(script, restored))).toEqual([REFUSES, PASSED]);
  });
});

describe('an endpoint that builds may lack', () => {
  const pilot = (facts: Fact[]) => renderedAgent(evaluation([...calmFacts(), ...facts]).said, 'pilot');

  test.each(['no-evidence', 'timeout', 'unparsable', 'forbidden'] as const)(
    'shows nothing of its agent by %s',
    (outcome) => {
      const said = pilot([attempt('pilot', 'counts', 'pier/pilot-0', outcome, 404)]);
      expect(said).toMatchObject({ verdict: 'good', state: 'Good' });
      expect(said?.probes.find((p) => p.id === 'counts')?.verdict).toBe('not-applicable');
    },
  );

  test.each([
    ['never beat', { neverBeat: true, heartbeatAgeSeconds: null }, 'Never beat'],
    ['a negative age', { heartbeatAgeSeconds: -30 }, 'Negative age'],
    ['an old heartbeat', { heartbeatAgeSeconds: 90 }, 'Ages disagree'],
  ])('counts if it answers: %s', (_what, answer, state) => {
    expect(pilot(counts(answer))).toMatchObject({ verdict: 'attention', state });
  });

  test('counters alone prove no health and disprove none', () => {
    expect(pilot(counts({ heartbeatAgeSeconds: null }))).toMatchObject({ verdict: 'good' });
  });
});
