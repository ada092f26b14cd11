import { describe, expect, test } from 'vitest';
import { FEED } from '#testing/samples/agents.ts';
import { counts, NOW, status, tick } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { rendered } from '#testing/samples/rendered.ts';
import type { AnswerValue } from '../../../facts/fact.ts';
import { EMPTY_LEDGER } from '../../../facts/ledger.ts';
import { marketAt } from '../../../market/market.ts';
import { type Plan, planSchema } from '../../../plan/schema.ts';
import { EMPTY_STATE, type EvaluationState, StateBuilder } from '../../base/state.ts';
import type { ProbeResult } from './probe-result.ts';
import { withBypasses } from './proposals.ts';

/** The sample mesh with two feeds; the plan gives one of them no limit. */
const PLAN: Plan = planSchema.parse({
  ...SAMPLE_PLAN,
  agents: [
    ...SAMPLE_PLAN.agents.map((a) =>
      a.name === 'feed' ? { ...a, probes: a.probes.map((p) => ({ ...p, limitSeconds: 45 })) } : a,
    ),
    {
      ...FEED,
      name: 'buoy',
      workloads: [{ kind: 'Deployment', name: 'buoy' }],
      probes: FEED.probes.map(({ limitSeconds: _none, ...p }) => ({
        ...p,
        target: { ...p.target, workload: 'buoy' },
      })),
    },
  ],
});
const WORLD = { plan: PLAN, ledger: EMPTY_LEDGER, market: marketAt(NOW), now: NOW };

function probeOf(agent: string, id: string) {
  const probe = PLAN.agents.find((a) => a.name === agent)?.probes.find((p) => p.id === id);
  if (probe === undefined) throw new Error(`no probe ${id}`);
  return probe;
}
function answerOf(facts: ReturnType<typeof tick>): AnswerValue {
  const value = facts.find((f) => f.kind === 'answer')?.value;
  if (value === undefined || value === null || !('contract' in value)) throw new Error('no answer');
  return value;
}
const read = (agent: string, id: string, instance: string, more: Partial<ProbeResult>): ProbeResult => ({
  verdict: 'good',
  code: 'good',
  params: {},
  since: null,
  probe: probeOf(agent, id),
  instance,
  status: 200,
  latencyMs: 3,
  answer: null,
  answeredAt: NOW - 100,
  counts: true,
  beatAt: null,
  limitSeconds: 60,
  ...more,
});
const ticks = (agent: 'feed' | 'buoy', ago: number | null, more: object = {}, base: object = {}) =>
  read(agent, 'beat', `pier/${agent}-1`, {
    answer: answerOf(tick({ lastTickAt: ago === null ? null : NOW - ago, maxAgeSeconds: null, ...more })),
    ...base,
  });
const proposes = (total: number | null, base: Partial<ProbeResult> = {}) =>
  read('pilot', 'counts', 'pier/pilot-0', { answer: answerOf(counts({ proposalsTotal: total })), ...base });

type ProbeResults = Readonly<Record<string, readonly ProbeResult[]>>;
const carrying = (timers: Readonly<Record<string, { state: string; since: number }>>): EvaluationState => ({
  ...EMPTY_STATE,
  timers: new Map(Object.entries(timers)),
});
function evaluate(results: ProbeResults, evaluationState: EvaluationState = EMPTY_STATE) {
  const states = new StateBuilder(evaluationState, NOW);
  const all = withBypasses(WORLD, new Map(Object.entries(results)), states);
  return { pilot: all.get('pilot')?.[0], timers: Object.fromEntries(states.finished().timers) };
}

describe('since when the freshness gate must be shut', () => {
  const since = (results: ProbeResults) => evaluate(results).timers['market-data-gate']?.since ?? null;
  const rows: [string, ProbeResults, number | null][] = [
    ['no feed is known', {}, null],
    ['ticks are fresh', { feed: [ticks('feed', 1_000)] }, null],
    ['ticks are as old as they may be', { feed: [ticks('feed', 45_000)] }, null],
    ['ticks are older than the plan’s limit', { feed: [ticks('feed', 45_001)] }, NOW - 1],
    [
      'older than the producer’s own limit',
      { feed: [ticks('feed', 31_000, { maxAgeSeconds: 30 })] },
      NOW - 1_000,
    ],
    ['older than the limit where the plan gives none', { buoy: [ticks('buoy', 61_000)] }, NOW - 1_000],
    ['within the limit where the plan gives none', { buoy: [ticks('buoy', 59_000)] }, null],
    ['it is forced stale', { feed: [ticks('feed', 1_000, { forcedStale: true })] }, NOW],
    ['it answers 503', { feed: [ticks('feed', 1_000, { status: 503 })] }, NOW],
    ['it does not call itself ok', { feed: [ticks('feed', 1_000, { ok: false })] }, NOW],
    ['it never ticked', { feed: [ticks('feed', null)] }, NOW],
    [
      'of two feeds that are stale, the later counts',
      { feed: [ticks('feed', 50_000)], buoy: [ticks('buoy', 90_000)] },
      NOW - 5_000,
    ],
    [
      'one that says so without a time beside one with',
      { feed: [ticks('feed', null)], buoy: [ticks('buoy', 90_000)] },
      NOW,
    ],
    ['one of two feeds is fresh', { feed: [ticks('feed', 1_000)], buoy: [ticks('buoy', 90_000)] }, null],
    ['its answer counts no more', { feed: [ticks('feed', 90_000, {}, { counts: false })] }, null],
    ['it gave no answer', { feed: [ticks('feed', 90_000, {}, { answer: null })] }, null],
    [
      'one that counts no more is not asked',
      { feed: [ticks('feed', 50_000)], buoy: [ticks('buoy', 1_000, {}, { counts: false })] },
      NOW - 5_000,
    ],
    [
      'an answer of another kind tells of no ticks',
      { feed: [ticks('feed', 50_000), ticks('feed', 1_000, {}, { answer: answerOf(status()) })] },
      NOW - 5_000,
    ],
    [
      'ticks of who is no feed open nothing',
      { feed: [ticks('feed', 50_000)], pilot: [ticks('feed', 1_000)] },
      NOW - 5_000,
    ],
  ];
  test.each(rows)('%s', (_rule, results, expected) => {
    expect(since(results)).toBe(expected);
  });
});

