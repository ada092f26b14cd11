import { describe, expect, test } from 'vitest';
import {
  answered,
  attempt,
  blind,
  config,
  counts,
  NOW,
  POLLS,
  pod,
  SEEN,
  status,
  tick,
  waitingPod,
  workload,
} from '#testing/samples/facts.ts';
import { AGENTS } from '#testing/samples/situations/agents.ts';
import { ANSWERS } from '#testing/samples/situations/answers.ts';
import { EXECUTION } from '#testing/samples/situations/execution.ts';
import { health, SITUATION_PLAN, store } from '#testing/samples/situations/plan.ts';
import { PODS } from '#testing/samples/situations/pods.ts';
import { type Situation, worldOf } from '#testing/samples/situations/situation.ts';
import type { Fact } from '../../facts/fact.ts';
import type { Plan } from '../../plan/schema.ts';
import type { SloSubjectOf } from '../../vocabulary.ts';
import { EMPTY_STATE } from '../base/state.ts';
import { evaluate } from '../evaluate.ts';
import { upOf } from './up.ts';

/** A Saturday, 10:15 ET. */
const WEEKEND = Date.parse('2026-11-21T15:15:00Z');
const NIGHT = Date.parse('2026-11-21T01:15:00Z');
const HALT: Plan['marketHalts'] = [{ level: 1, from: new Date(NOW - 60_000).toISOString() }];

/** Probes that the sample plan has not. */
const MORE: Readonly<Record<string, Plan['agents'][number]['probes']>> = {
  crane: [healthOf('crane'), { ...healthOf('crane'), id: 'state', kind: 'execution-state', path: '/state' }],
  scribe: [healthOf('scribe')],
  feed: [
    {
      ...{ id: 'map', kind: 'config-heartbeat', path: '/data/seen', limitSeconds: 180, optional: true },
      target: { via: 'config-map', namespace: 'pier', configMap: 'seen' },
    },
  ],
  intake: [
    {
      id: 'ready',
      kind: 'readiness',
      path: '/readyz',
      target: { via: 'url', urlEnv: 'INTAKE_URL' },
      optional: true,
    },
  ],
};

function healthOf(workload: string): Plan['agents'][number]['probes'][number] {
  return {
    ...{ id: 'health', kind: 'process-health', path: '/health' },
    target: { via: 'workload', workload, port: 80 },
  };
}

/** The sample mesh, with what its SLOs are of. */
function planWith(of: Readonly<Record<string, SloSubjectOf>>, marketHalts: Plan['marketHalts'] = []): Plan {
  const agents = SITUATION_PLAN.agents.map((agent) => {
    const own = of[agent.name];
    const slo = own === undefined ? agent.slo : { ...agent.slo, of: own };
    return {
      ...agent,
      slo,
      probes: [...agent.probes.filter(({ optional }) => !optional), ...(MORE[agent.name] ?? [])],
    };
  });
  return { ...SITUATION_PLAN, agents, marketHalts };
}
const OF = { feed: 'heartbeat', intake: 'health-endpoint', crane: 'health-endpoint' } as const;

function rowsOf(situation: Situation) {
  return evaluate(worldOf(situation), EMPTY_STATE).said.agents;
}

interface When {
  now?: number;
  plan?: Plan;
}

function upIn(name: string, facts: readonly Fact[], { now = NOW, plan = planWith(OF) }: When = {}) {
  const row = rowsOf({ facts, now, plan }).find((agent) => agent.name === name);
  if (row === undefined) throw new Error(`no ${name}`);
  return [row.verdict, upOf(row)];
}

const gone = (kind: string, name: string): Fact => ({
  subject: `${kind}/pier/${name}`,
  kind: kind === 'Pod' ? 'pod' : 'workload',
  value: null,
  observedAt: NOW - 400,
  source: 'test',
});
const OLD = { lastTickAt: SEEN - 94_000, reportedAgeSeconds: 94 };
const STALE = tick({ ...OLD, ok: false, status: 503 });
const zero = (kind: 'Deployment' | 'StatefulSet', name: string): Fact[] => [
  workload(name, { kind, desired: 0, actual: 0, ready: 0 }),
  gone('Pod', `${name}-1`),
  gone('Pod', `${name}-0`),
];
const halted = (reasonCodes: string[]) => status({ state: 'HALTED', reasonCodes });

