import { describe, expect, test } from 'vitest';
import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { attempt, blind, config, NOW, SEEN, status, tick, workload } from '#testing/samples/facts.ts';
import { AGENTS } from '#testing/samples/situations/agents.ts';
import { ANSWERS } from '#testing/samples/situations/answers.ts';
import { EXECUTION } from '#testing/samples/situations/execution.ts';
import { SITUATION_PLAN } from '#testing/samples/situations/plan.ts';
import { PODS } from '#testing/samples/situations/pods.ts';
import { type Situation, worldOf } from '#testing/samples/situations/situation.ts';
import { legacyAgentDocumentSchema, legacySafetySchema, legacyStatusSchema } from '../document.ts';
import { legacyAgentOf, legacyEvents, legacySafety, legacyStatus } from './documents.ts';
import type { Present } from './present.ts';

function presentOf(situation: Situation, doubt: readonly string[] = []): Present {
  const world = worldOf(situation);
  const { said } = evaluate(world, EMPTY_STATE);
  return { posture: { ...said, at: new Date(world.now).toISOString() }, world, doubt };
}

const seen = (...facts: Fact[]) => presentOf({ facts });
const agent = (present: Present, name: string) => {
  const found = legacyAgentOf(present, name);
  if (found === null) throw new Error(`no ${name}`);
  return found;
};

const SITUATIONS = Object.entries({ ...AGENTS, ...ANSWERS, ...EXECUTION, ...PODS, calm: {} });
const FINE = ['good', 'expected-off'];

describe.each(SITUATIONS)('%s', (_name, situation) => {
  const present = presentOf(situation);
  const status = legacyStatusSchema.parse(legacyStatus(present));
  const safety = legacySafetySchema.parse(legacySafety(present));
  const verdictOf = (name: string) => present.posture.agents.find((a) => a.name === name)?.verdict;

  test('reads no better than the posture', () => {
    for (const older of status.agents) {
      const verdict = verdictOf(older.agent_name) ?? 'unknown';
      if (older.ops.state === 'OK') expect(verdict).toBe('good');
      if (older.online === true) expect(['bad', 'unknown', 'not-applicable']).not.toContain(verdict);
      if (older.ops_status?.status.state === 'OK' || Object.values(older.endpoints).some((e) => e?.ok))
        expect(
          present.posture.agents
            .find((a) => a.name === older.agent_name)
            ?.probes.some((p) => FINE.includes(p.verdict)),
        ).toBe(true);
    }
  });

  test('is fresh only by proof', () => {
    for (const feed of safety.marketdata.agents)
      if (feed.is_fresh) expect(verdictOf(feed.agent_name)).toBe('good');
    if (safety.marketdata.all_critical_fresh)
      expect(safety.marketdata.agents.filter((a) => a.criticality === 'critical' && !a.is_fresh)).toEqual([]);
  });

  test('is halted only by proof', () => {
    const proof = present.posture.execution.proofs.find((p) => p.id === 'halt-switches');
    if (status.kill_switch.execution_halted) expect(proof?.verdict).toBe('good');
    expect(safety.kill_switch).toEqual(status.kill_switch);
  });

  test('is good in nothing while the console doubts itself', () => {
    const doubting = { ...present, doubt: ['the last evaluation is 9 s old'] };
    const { agents, kill_switch } = legacyStatus(doubting);
    expect(kill_switch).toEqual({ execution_halted: false, source: null });
    expect(legacySafety(doubting).marketdata.all_critical_fresh).toBe(false);
    for (const { online, ops, ops_status, endpoints } of agents)
      expect([online, ops.state, ops_status, Object.values(endpoints).some((e) => e?.ok)]).toEqual([
        null,
        'UNKNOWN',
        null,
        false,
      ]);
  });
});

