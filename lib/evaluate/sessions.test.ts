/** Each state of the market with the answers of agents: old data can be calm, a dead process never is. */

import { describe, expect, test } from 'vitest';
import {
  answered,
  attempt,
  calmFacts,
  POLLS,
  pod,
  sourceStatus,
  status,
  tick,
} from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { renderedAgent } from '#testing/samples/rendered.ts';
import type { Fact } from '../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../facts/ledger.ts';
import { marketAt } from '../market/market.ts';
import { marketLabel } from '../messages/market.ts';
import type { AgentPlan, Plan } from '../plan/schema.ts';
import type { Verdict } from '../vocabulary.ts';
import { EMPTY_STATE } from './base/state.ts';
import { evaluate } from './evaluate.ts';

const TIMES = {
  open: Date.parse('2026-11-20T15:15:00Z'),
  'before T-60': Date.parse('2026-11-20T12:00:00Z'),
  'after T-60': Date.parse('2026-11-20T13:31:00Z'),
  'post-market': Date.parse('2026-11-20T21:05:00Z'),
  closed: Date.parse('2026-11-21T15:15:00Z'),
  'past the calendar': Date.parse('2031-03-03T15:15:00Z'),
};
type Time = keyof typeof TIMES;

function evaluated(time: Time, disturb: (now: number) => Fact[], plan: Plan = SAMPLE_PLAN) {
  const now = TIMES[time];
  const seen = [...POLLS, 'watch/Node'].map((s) => sourceStatus(s, { lastSeenAt: now - 500 }));
  const moved = seen.map((f) => ({ ...f, observedAt: now - 500 }));
  const standing = calmFacts().filter((f) => !['source-status', 'probe', 'answer'].includes(f.kind));
  const facts = [...standing, ...moved, ...tick({}, now - 500), ...status({}, now - 500), ...disturb(now)];
  const world = { plan, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(now), now };
  return evaluate(world, EMPTY_STATE).said;
}

const oldTicks = (now: number) =>
  tick({ lastTickAt: now - 9_000_000, reportedAgeSeconds: 8999.5, status: 503, ok: false }, now - 500);
const lies = (now: number) => tick({ lastTickAt: now - 9_000_000, reportedAgeSeconds: 8999.5 }, now - 500);
const refuses = (now: number) => status({ state: 'HALTED', reasonCodes: ['MARKETDATA_STALE'] }, now - 500);
const runsOnStale = (now: number) => status({ marketdataFresh: false }, now - 500);
const saysClosed = (now: number) => status({ state: 'MARKET_CLOSED' }, now - 500);
const oldPayload = (now: number) =>
  status({ lastTickAt: now - 9_000_000, lastCycleAt: now - 9_000_000 }, now - 500);
const oldData = (now: number) => status({ state: null, dataAgeSeconds: 9_000 }, now - 500);
const deadFeed = (now: number) => [attempt('feed', 'beat', 'pier/feed-1', 'unparsable', 502, now - 100)];
const deadBeat = (now: number) => status({ heartbeatAt: now - 90_000, reportedAgeSeconds: 89.5 }, now - 500);

/** The result at each of `TIMES`, in order. */
const cases: [string, 'feed' | 'pilot', (now: number) => Fact[], Verdict[]][] = [
  ['old ticks', 'feed', oldTicks, ['bad', 'expected-off', 'bad', 'expected-off', 'expected-off', 'bad']],
  [
    'old ticks that are called ok',
    'feed',
    lies,
    ['bad', 'attention', 'bad', 'attention', 'attention', 'bad'],
  ],
  ['a feed that fails', 'feed', deadFeed, ['bad', 'bad', 'bad', 'bad', 'bad', 'bad']],
  [
    'a runtime that refuses on stale data',
    'pilot',
    refuses,
    ['attention', 'expected-off', 'attention', 'expected-off', 'expected-off', 'attention'],
  ],
  [
    'a runtime that is OK on stale data',
    'pilot',
    runsOnStale,
    ['bad', 'attention', 'bad', 'attention', 'attention', 'bad'],
  ],
  [
    'a runtime that says that the market is closed',
    'pilot',
    saysClosed,
    ['attention', 'expected-off', 'attention', 'expected-off', 'expected-off', 'unknown'],
  ],
  [
    'a runtime whose payload stands still',
    'pilot',
    oldPayload,
    ['bad', 'good', 'bad', 'good', 'good', 'bad'],
  ],
  [
    'a runtime whose data is old',
    'pilot',
    oldData,
    ['attention', 'expected-off', 'attention', 'expected-off', 'expected-off', 'attention'],
  ],
  ['a runtime that does not beat', 'pilot', deadBeat, ['bad', 'bad', 'bad', 'bad', 'bad', 'bad']],
];