describe('proposals after the gate was shut', () => {
  /** Stale since a minute ago. */
  const SHUT = NOW - 60_000;
  const stale = { feed: [ticks('feed', 105_000)] };
  const KEY = 'proposals:pilot:counts:pier/pilot-0';
  const held = (state: string, since: number) => carrying({ [KEY]: { state, since } });
  const passed = (since: number) => ({
    verdict: 'bad',
    code: 'proposes-on-stale',
    state: 'Proposes on stale',
    reason: 'pilot: proposals kept rising after market data went stale at 10:14:00 ET',
    since,
  });
  const untouched = { verdict: 'good', code: 'good', since: null };
  const lost = { counts: false, answeredAt: NOW - 20_000 };

  const rows: [string, ProbeResult, EvaluationState, object, object | undefined][] = [
    [
      'the first count is what later ones are held against',
      proposes(10),
      EMPTY_STATE,
      untouched,
      { state: '10', since: NOW - 100 },
    ],
    [
      'a count from just before a cycle may have ended is none',
      proposes(10, { answeredAt: SHUT + 9_999 }),
      EMPTY_STATE,
      untouched,
      undefined,
    ],
    [
      'a count from when each cycle has ended is one',
      proposes(10, { answeredAt: SHUT + 10_000 }),
      EMPTY_STATE,
      untouched,
      { state: '10', since: SHUT + 10_000 },
    ],
    [
      'the same count',
      proposes(10),
      held('10', SHUT + 10_000),
      untouched,
      { state: '10', since: SHUT + 10_000 },
    ],
    [
      'a higher count',
      proposes(11),
      held('10', SHUT + 10_000),
      passed(NOW - 100),
      { state: 'risen', since: NOW - 100 },
    ],
    [
      'a lower count is that of another process',
      proposes(3),
      held('10', SHUT + 10_000),
      untouched,
      { state: '3', since: SHUT + 10_000 },
    ],
    [
      'it rose before',
      proposes(11),
      held('risen', NOW - 9_000),
      passed(NOW - 9_000),
      { state: 'risen', since: NOW - 9_000 },
    ],
    [
      'a count of the very moment of this staleness',
      proposes(11),
      held('10', SHUT),
      passed(NOW - 100),
      { state: 'risen', since: NOW - 100 },
    ],
    [
      'a count of an earlier staleness says nothing about this one',
      proposes(11),
      held('10', SHUT - 1),
      untouched,
      { state: '11', since: NOW - 100 },
    ],
    [
      'that it rose in an earlier staleness says nothing about this one',
      proposes(11),
      held('risen', SHUT - 1),
      untouched,
      { state: '11', since: NOW - 100 },
    ],
    [
      'no count now: the last is kept',
      proposes(11, lost),
      held('10', SHUT + 10_000),
      untouched,
      { state: '10', since: SHUT + 10_000 },
    ],
    [
      'no count now, and it rose before',
      proposes(null),
      held('risen', NOW - 9_000),
      passed(NOW - 9_000),
      { state: 'risen', since: NOW - 9_000 },
    ],
    ['it counts no proposals', proposes(null), EMPTY_STATE, untouched, undefined],
    [
      'no count now, and the last is of an earlier staleness',
      proposes(null),
      held('10', SHUT - 1),
      untouched,
      undefined,
    ],
    [
      'a count of which nobody knows when it was given',
      proposes(11, { answeredAt: null }),
      held('10', SHUT + 10_000),
      untouched,
      { state: '10', since: SHUT + 10_000 },
    ],
    [
      'an answer of another kind counts none',
      proposes(11, { answer: answerOf(status()) }),
      EMPTY_STATE,
      untouched,
      undefined,
    ],
    ['no answer at all', proposes(11, { answer: null }), EMPTY_STATE, untouched, undefined],
  ];
  test.each(rows)('%s', (_rule, result, evaluationState, said, timer) => {
    const { pilot, timers } = evaluate({ ...stale, pilot: [result] }, evaluationState);
    expect(pilot && rendered(pilot)).toMatchObject(said);
    expect(timers[KEY]).toEqual(timer);
  });

  test('while market data is fresh, no base is kept and no finding is made', () => {
    const { pilot, timers } = evaluate(
      { feed: [ticks('feed', 1_000)], pilot: [proposes(11)] },
      held('10', SHUT),
    );
    expect(pilot).toMatchObject(untouched);
    expect(timers).toEqual({});
  });

  test('each instance of a runtime has its own count', () => {
    const other = proposes(90, { instance: 'pier/pilot-1' });
    const { timers } = evaluate({ ...stale, pilot: [proposes(10), other] });
    expect(timers).toMatchObject({
      [KEY]: { state: '10' },
      'proposals:pilot:counts:pier/pilot-1': { state: '90' },
    });
  });
});
