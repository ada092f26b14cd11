/** Crash loops, as looks at one container over time see them. */

import { describe, expect, test } from 'vitest';
import { evaluation } from '#testing/samples/evaluated.ts';
import { calmFacts, container, containerState, NOW, pod } from '#testing/samples/facts.ts';
import type { ContainerState, Fact } from '../../facts/fact.ts';
import { EMPTY_STATE, type EvaluationState, parseState, serialiseState } from '../base/state.ts';

const MINUTE = 60_000;
const AGES = 40 * 24 * 60 * MINUTE;

type Exit = Partial<NonNullable<ContainerState['lastExit']>>;
/** Its container runs again, after so many restarts. */
const died = (at: number | null, restarts: number, exit: Exit = {}): Partial<ContainerState> => ({
  restarts,
  lastExit: { code: 1, reason: 'Error', message: null, at, ...exit },
});
const CLEAN = { code: 0, reason: 'Completed' };
const KILLED = { code: 137, reason: 'OOMKilled' };

function factsAt(now: number, shows: Partial<ContainerState>, createdAt: number | null): Fact[] {
  const its = pod('pilot-0', 'pilot', { states: [containerState(shows)], createdAt });
  return [...calmFacts(), its].map((fact) =>
    fact.kind === 'source-status' && fact.value !== null
      ? { ...fact, observedAt: now, value: { ...fact.value, lastSeenAt: now } }
      : { ...fact, observedAt: now },
  );
}

/** Since when the failure mode was present after each look, in minutes; null: it was not. */
function looks(
  all: readonly [minute: number, Partial<ContainerState>][],
  { createdAt = (NOW - AGES) as number | null, carried = (s: EvaluationState): EvaluationState => s } = {},
): (number | null)[] {
  let before = EMPTY_STATE;
  return all.map(([minute, shows]) => {
    const now = NOW + minute * MINUTE;
    const { said, evaluationState } = evaluation(factsAt(now, shows, createdAt), now, carried(before));
    before = evaluationState;
    const crash = said.failures.find(({ id }) => id === 'crash');
    const row = said.agents.find(({ name }) => name === 'pilot');
    if (crash?.state !== 'present') return null;
    expect(row?.since).toBe(crash.since);
    return (Date.parse(crash.since ?? '') - NOW) / MINUTE;
  });
}

const at = (minute: number): number => NOW + minute * MINUTE;
const waits = (restarts: number, minute: number, exit: Exit = {}): Partial<ContainerState> => ({
  ...died(at(minute), restarts, exit),
  ready: false,
  state: 'waiting',
  reason: 'CrashLoopBackOff',
});

describe('a loop keeps its beginning, which is its first death', () => {
  test.each<[string, Exit]>([
    ['it fails', {}],
    ['it is killed for memory', KILLED],
    ['it ends well', CLEAN],
  ])('%s', (_how, exit) => {
    const loop = Array.from({ length: 27 }, (_, i): [number, Partial<ContainerState>][] => [
      [4.5 * i + 0.1, waits(i, 4.5 * i, exit)],
      [4.5 * i + 3.5, died(at(4.5 * i), i + 1, exit)],
    ]).flat();
    const since = looks(loop).slice(5);
    expect([...new Set(since)]).toEqual([0]);
  });

  test('over a restart of the console that hands its state over as JSON', () => {
    const carried = (s: EvaluationState): EvaluationState => {
      const parsed = parseState(JSON.parse(JSON.stringify(serialiseState(s))));
      if (parsed === null) throw new Error('not parsed');
      return parsed;
    };
    expect(
      looks(
        [
          [1, waits(3, 0)],
          [3, died(at(0), 4)],
          [6, waits(4, 5)],
        ],
        { carried },
      ),
    ).toEqual([0, 0, 0]);
  });

  test('of a container that fails to start under several of the kubelet’s names', () => {
    const failed = { ...waits(3, 2), reason: 'RunContainerError' };
    expect(
      looks([
        [0.1, waits(2, 0)],
        [2.1, failed],
        [2.5, waits(3, 2)],
      ]),
    ).toEqual([0, 0, 0]);
  });

  test('found running, by the run that ended', () => {
    expect(looks([[0, died(at(-1), 9, { startedAt: at(-3) })]])).toEqual([-3]);
    expect(looks([[0, died(at(-1), 9, { startedAt: at(-300) })]])).toEqual([-1]);
  });

  test('however slowly it dies: each twenty minutes', () => {
    const slow = [0, 20, 40, 60].map((m, i): [number, Partial<ContainerState>] => [
      m + 15,
      died(at(m), 90 + i),
    ]);
    expect(looks(slow)).toEqual([null, null, 0, 0]);
  });
});