describe('in an open market', () => {
  test.each<[string, string, Fact[], string, string]>([
    ['feed', 'in calm', [], 'good', 'up'],
    ['feed', 'scaled to 0', zero('Deployment', 'feed'), 'bad', 'down'],
    ['feed', 'stale with 503', STALE, 'bad', 'down'],
    ['feed', 'stale with 200', tick(OLD), 'bad', 'down'],
    ['feed', 'fresh ticks with 503', tick({ ok: false, status: 503 }), 'bad', 'down'],
    [
      'feed',
      'forced stale with a fresh tick',
      tick({ forcedStale: true, ok: false, status: 503 }),
      'bad',
      'down',
    ],
    [
      'feed',
      'a 500 page',
      [attempt('feed', 'beat', 'pier/feed-1', 'unparsable', 500, NOW - 10)],
      'bad',
      'down',
    ],
    ['feed', 'a tick in the future', tick({ lastTickAt: NOW + 3_600_000 }), 'unknown', 'unknown'],
    [
      'feed',
      'crash looping beside a fresh tick',
      [waitingPod('feed-2', 'feed', 'CrashLoopBackOff')],
      'bad',
      'down',
    ],
    ['feed', 'out of sight', POLLS.map(blind), 'unknown', 'unknown'],
    ['pilot', 'in calm', [], 'good', 'up'],
    ['pilot', 'scaled to 0', zero('StatefulSet', 'pilot'), 'bad', 'down'],
    ['pilot', 'halted by the kill switch, as planned', halted(['KILL_SWITCH']), 'expected-off', 'up'],
    ['pilot', 'halted by itself', halted([]), 'bad', 'down'],
    ['pilot', 'refusing on stale data, as is its duty', halted(['MARKETDATA_STALE']), 'attention', 'up'],
    ['pilot', 'offline by its own word', status({ state: 'OFFLINE' }), 'bad', 'down'],
    ['pilot', 'a young beat with 503', status({ status: 503 }), 'bad', 'down'],
    ['pilot', 'in no known state', status({ state: 'DREAMING' }), 'unknown', 'unknown'],
    [
      'pilot',
      'partly ready',
      [workload('pilot', { kind: 'StatefulSet', desired: 3, actual: 3, ready: 1 })],
      'attention',
      'up',
    ],
    ['intake', 'in calm', [], 'good', 'up'],
    ['intake', '/health 503 beside a young heartbeat', health(false, 503), 'bad', 'down'],
    ['intake', 'a document too old', store(NOW - 121_000), 'bad', 'down'],
    ['lamp', 'not used', [], 'not-applicable', 'not-asked'],
    ['lamp', 'not ready', [workload('lamp', { ready: 0 })], 'bad', 'down'],
    ['scribe', 'not started', [], 'expected-off', 'not-asked'],
    ['diver', 'meant to be off, and not started', [], 'expected-off', 'not-asked'],
    ['drifter', 'left open by the plan', [], 'unknown', 'unknown'],
  ])('%s %s', (name, _how, facts, verdict, up) => {
    expect(upIn(name, facts)).toEqual([verdict, up]);
  });
});

describe('while no market data is wanted', () => {
  const old = tick({
    ...OLD,
    lastTickAt: SEEN - 3_600_000,
    reportedAgeSeconds: 3_600,
    ok: false,
    status: 503,
  });
  const weekend = { now: WEEKEND };
  const inHalt = { plan: planWith(OF, HALT) };

  test.each<[string, string, Fact[], When, string, string]>([
    ['feed', 'old ticks on a weekend', old, weekend, 'expected-off', 'not-asked'],
    ['feed', 'old ticks at night', old, { now: NIGHT }, 'expected-off', 'not-asked'],
    ['feed', 'old ticks in a declared halt', STALE, inHalt, 'attention', 'not-asked'],
    ['feed', 'fresh ticks on a weekend', [], weekend, 'good', 'up'],
    [
      'feed',
      'forced stale on a weekend',
      tick({ forcedStale: true, ok: false, status: 503 }),
      weekend,
      'bad',
      'down',
    ],
    ['feed', 'scaled to 0 on a weekend', zero('Deployment', 'feed'), weekend, 'bad', 'down'],
    ['feed', 'scaled to 0 in a declared halt', zero('Deployment', 'feed'), inHalt, 'bad', 'down'],
    [
      'pilot',
      'reports closed on a weekend',
      status({ state: 'MARKET_CLOSED' }),
      weekend,
      'expected-off',
      'up',
    ],
    [
      'pilot',
      'reports closed in a declared halt',
      status({ state: 'MARKET_CLOSED' }),
      inHalt,
      'attention',
      'up',
    ],
    [
      'pilot',
      'old heart on a weekend',
      status({ heartbeatAt: NOW - 61_000, reportedAgeSeconds: null }),
      weekend,
      'bad',
      'down',
    ],
    ['intake', 'an old document on a quiet weekend', store(NOW - 9_000_000), weekend, 'expected-off', 'up'],
    [
      'intake',
      'an old document and /health 503',
      [...store(NOW - 9_000_000), ...health(false, 503)],
      weekend,
      'bad',
      'down',
    ],
  ])('%s: %s', (name, _how, facts, when, verdict, up) => {
    expect(upIn(name, facts, when)).toEqual([verdict, up]);
  });
});