describe('through the market’s day', () => {
  test.each(cases)('%s', (_what, name, disturb, verdicts) => {
    const said = Object.keys(TIMES).map((time) => {
      const agent = evaluated(time as Time, disturb).agents.find((a) => a.name === name);
      return `${time}: ${agent?.verdict}`;
    });
    expect(said).toEqual(Object.keys(TIMES).map((time, i) => `${time}: ${verdicts[i]}`));
  });

  test('the session beside every verdict has its words', () => {
    for (const [time, words] of [
      ['open', 'NYSE open, closes 16:00'],
      ['closed', 'NYSE closed, next session 2026-11-23'],
      ['past the calendar', 'NYSE hours unknown: past the calendar'],
    ] as const) {
      const { market } = evaluated(time, () => []);
      expect(marketLabel(market)).toBe(words);
    }
  });
});

describe('an agent that people start, by the hours that the plan gives it', () => {
  const plan = {
    ...SAMPLE_PLAN,
    agents: SAMPLE_PLAN.agents.map(
      (a): AgentPlan => (a.name === 'scribe' ? { ...a, runsDuring: ['post-market', 'closed'] } : a),
    ),
  };
  const runs = (ready: boolean) => () => [
    pod('scribe-1', 'scribe', { workload: { kind: 'Job', name: 'scribe' }, ready }),
  ];
  test.each<[string, Time, () => Fact[], Verdict, string]>([
    ['stopped in market hours is expected', 'open', () => [], 'expected-off', 'Idle, expected'],
    ['stopped in its hours is expected', 'closed', () => [], 'expected-off', 'Idle, expected'],
    ['running in its hours is calm, and said', 'closed', runs(true), 'good', 'Running'],
    ['running in market hours is worth a word', 'open', runs(true), 'attention', 'Outside its hours'],
    ['running past the calendar is worth a word', 'past the calendar', runs(true), 'attention', 'Running'],
    ['starting is not running', 'closed', runs(false), 'attention', 'Starting'],
  ])('%s', (_what, time, disturb, verdict, state) => {
    const scribe = renderedAgent(evaluated(time, disturb, plan), 'scribe');
    expect(scribe).toMatchObject({ verdict, state });
  });
});

describe('an agent that people start and that is only asked by a URL', () => {
  const probes: AgentPlan['probes'] = [
    { id: 'health', kind: 'process-health', path: '/h', target: { via: 'url', urlEnv: 'X' } },
  ];
  const plan = {
    ...SAMPLE_PLAN,
    agents: SAMPLE_PLAN.agents.map(
      (a): AgentPlan => (a.name === 'scribe' ? { ...a, workloads: [], probes, runsDuring: ['closed'] } : a),
    ),
  };
  const says = (healthy: boolean) => (now: number) =>
    answered('scribe', 'health', 'X', { contract: 'process-health', service: 'scribe', healthy }, now - 500);

  test.each<[string, (now: number) => Fact[], Verdict]>([
    ['is not known to be off while nothing answers', () => [], 'unknown'],
    ['runs while it answers', says(true), 'good'],
    ['is bad where it says so itself', says(false), 'bad'],
  ])('%s', (_what, disturb, verdict) => {
    expect(evaluated('closed', disturb, plan).agents.find((a) => a.name === 'scribe')?.verdict).toBe(verdict);
  });
});

describe('a heartbeat document, which another party’s database answers', () => {
  const probe = (id: string, kind: 'firestore-heartbeat' | 'process-health') => ({
    id,
    kind,
    path: '/x',
    target: { via: 'url' as const, urlEnv: 'X' },
  });
  const ingest = (...probes: AgentPlan['probes']): Plan => ({
    ...SAMPLE_PLAN,
    agents: SAMPLE_PLAN.agents.map((a) => (a.name === 'feed' ? { ...a, workloads: [], probes } : a)),
  });
  const beat = (now: number) =>
    answered('feed', 'doc', 'X', { contract: 'firestore-heartbeat', heartbeatAt: now - 900_000 }, now - 500);
  const lives = (now: number) =>
    answered(
      'feed',
      'health',
      'X',
      { contract: 'process-health', service: 'feed', healthy: true },
      now - 500,
    );
  const both = ingest(probe('doc', 'firestore-heartbeat'), probe('health', 'process-health'));

  test.each<[string, Plan, (now: number) => Fact[], Verdict[]]>([
    [
      'is calm at night while its process answers',
      both,
      (now) => [...beat(now), ...lives(now)],
      ['bad', 'expected-off'],
    ],
    ['is not calm when its process does not', both, beat, ['bad', 'bad']],
    [
      'is not calm if nothing else is asked',
      ingest(probe('doc', 'firestore-heartbeat')),
      beat,
      ['bad', 'bad'],
    ],
  ])('%s', (_what, plan, disturb, verdicts) => {
    const said = (['open', 'closed'] as const).map(
      (time) => evaluated(time, disturb, plan).agents.find((a) => a.name === 'feed')?.verdict,
    );
    expect(said).toEqual(verdicts);
  });
});