test('while it waits for hours its beginning stays', () => {
  expect(looks([0.1, 20, 45, 90].map((m) => [m, waits(5, 0)]))).toEqual([0, 0, 0, 0]);
});

test('what a clock that was ahead dated ends with the rest', () => {
  const ahead = evaluation(factsAt(at(60), died(null, 5), null), at(60));
  const back = evaluation(factsAt(at(0), died(null, 5), null), at(0), ahead.evaluationState);
  const later = evaluation(factsAt(at(11), died(null, 5), null), at(11), back.evaluationState);
  expect(later.said.failures.find(({ id }) => id === 'crash')?.state).toBe('absent');
});

describe('what is no loop', () => {
  test('one that ran well for a quarter of an hour after a loop begins a new one', () => {
    const first = [0, 1, 2, 3].map((m, i): [number, Partial<ContainerState>] => [m + 0.1, waits(i + 2, m)]);
    expect(looks([...first, [14, died(at(3), 6)], [20, waits(6, 19)]])).toEqual([0, 0, 0, 0, null, 19]);
  });

  test.each<[string, Partial<ContainerState>]>([
    [
      'a program that ends well each day and is started again',
      died(at(-1), 30, { ...CLEAN, startedAt: at(-1_440) }),
    ],
    ['killed for memory a second time, after a week', died(at(-1), 2, { ...KILLED, startedAt: at(-10_080) })],
    ['ended well twice, at times unknown', died(at(-1), 2, CLEAN)],
    ['restarts of long ago, without a trace', { restarts: 40, lastExit: null }],
    ['dozens of crashes, the last an hour ago', died(at(-60), 40)],
  ])('%s', (_who, shows) =>
    expect(
      looks([
        [0, shows],
        [1, shows],
      ]),
    ).toEqual([null, null]),
  );

  test('a death that nobody dated is one, and not one with each look', () => {
    const undated = died(null, 5);
    expect(
      looks([
        [0, undated],
        [5, undated],
        [11, undated],
        [45, undated],
        [90, undated],
      ]),
    ).toEqual([0, 0, null, null, null]);
  });

  test('an init container that ran again with its pod, and ended well', () => {
    const now = NOW;
    const done = containerState({ ...died(at(-1), 9, { ...CLEAN, startedAt: at(-2) }), name: 'first' });
    const its = pod('pilot-0', 'pilot', {
      containers: [container({ name: 'main' }), container({ name: 'first', role: 'init' })],
      states: [containerState(), { ...done, state: 'terminated', reason: 'Completed' }],
    });
    const { said } = evaluation([...calmFacts(), its], now);
    expect(said.failures.find(({ id }) => id === 'crash')?.state).toBe('absent');
  });
});

test('while nothing is read after a restart, the loop is remembered', () => {
  const first = evaluation(factsAt(at(1), waits(5, 0), null), at(1));
  const blind = evaluation([], at(2), first.evaluationState);
  const again = evaluation(factsAt(at(3), died(at(0), 6), null), at(3), blind.evaluationState);
  expect(again.said.failures.find(({ id }) => id === 'crash')?.since).toBe(new Date(at(0)).toISOString());
});