const readyz = (ready: boolean, code: number) =>
  answered('intake', 'ready', 'INTAKE_URL', { contract: 'readiness', ready, status: code });

describe('what the SLO is of', () => {
  test.each<[SloSubjectOf, string]>([
    ['agent', 'unknown'],
    ['health-endpoint', 'up'],
  ])('of %s, a process that answers and calls itself not ready is %s', (of, up) => {
    const plan = planWith({ intake: of });
    expect(upIn('intake', readyz(false, 503), { plan })).toEqual(['attention', up]);
    expect(upIn('intake', readyz(true, 200), { plan })).toEqual(['good', 'up']);
  });

  test('of a heartbeat, that of a process does not stand for market data', () => {
    const map = answered('feed', 'map', 'seen', { contract: 'config-heartbeat', heartbeatAt: SEEN - 1_000 });
    const old = tick({ ...OLD, ok: false, status: 503 });
    const at = { now: WEEKEND };
    expect(upIn('feed', [...map, ...old], at)).toEqual(['expected-off', 'not-asked']);
    expect(upIn('feed', [...map, ...tick(OLD)], at)).toEqual(['attention', 'not-asked']);
    expect(upIn('feed', [...map, ...old], { ...at, plan: planWith({ feed: 'agent' }) })).toEqual([
      'expected-off',
      'up',
    ]);
  });

  const quiet = store(NOW - 9_000_000);
  test.each<[SloSubjectOf, string]>([
    ['agent', 'up'],
    ['health-endpoint', 'up'],
    ['heartbeat', 'not-asked'],
  ])('of %s, an old document on a weekend beside a process that answers is %s', (of, up) => {
    expect(upIn('intake', quiet, { now: WEEKEND, plan: planWith({ intake: of }) })).toEqual([
      'expected-off',
      up,
    ]);
  });
});

test('a runtime whose metrics never beat is not proven up', () => {
  const never = counts({ heartbeatAgeSeconds: null, neverBeat: true });
  expect(upIn('pilot', never, { plan: SITUATION_PLAN })).toEqual(['attention', 'unknown']);
});

describe('an agent that people start', () => {
  const job = workload('scribe', { kind: 'Job' });
  const runs = pod('scribe-x', 'scribe', {
    owner: { kind: 'Job', name: 'scribe', group: 'batch' },
    workload: { kind: 'Job', name: 'scribe' },
  });
  const dead = attempt('scribe', 'health', 'pier/scribe-x', 'timeout', null, NOW - 10);
  const well = answered('scribe', 'health', 'pier/scribe-x', {
    ...{ contract: 'process-health', service: 'scribe', healthy: true },
  });

  test.each<[string, Fact[], string, string]>([
    ['that starts', [job], 'attention', 'unknown'],
    ['that runs and answers', [job, runs, ...well], 'attention', 'up'],
    ['that runs and does not answer', [job, runs, dead], 'attention', 'unknown'],
  ])('%s', (_how, facts, verdict, up) => {
    expect(upIn('scribe', facts)).toEqual([verdict, up]);
  });

  test('that starts, without any probe, is not up', () => {
    const plan = planWith({});
    const agents = plan.agents.map((a) => (a.name === 'scribe' ? { ...a, probes: [] } : a));
    expect(upIn('scribe', [job], { plan: { ...plan, agents } })).toEqual(['attention', 'unknown']);
  });
});

