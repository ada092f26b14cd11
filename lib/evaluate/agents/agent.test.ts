import { describe, expect, test } from 'vitest';
import { planWith } from '#testing/samples/contracts.ts';
import { evaluated, evaluation } from '#testing/samples/evaluated.ts';
import {
  answered,
  attempt,
  blind,
  calmFacts,
  config,
  container,
  literal,
  NOW,
  node,
  POLLS,
  pod,
  SEEN,
  sourceStatus,
  status,
  tick,
  waitingPod,
  workload,
} from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { rendered, renderedAgent } from '#testing/samples/rendered.ts';
import type { Fact } from '../../facts/fact.ts';
import { type AgentPlan, type Plan, planSchema } from '../../plan/schema.ts';
import type { Verdict } from '../../vocabulary.ts';
import { EMPTY_STATE } from '../base/state.ts';

const CLOSED = Date.parse('2026-11-21T15:15:00Z');
/** A limit of 30 s in a ConfigMap. */
const LIMIT = [config('second', { STOP: 'true', LIMIT: '30' })];
const stale = { lastTickAt: SEEN - 94_000, reportedAgeSeconds: 94 };

const cases: [string, string, Fact[], Verdict, string][] = [
  ['a fresh consistent tick is good', 'feed', [], 'good', 'Good'],
  ['503 with an old tick is stale', 'feed', tick({ ...stale, ok: false, status: 503 }), 'bad', 'Stale'],
  ['ok=true over the limit is stale and says so', 'feed', tick(stale), 'bad', 'Stale, says ok'],
  [
    'ok=true that was true when it was said is no lie: its tick has grown old since',
    'feed',
    tick({ lastTickAt: NOW - 60_300, reportedAgeSeconds: 59.8 }, NOW - 400),
    'bad',
    'Stale',
  ],
  [
    'ok=true a moment over the limit is no lie while clocks may differ by as much',
    'feed',
    tick({ lastTickAt: NOW - 61_500, reportedAgeSeconds: 59.6 }, NOW - 400),
    'bad',
    'Stale',
  ],
  [
    'ok=true beside a reported age over the limit is a lie by its own words',
    'feed',
    tick({ lastTickAt: NOW - 61_000, reportedAgeSeconds: 60.4 }, NOW - 400),
    'bad',
    'Stale, says ok',
  ],
  [
    'the smaller of two limits judges',
    'feed',
    tick({ lastTickAt: SEEN - 40_000, reportedAgeSeconds: 40, maxAgeSeconds: 30 }),
    'bad',
    'Stale, says ok',
  ],
  [
    'a generous producer does not widen the plan’s limit',
    'feed',
    tick({ ...stale, maxAgeSeconds: 900 }),
    'bad',
    'Stale, says ok',
  ],
  [
    'told by a variable to pass the gate is bad, whatever it answers',
    'feed',
    [workload('feed', { containers: [container({ environment: [literal('NO_GATE', '1')] })] })],
    'bad',
    'Gate bypassed',
  ],
  ['200 without a tick is bad', 'feed', tick({ lastTickAt: null }), 'bad', 'Stale, says ok'],
  ['ok without an age is unproven', 'feed', tick({ reportedAgeSeconds: null }), 'unknown', 'Unproven'],
  [
    'a tick in the future is unknown',
    'feed',
    tick({ lastTickAt: NOW + 60_000, reportedAgeSeconds: -60 }),
    'unknown',
    'Clock skew',
  ],
  [
    'ages that disagree want attention',
    'feed',
    tick({ lastTickAt: SEEN - 20_000, reportedAgeSeconds: 1 }),
    'attention',
    'Ages disagree',
  ],
  [
    'forced stale is stale',
    'feed',
    tick({ forcedStale: true, status: 503, ok: false }),
    'bad',
    'Forced stale',
  ],
  ['503 though the tick is fresh is bad', 'feed', tick({ status: 503, ok: false }), 'bad', 'Stale'],
  [
    'one lost packet does not flash',
    'feed',
    [attempt('feed', 'beat', 'pier/feed-1', 'timeout', null, NOW - 100)],
    'good',
    'Good',
  ],
  [
    'garbage is newer evidence than the last good answer',
    'feed',
    [attempt('feed', 'beat', 'pier/feed-1', 'unparsable', 200, NOW - 100)],
    'unknown',
    'Unreadable',
  ],
  [
    'another identity is unproven',
    'feed',
    [attempt('feed', 'beat', 'pier/feed-1', 'wrong-identity', 200, NOW - 100)],
    'unknown',
    'Unproven',
  ],
  [
    'a reported age over the limit is stale whatever the timestamp says',
    'feed',
    tick({ reportedAgeSeconds: 120 }),
    'bad',
    'Stale, says ok',
  ],
  ['a limit beyond reason does not judge', 'feed', tick({ maxAgeSeconds: -1e300 }), 'good', 'Good'],
  [
    'a tick beyond all calendars does not crash',
    'feed',
    tick({ lastTickAt: -1e300 }),
    'bad',
    'Stale, says ok',
  ],
  [
    'OK on stale market data is a bypassed gate',
    'pilot',
    status({ marketdataFresh: false }),
    'bad',
    'Runs on stale',
  ],
  ['a runtime that is OK is good', 'pilot', [], 'good', 'Good'],
  [
    'refusing on stale market data wants attention only',
    'pilot',
    status({ state: 'HALTED', reasonCodes: ['MARKETDATA_STALE'] }),
    'attention',
    'Refusing',
  ],
  [
    'halted by the kill switch is the safe posture, not health',
    'pilot',
    status({ state: 'HALTED', reasonCodes: ['KILL_SWITCH'] }),
    'expected-off',
    'Halted, safe',
  ],
  [
    'halted for another reason is bad',
    'pilot',
    status({ state: 'HALTED', reasonCodes: ['REQUIRED_FIELDS_MISSING'] }),
    'bad',
    'Halted',
  ],
  [
    'an old heartbeat is bad whatever the state says',
    'pilot',
    status({ heartbeatAt: SEEN - 90_000, reportedAgeSeconds: 90 }),
    'bad',
    'Stale',
  ],
  [
    'the minimum with data within the limit is good',
    'pilot',
    status({ state: null, dataAgeSeconds: 2.4 }),
    'good',
    'Good',
  ],
  [
    'the minimum with old data wants attention',
    'pilot',
    status({ state: null, dataAgeSeconds: 61 }),
    'attention',
    'Data stale',
  ],
  [
    'the minimum without the age of its data is unproven',
    'pilot',
    status({ state: null }),
    'unknown',
    'Unproven',
  ],
  ['a state that nobody knows is unknown', 'pilot', status({ state: 'SPLENDID' }), 'unknown', 'Unknown'],
  [
    'MARKET_CLOSED in market hours wants attention',
    'pilot',
    status({ state: 'MARKET_CLOSED' }),
    'attention',
    'Says closed',
  ],
  [
    'CrashLoopBackOff is bad',
    'pilot',
    [waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff')],
    'bad',
    'CrashLoopBackOff',
  ],
  ['ErrImagePull is bad', 'pilot', [waitingPod('pilot-0', 'pilot', 'ErrImagePull')], 'bad', 'ErrImagePull'],
  [
    'a missing workload is bad',
    'pilot',
    [{ ...workload('pilot', { kind: 'StatefulSet' }), value: null }],
    'bad',
    'Missing',
  ],
  [
    'scaled to zero is bad for an agent that always runs',
    'pilot',
    [workload('pilot', { kind: 'StatefulSet', desired: 0, ready: 0, actual: 0 })],
    'bad',
    'Scaled to zero',
  ],
  ['none ready is bad', 'pilot', [workload('pilot', { kind: 'StatefulSet', ready: 0 })], 'bad', 'Not ready'],
  ['a blind console does not call an answering agent good', 'pilot', POLLS.map(blind), 'unknown', 'Not seen'],
  [
    'the smallest limit judges, also one that a ConfigMap holds',
    'feed',
    [
      ...LIMIT,
      ...tick({ ...stale, lastTickAt: SEEN - 40_000, reportedAgeSeconds: 40, ok: false, status: 503 }),
    ],
    'bad',
    'Stale',
  ],
  [
    'ok over a limit that no producer promised is stale, and no lie',
    'feed',
    [...LIMIT, ...tick({ lastTickAt: SEEN - 40_000, reportedAgeSeconds: 40 })],
    'bad',
    'Stale',
  ],
  [
    'a negative reported age is a finding though the timestamp is fresh',
    'feed',
    tick({ reportedAgeSeconds: -30 }),
    'attention',
    'Negative age',
  ],
  ['a little clock skew is none', 'feed', tick({ reportedAgeSeconds: -0.5 }), 'good', 'Good'],
  [
    'a heartbeat that is fresh over data that stands still wants a look',
    'pilot',
    [...LIMIT, ...status({ lastTickAt: SEEN - 40_000, staleThresholdSeconds: 120, marketdataFresh: true })],
    'attention',
    'Data stands still',
  ],
  [
    'data older than the plan’s limit is bad under OK',
    'pilot',
    status({ lastTickAt: SEEN - 70_000, staleThresholdSeconds: 120, marketdataFresh: true }),
    'bad',
    'Data stands still',
  ],
  [
    'data older than its own limit under OK is a bypassed gate',
    'pilot',
    status({ lastTickAt: SEEN - 130_000, staleThresholdSeconds: 120, marketdataFresh: true }),
    'bad',
    'Runs on stale',
  ],
  [
    'without a limit of its own the plan’s closes the gate',
    'pilot',
    status({ lastTickAt: SEEN - 70_000 }),
    'bad',
    'Runs on stale',
  ],
  [
    'a heartbeat that is fresh over cycles that stand still is bad',
    'pilot',
    status({ lastCycleAt: SEEN - 70_000 }),
    'bad',
    'Stands still',
  ],
  [
    'cycles that stand still are bad in the minimum too',
    'pilot',
    status({ state: null, dataAgeSeconds: 1, lastCycleAt: SEEN - 70_000 }),
    'bad',
    'Stands still',
  ],
  [
    'a payload that moves is good',
    'pilot',
    status({ lastTickAt: SEEN - 900, lastCycleAt: SEEN - 900 }),
    'good',
    'Good',
  ],
  [
    'a payload in the future wants a look',
    'pilot',
    status({ lastCycleAt: NOW + 60_000 }),
    'attention',
    'Clock skew',
  ],
  [
    'the minimum with old data whose cycles go on says so',
    'pilot',
    status({ state: null, dataAgeSeconds: 100, lastCycleAt: SEEN - 1_000 }),
    'attention',
    'Data stale',
  ],
  [
    'a negative age of its data is a named finding',
    'pilot',
    status({ state: null, dataAgeSeconds: -30 }),
    'unknown',
    'Negative age',
  ],
  [
    'halted with no more reason than that execution is off is the safe posture',
    'pilot',
    status({ state: 'HALTED', reasonCodes: ['KILL_SWITCH', 'EXECUTION_DISABLED'] }),
    'expected-off',
    'Halted, safe',
  ],
  [
    'halted by a kill switch that is off disagrees',
    'pilot',
    [
      config('brake', { HALTED: '0' }),
      config('second', { STOP: 'false' }),
      ...status({ state: 'HALTED', reasonCodes: ['KILL_SWITCH'] }),
    ],
    'attention',
    'Halted',
  ],
  [
    'one switch that is on is enough to be halted by',
    'pilot',
    [config('brake', { HALTED: '0' }), ...status({ state: 'HALTED', reasonCodes: ['KILL_SWITCH'] })],
    'expected-off',
    'Halted, safe',
  ],
  [
    'halted by a kill switch that cannot be read is worth a word',
    'pilot',
    [
      config('brake', null),
      config('second', null),
      ...status({ state: 'HALTED', reasonCodes: ['KILL_SWITCH'] }),
    ],
    'attention',
    'Halted',
  ],
  [
    'a container that cannot start says why',
    'pilot',
    [waitingPod('pilot-0', 'pilot', 'CreateContainerConfigError')],
    'bad',
    'CreateContainerConfigError',
  ],
  [
    'a running on-demand agent is worth a word',
    'scribe',
    [pod('scribe-1', 'scribe', { workload: { kind: 'Job', name: 'scribe' } })],
    'attention',
    'Running',
  ],
  [
    'one that is wanted and has no pod yet is not idle',
    'scribe',
    [workload('scribe', { kind: 'Job', desired: 1, actual: 0, ready: 0 })],
    'attention',
    'Starting',
  ],
  ['an executor that is off is expected', 'crane', [], 'expected-off', 'Off, expected'],
  ['an executor that runs is bad', 'crane', [pod('crane-x', 'crane')], 'bad', 'Not off'],
  ['an unavailable executor is unknown', 'crane', [blind('poll/Pod')], 'unknown', 'Not seen'],
  [
    'an on-demand agent whose pod does not show that it ended is not known to be idle',
    'scribe',
    [pod('scribe-1', 'scribe', { workload: { kind: 'Job', name: 'scribe' }, phase: 'Failed', states: [] })],
    'unknown',
    'End unclear',
  ],
  ['an idle on-demand agent is expected', 'scribe', [], 'expected-off', 'Idle, expected'],
];

const agent = (facts: Fact[], name: string, now = NOW) => renderedAgent(evaluated(facts, now), name);

describe('agents', () => {
  test.each(cases)('%s', (_rule, name, disturbance, verdict, state) => {
    expect(agent([...calmFacts(), ...disturbance], name)).toMatchObject({ verdict, state });
  });

  test('an answer that lapsed is unknown', () => {
    expect(agent(calmFacts(), 'feed', NOW + 5_000)).toMatchObject({
      verdict: 'unknown',
      state: 'Not probed',
    });
  });

  test.each([
    ['that the API server cannot reach is bad', 'unreachable' as const, [], 'bad'],
    ['that does not answer in time is bad', 'timeout' as const, [], 'bad'],
    ['is unknown when it is the API server that fails', 'proxy-error' as const, [], 'unknown'],
    ['is unknown when the way there is unavailable', 'timeout' as const, [blind('poll/Pod')], 'unknown'],
  ])('a pod %s once its last answer has lapsed', (_rule, outcome, lost, verdict) => {
    const facts = [
      ...calmFacts(),
      ...lost,
      attempt('feed', 'beat', 'pier/feed-1', outcome, null, NOW + 4_900),
    ];
    expect(agent(facts, 'feed', NOW + 5_000)?.verdict).toBe(verdict);
  });

  test('a dead process is not calm with the market closed', () => {
    const dead = [...calmFacts(), attempt('feed', 'beat', 'pier/feed-1', 'unreachable', 503, CLOSED - 100)];
    expect(agent(dead, 'feed', CLOSED)?.verdict).not.toBe('expected-off');
  });

  describe('a plan with changes', () => {
    const said = (name: string, plan: Plan, facts: Fact[]) =>
      renderedAgent(evaluation(facts, NOW, EMPTY_STATE, plan).said, name);
    const of = (name: string, change: Partial<AgentPlan>, ...facts: Fact[]) =>
      said(name, planWith(name, change), [...calmFacts(), ...facts]);
    const health = (id = 'health', urlEnv = 'URL') => ({
      id,
      kind: 'process-health' as const,
      path: `/${id}`,
      target: { via: 'url' as const, urlEnv },
    });
    const healthy = (agent: string, id = 'health', urlEnv = 'URL', ok = true) =>
      answered(agent, id, urlEnv, { contract: 'process-health', service: agent, healthy: ok });
    const byUrl = { workloads: [], probes: [health()] };
    const NO_FEED: Fact = { ...workload('feed'), value: null };
    const NO_PODS: Fact = { ...pod('feed-1', 'feed'), value: null };

    test('on demand, with no workload or probe to read, none is visible', () => {
      const found = of('scribe', { workloads: [], probes: [] });
      expect(found).toMatchObject({ verdict: 'not-applicable', state: 'No workload' });
    });

    test('on demand, asked at a URL alone, its answer shows it, and nothing else', () => {
      expect(of('scribe', byUrl)).toMatchObject({
        verdict: 'unknown',
        reason: 'nothing shows whether it runs',
      });
      const words = { verdict: 'attention', state: 'Running', reason: 'scribe started on demand' };
      expect(of('scribe', byUrl, ...healthy('scribe'))).toMatchObject(words);
      expect(of('scribe', byUrl, ...POLLS.map(blind), ...healthy('scribe'))).toMatchObject(words);
    });

    test('on demand, one of its probes is enough, and one without an answer is ignored', () => {
      const two = { workloads: [], probes: [health(), health('other', 'OTHER')] };
      expect(of('scribe', two, ...healthy('scribe', 'other', 'OTHER'))).toMatchObject({
        verdict: 'attention',
        state: 'Running',
      });
    });

    test('on demand, a CronJob that waits for its time is idle', () => {
      const cron = { workloads: [{ kind: 'CronJob' as const, name: 'scribe' }] };
      expect(
        of('scribe', cron, sourceStatus('poll/CronJob'), workload('scribe', { kind: 'CronJob' })),
      ).toMatchObject({
        verdict: 'expected-off',
        state: 'Idle, expected',
      });
    });

    test('on demand, it is idle at zero, and starts where it is wanted without a pod', () => {
      const ref = { workloads: [{ kind: 'Deployment' as const, name: 'scribe' }] };
      const wanted = (desired: number) =>
        of('scribe', ref, workload('scribe', { desired, actual: 0, ready: 0 }));
      expect(wanted(0)?.state).toBe('Idle, expected');
      expect(wanted(1)?.reason).toBe('Deployment scribe wants a pod');
    });

    test('on demand, its pods are counted', () => {
      const of = { workload: { kind: 'Job', name: 'scribe' } };
      const pods = ['a', 'b'].map((name) => pod(name, 'scribe', of));
      expect(agent([...calmFacts(), ...pods], 'scribe')?.reason).toBe('2 pods started on demand');
    });

    test('an agent without any evidence is unknown', () => {
      expect(of('feed', { workloads: [], probes: [] })).toMatchObject({
        verdict: 'unknown',
        state: 'Not probed',
        reason: 'nothing in the plan shows its health',
      });
    });

    test('optional and gone it is not used; with a pod left its answers count', () => {
      const optional = { optional: true };
      const stale = tick({ lastTickAt: SEEN - 94_000, reportedAgeSeconds: 94, ok: false, status: 503 });
      const unused = { verdict: 'not-applicable', state: 'Not used' };
      expect(of('feed', optional, NO_FEED, NO_PODS)).toMatchObject(unused);
      expect(of('feed', optional, NO_FEED, ...stale)).toMatchObject({ verdict: 'bad', state: 'Stale' });
    });

    test('optional and outside the cluster, it is there as long as it is asked for', () => {
      const optional = { ...byUrl, optional: true };
      expect(of('feed', optional, ...healthy('feed', 'health', 'URL', false))).toMatchObject({
        verdict: 'bad',
        state: 'Failing',
      });
    });

    test('gone, it lists everything known of it', () => {
      const reasons = of('feed', {}, NO_FEED, NO_PODS)?.evidence.map((e) => e.path);
      expect(reasons).toEqual(['Missing', '/healthz', 'since the last close']);
      const lost = attempt('feed', 'beat', 'pier/feed-1', 'unreachable', 503, NOW + 4_900);
      const facts = [...calmFacts(), ...[NO_FEED, NO_PODS, lost]];
      expect(agent(facts, 'feed', NOW + 5_000)?.state).toBe('No answer');
    });

    test('on a silent node, its pods’ readiness is no evidence', () => {
      const silent = node('n1', { ready: null });
      const reason = 'node n1 silent: pods are as last reported';
      expect(of('feed', { probes: [] }, silent)).toMatchObject({ verdict: 'unknown', reason });
      expect(of('feed', {}, silent)).toMatchObject({ verdict: 'attention', reason });
      const further = [node('n0', { ready: null }), pod('feed-0', 'feed', { node: 'n0' })];
      expect(of('feed', { probes: [] }, silent, ...further)).toMatchObject({
        reason: 'nodes n0, n1 silent: pods are as last reported',
      });
      const leaving = pod('feed-0', 'feed', { node: 'n2', terminating: true });
      expect(of('feed', {}, node('n2', { ready: null }), leaving)).toMatchObject({ verdict: 'good' });
    });

    test('of several workloads each must be there and ready', () => {
      const workloads = [
        { kind: 'Deployment' as const, name: 'feed' },
        { kind: 'Deployment' as const, name: 'relay' },
      ];
      expect(of('feed', { workloads })).toMatchObject({
        state: 'Missing',
        reason: expect.stringMatching(/^Deployment relay does not/),
      });
      expect(of('feed', { workloads }, workload('relay', { ready: 0 }))).toMatchObject({
        state: 'Not ready',
        reason: 'Deployment relay: 0 of 1 ready',
      });
      expect(of('feed', { workloads }, workload('relay'))).toMatchObject({ verdict: 'good' });
    });
  });

  test('one that must be off and ran needs attention; while it is off it is as expected', () => {
    const off = { desired: 0, actual: 0, ready: 0 };
    const ran = workload('crane-once', {
      ...off,
      kind: 'Job',
      finished: 'complete',
      lastRunAt: NOW - 600_000,
    });
    expect(agent([...calmFacts(), ran], 'crane')?.verdict).toBe('attention');
    expect(agent(calmFacts(), 'crane')?.verdict).toBe('expected-off');
  });

  test('its replicas are as old as the read that shows them', () => {
    const replicas = agent(calmFacts(), 'feed')?.evidence.filter(({ path }) => path === 'replicas');
    expect(replicas?.map(({ at }) => at)).toEqual([new Date(SEEN).toISOString()]);
  });

  test('worst first', () => {
    const said = evaluated([...calmFacts(), waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff')]);
    expect(said.agents[0]?.name).toBe('pilot');
  });

  test('an agent that passes the freshness gate opens the runbook of the plan’s rule on it', () => {
    const rule = { ...SAMPLE_PLAN.escalations.find((e) => e.id === 'bypass'), runbook: 'gate' };
    const plan = planSchema.parse({ ...SAMPLE_PLAN, escalations: [rule] });
    const facts = [...calmFacts(), ...status({ marketdataFresh: false })];
    const said = evaluation(facts, NOW, EMPTY_STATE, plan).said.agents;
    expect(said.find((a) => a.name === 'pilot')?.runbook).toEqual({ slug: 'gate', title: 'gate' });
  });

  test('a last resort is named by itself, not by a failure mode that it also serves', () => {
    const failures = SAMPLE_PLAN.failures.map((f) => (f.id === 'gone' ? { ...f, runbook: 'down' } : f));
    const scaled = workload('pilot', { kind: 'StatefulSet', desired: 0, ready: 0, actual: 0 });
    const said = evaluation([...calmFacts(), scaled], NOW, EMPTY_STATE, { ...SAMPLE_PLAN, failures }).said
      .agents;
    expect(said.find((a) => a.name === 'pilot')?.runbook).toEqual({ slug: 'down', title: 'down' });
  });

  test('every bad agent opens a runbook', () => {
    for (const [, , disturbance] of cases)
      for (const a of evaluated([...calmFacts(), ...disturbance]).agents)
        if (a.verdict === 'bad') expect(a.runbook, rendered(a).reason).not.toBeNull();
  });
});