test('the situations show both sides of every claim', () => {
  const all = SITUATIONS.map(([, situation]) => presentOf(situation));
  const agents = all.flatMap((present) => legacyStatus(present).agents);
  expect(new Set(agents.map((a) => a.ops.state))).toEqual(
    new Set(['OK', 'DEGRADED', 'HALTED', 'MARKET_CLOSED', 'OFFLINE', 'UNKNOWN']),
  );
  expect(new Set(agents.map((a) => a.online))).toEqual(new Set([true, false, null]));
  const safety = all.map(legacySafety);
  expect(new Set(safety.map((s) => s.marketdata.all_critical_fresh))).toEqual(new Set([true, false]));
  expect(new Set(safety.map((s) => JSON.stringify(s.kill_switch).replace(/configmap[^"]*/, 'x')))).toEqual(
    new Set([
      '{"execution_halted":true,"source":"x"}',
      '{"execution_halted":false,"source":"x"}',
      '{"execution_halted":false,"source":null}',
    ]),
  );
});

describe('the kill switch', () => {
  const SOURCE = 'configmap:pier/brake#HALTED, configmap:pier/second#STOP';
  test.each<[string, Fact[], boolean, string | null]>([
    ['all halted', [], true, SOURCE],
    ['all allow', [config('brake', { HALTED: '0' }), config('second', { STOP: 'false' })], false, SOURCE],
    ['they disagree', [config('brake', { HALTED: '0' })], false, null],
    ['a key is missing', [config('brake', {})], false, null],
    ['a value is neither', [config('brake', { HALTED: 'maybe' })], false, null],
    ['a map is gone', [config('second', null)], false, null],
    ['out of sight', [blind('poll/ConfigMap/pier/brake')], false, null],
  ])('%s', (_name, facts, execution_halted, source) => {
    expect(legacyStatus(seen(...facts)).kill_switch).toEqual({ execution_halted, source });
  });

  test('as it was read too long ago it is not confirmed', () => {
    const { world, ...rest } = seen();
    const late = { ...rest, world: { ...world, now: NOW + 60_000 } };
    expect(legacyStatus(late).kill_switch).toEqual({ execution_halted: false, source: null });
  });
});

const rich = (state: string, more: object = {}) => ({
  state,
  raw: JSON.stringify({ service_name: 'pilot', status: { state, reason_codes: [] }, kept: 1 }),
  ...more,
});

describe('an agent’s own status', () => {
  test.each<[string, Fact[], string | null]>([
    ['OK that is believed', status(rich('OK')), 'OK'],
    ['OK on stale data', status(rich('OK', { marketdataFresh: false })), null],
    ['HALTED is its own word against it', status(rich('HALTED', { reasonCodes: ['KILL_SWITCH'] })), 'HALTED'],
    ['an old one is the past', status(rich('OK'), SEEN - 60_000), null],
    ['the stable minimum is not the richer form', status({ raw: '{"uptime":1}' }), null],
    ['a body that was cut', status({ raw: '{"service_name":"pilot","sta…' }), null],
  ])('%s', (_name, facts, state) => {
    const { ops_status } = agent(seen(...facts), 'pilot');
    expect(ops_status?.status.state ?? null).toBe(state);
  });

  test('keeps keys that the contract does not name, and stays readable where it is not believed', () => {
    const told = agent(seen(...status(rich('OK', { marketdataFresh: false }))), 'pilot');
    expect(told.raw_ops_status_redacted).toMatchObject({ service_name: 'pilot', kept: 1 });
  });
});

test('in calm every field is as the contract has it', () => {
  const document = { ts: new Date(NOW).toISOString(), agent: agent(seen(), 'feed') };
  expect(legacyAgentDocumentSchema.parse(document).agent).toEqual({
    agent_name: 'feed',
    kind: 'marketdata',
    criticality: 'critical',
    service_dns: 'feed.pier.svc.cluster.local',
    expected_endpoints: ['/healthz'],
    online: true,
    last_poll_at: new Date(SEEN).toISOString(),
    endpoints: {
      healthz: { ok: true, status_code: 200, latency_ms: 3, error: null },
      ops_status: null,
      heartbeat: null,
    },
    ops_status: null,
    ops: { state: 'OK', summary: 'Good', reason_codes: [], last_updated_utc: new Date(NOW).toISOString() },
    raw_ops_status_redacted: null,
  });
});

test('a feed that calls itself stale is not fresh, and its code says why', () => {
  const present = seen(
    ...tick({ lastTickAt: SEEN - 94_000, reportedAgeSeconds: 94, ok: false, status: 503 }),
  );
  expect(agent(present, 'feed')).toMatchObject({
    online: null,
    endpoints: { healthz: { ok: false, status_code: 503 } },
    ops: { state: 'DEGRADED', reason_codes: ['MARKETDATA_STALE'] },
  });
  const { all_critical_fresh, agents } = legacySafety(present).marketdata;
  expect([all_critical_fresh, agents.find((a) => a.agent_name === 'feed')?.is_fresh]).toEqual([false, false]);
});

const UNREADY = workload('feed', { ready: 0 });
test.each<[string, Fact[], boolean | null, string]>([
  [
    'answers that it is stale',
    tick({ lastTickAt: SEEN - 94_000, reportedAgeSeconds: 94, ok: false, status: 503 }),
    null,
    'DEGRADED',
  ],
  ['does not answer', [attempt('feed', 'beat', 'pier/feed-1', 'timeout', null, NOW - 100)], false, 'OFFLINE'],
])('a feed without a ready pod that %s', (_how, facts, online, state) => {
  const gone: Fact = {
    subject: 'probe/feed/beat/pier/feed-1',
    kind: 'answer',
    value: null,
    observedAt: NOW - 100,
    source: 'test',
  };
  const told = agent(seen(UNREADY, ...(online === false ? [gone] : []), ...facts), 'feed');
  expect([told.online, told.ops.state]).toEqual([online, state]);
});

test('no critical feed at all is no fresh feed', () => {
  const { world, ...rest } = seen();
  const plan = { ...world.plan, agents: world.plan.agents.filter((a) => a.kind === 'strategy') };
  expect(legacySafety({ ...rest, world: { ...world, plan } }).marketdata).toEqual({
    all_critical_fresh: false,
    agents: [],
  });
});

test('an agent of which one part is at 0 replicas is not online, whatever its other parts answer', () => {
  const plan = {
    ...SITUATION_PLAN,
    agents: SITUATION_PLAN.agents.map((a) =>
      a.name === 'pilot'
        ? { ...a, workloads: [...a.workloads, { kind: 'Deployment', name: 'copilot' } as const] }
        : a,
    ),
  };
  const copilot = (desired: number) => workload('copilot', { desired, actual: desired, ready: desired });
  const online = (desired: number) => agent(presentOf({ facts: [copilot(desired)], plan }), 'pilot').online;
  expect([online(1), online(0)]).toEqual([true, null]);
});

describe('an executor', () => {
  test('is offline only by proof', () => {
    expect(agent(seen(), 'crane')).toMatchObject({
      online: false,
      ops: { state: 'OFFLINE', reason_codes: ['EXECUTION_DISABLED'] },
    });
  });
  test.each<[string, Fact]>([
    ['that is wanted', workload('crane', { desired: 1, actual: 0, ready: 0 })],
    ['that is out of sight', blind('poll/Deployment')],
  ])('%s is not told to be offline', (_name, fact) => {
    const { online, ops } = agent(seen(fact), 'crane');
    expect([online, ops.state === 'OFFLINE']).toEqual([null, false]);
  });
});

test('agents of other kinds are not reported, and an alias finds its agent', () => {
  const present = seen();
  const { world } = present;
  expect(legacyStatus(present).agents.map((a) => a.kind)).not.toContain('ops');
  expect(legacyAgentOf(present, 'scribe')).toBe(null);
  const agents = world.plan.agents.map((a) => (a.name === 'crane' ? { ...a, aliases: ['derrick'] } : a));
  const aliased = { ...present, world: { ...world, plan: { ...world.plan, agents } } };
  expect(legacyAgentOf(aliased, 'derrick')?.agent_name).toBe('crane');
});

test('events are the newest first, no more than are asked for', () => {
  const changes = [3, 2, 1].map((n) => ({
    at: `2026-11-20T15:0${n}:00.000Z`,
    subject: 'feed',
    what: say('quoted', { words: `${n}` }),
  }));
  expect(legacyEvents(changes, 2, NOW).events.map((e) => e.summary)).toEqual(['3', '2']);
});