describe('an executor', () => {
  const on = [workload('crane'), pod('crane-x', 'crane')];
  const well = (healthy = true, code = 200) =>
    answered('crane', 'health', 'pier/crane-x', {
      ...{ contract: 'process-health', service: 'crane', healthy, status: code },
    });

  test.each<[string, Fact[], string, string]>([
    ['off', [], 'expected-off', 'not-asked'],
    ['enabled and healthy', [...on, ...well()], 'bad', 'up'],
    ['enabled, /health 503', [...on, ...well(false, 503)], 'bad', 'down'],
    ['enabled, and never asked', on, 'bad', 'unknown'],
    [
      'enabled, its pod not ready',
      [workload('crane', { ready: 0 }), pod('crane-x', 'crane', { ready: false }), ...well()],
      'bad',
      'down',
    ],
    ['wanted, without a pod', [workload('crane', { ready: 0 })], 'bad', 'down'],
    ['off itself, while another executor runs', [pod('crane-2', 'stranger')], 'bad', 'not-asked'],
    ['enabled, then out of sight', [...on, ...well(), ...POLLS.map(blind)], 'bad', 'up'],
    ['out of sight', POLLS.map(blind), 'unknown', 'unknown'],
  ])('%s', (_how, facts, verdict, up) => {
    expect(upIn('crane', facts)).toEqual([verdict, up]);
  });

  test('enabled, without a probe that could prove it, is not up', () => {
    const plan = planWith({});
    const agents = plan.agents.map((a) => (a.name === 'crane' ? { ...a, probes: [] } : a));
    expect(upIn('crane', on, { plan: { ...plan, agents } })).toEqual(['bad', 'unknown']);
  });

  test.each<[string, Fact[], string, string]>([
    [
      'at 0, with a pod that still answers',
      [workload('crane', { desired: 0, actual: 1, ready: 1 }), pod('crane-x', 'crane'), ...well()],
      'bad',
      'up',
    ],
    [
      'at 0, with a pod that failed, while another executor runs',
      [pod('crane-x', 'crane', { phase: 'Failed', ready: false }), pod('crane-2', 'stranger')],
      'bad',
      'not-asked',
    ],
    [
      'whose state answers 500 beside a good /health',
      [...on, ...well(), attempt('crane', 'state', 'pier/crane-x', 'unparsable', 500, NOW - 10)],
      'bad',
      'down',
    ],
    [
      'that ran and ended',
      [pod('crane-x', 'crane', { phase: 'Succeeded', ready: false })],
      'attention',
      'not-asked',
    ],
  ])('%s', (_how, facts, verdict, up) => {
    expect(upIn('crane', facts)).toEqual([verdict, up]);
  });

  test('whose only probe is one that builds may lack is not up without it', () => {
    const plan = planWith({});
    const probes = [{ ...healthOf('crane'), optional: true }];
    const agents = plan.agents.map((a) => (a.name === 'crane' ? { ...a, probes } : a));
    const none = attempt('crane', 'health', 'pier/crane-x', 'no-evidence', 404, NOW - 10);
    expect(upIn('crane', [...on, none], { plan: { ...plan, agents } })).toEqual(['bad', 'unknown']);
  });

  test('off, with the switches out of reach, asks nothing', () => {
    expect(upIn('crane', [config('brake', null)])[1]).toBe('not-asked');
  });
});

const SITUATIONS = Object.entries<Situation>({ ...AGENTS, ...ANSWERS, ...EXECUTION, ...PODS, calm: {} });

test.each(SITUATIONS)('%s: no row is better or worse in `up` than it reads', (_name, situation) => {
  for (const row of rowsOf({ ...situation, plan: situation.plan ?? planWith(OF) })) {
    const up = upOf(row);
    const executor = row.expected.code === 'expect-off';
    if (!executor) expect([row.name, up === 'down']).toEqual([row.name, row.verdict === 'bad']);
    if (row.verdict === 'unknown') expect([row.name, up]).toEqual([row.name, 'unknown']);
    if (row.verdict === 'good') expect([row.name, up]).toEqual([row.name, 'up']);
    if (up === 'up' && !executor) expect(['good', 'attention', 'expected-off']).toContain(row.verdict);
  }
});
