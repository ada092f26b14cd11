import { describe, expect, test } from 'vitest';
import { evaluated, evaluation } from '#testing/samples/evaluated.ts';
import {
  answered,
  attempt,
  blind,
  calmFacts,
  discovered,
  NOW,
  node as nodeFact,
  pod,
  SEEN,
  sourceStatus,
  status,
  tick,
  waitingPod,
  workload,
} from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { Fact } from '../../facts/fact.ts';
import { say } from '../../messages/say.ts';
import { failureText } from '../../messages/status/failure.ts';
import type { AgentPlan, Plan } from '../../plan/schema.ts';
import type { FailureState, Verdict } from '../../vocabulary.ts';
import { EMPTY_STATE } from '../base/state.ts';
import { earliest } from './failure.ts';

const oom = { code: 137, reason: 'OOMKilled', message: null, at: SEEN };
const node = (pressures: string[]): Fact => nodeFact('n1', { pressures });

/** A pod whose container runs now and ended before. */
const between = (restarts: number, code: number, at: number): Fact =>
  pod('pilot-0', 'pilot', {
    states: [
      {
        name: 'm',
        ready: true,
        restarts,
        state: 'running',
        reason: null,
        message: null,
        startedAt: null,
        lastExit: { code, reason: 'Error', message: null, at },
      },
    ],
  });

const MINUTE = 60_000;
/** A pod that runs now, with its restarts, when it was made, and when it last crashed. */
const restarting = (restarts: number, createdAt: number, at: number): Fact => {
  const fact = between(restarts, 1, at);
  return fact.kind === 'pod' && fact.value !== null ? { ...fact, value: { ...fact.value, createdAt } } : fact;
};
const NO_PILOT: Fact = { ...workload('pilot', { kind: 'StatefulSet' }), value: null };
const NO_CRANE: Fact = { ...workload('crane'), value: null };
const DAEMON = {
  owner: { kind: 'DaemonSet', name: 'odd', group: 'apps' },
  workload: { kind: 'DaemonSet', name: 'odd' },
};

const cases: [string, string, Fact[], FailureState, Verdict][] = [
  ['a fresh feed: absent', 'feed-stale', [], 'absent', 'good'],
  [
    'a stale feed: present',
    'feed-stale',
    tick({ lastTickAt: SEEN - 94_000, reportedAgeSeconds: 94, ok: false, status: 503 }),
    'present',
    'bad',
  ],
  [
    'a feed that answers with an error shows no fresh tick: present',
    'feed-stale',
    [attempt('feed', 'beat', 'pier/feed-1', 'unparsable', 502, NOW - 10)],
    'present',
    'bad',
  ],
  [
    'pods unavailable: another instance of the feed may be stale',
    'feed-stale',
    [blind('poll/Pod')],
    'cannot-tell',
    'unknown',
  ],
  ['a runtime that runs: absent', 'pilot-halted', [], 'absent', 'good'],
  [
    'pods unavailable: another runtime may be halted',
    'pilot-halted',
    [blind('poll/Pod')],
    'cannot-tell',
    'unknown',
  ],
  [
    'a runtime that refuses on stale data: present and expected',
    'pilot-halted',
    status({ state: 'HALTED', reasonCodes: ['MARKETDATA_STALE'] }),
    'present',
    'attention',
  ],
  [
    'a runtime halted for another reason: present',
    'pilot-halted',
    status({ state: 'HALTED', reasonCodes: ['X'] }),
    'present',
    'bad',
  ],
  [
    'a runtime that does not answer: cannot tell',
    'pilot-halted',
    [attempt('pilot', 'status', 'pier/pilot-0', 'unparsable', 200, NOW - 10)],
    'cannot-tell',
    'unknown',
  ],
  ['no crash: absent', 'crash', [], 'absent', 'good'],
  [
    'CrashLoopBackOff: present',
    'crash',
    [waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff')],
    'present',
    'bad',
  ],
  ['pods unavailable: cannot tell a crash', 'crash', [blind('poll/Pod')], 'cannot-tell', 'unknown'],
  [
    'a crash that was last seen stays present when sight is lost',
    'crash',
    [waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff'), blind('poll/Pod')],
    'present',
    'bad',
  ],
  ['a pod that runs between two crashes: present', 'crash', [between(3, 1, SEEN - 1_000)], 'present', 'bad'],
  ['one restart is no loop', 'crash', [between(1, 1, SEEN - 1_000)], 'absent', 'good'],
  ['an old crash is history', 'crash', [between(3, 1, SEEN - 601_000)], 'absent', 'good'],
  ['a clean exit is no crash', 'crash', [between(3, 0, SEEN - 1_000)], 'absent', 'good'],
  [
    'a crash outside the mesh is not ours',
    'crash',
    [pod('x', 'x', { namespace: 'elsewhere' })],
    'absent',
    'good',
  ],
  [
    'ImagePullBackOff: present',
    'pull',
    [waitingPod('pilot-0', 'pilot', 'ImagePullBackOff')],
    'present',
    'bad',
  ],
  [
    'InvalidImageName: present',
    'pull',
    [waitingPod('pilot-0', 'pilot', 'InvalidImageName')],
    'present',
    'bad',
  ],
  ['no pressure: absent', 'pressure', [node([])], 'absent', 'good'],
  [
    'an unschedulable pod: present',
    'pressure',
    [pod('pilot-1', 'pilot', { phase: 'Pending', unschedulable: '0/2 nodes' })],
    'present',
    'bad',
  ],
  [
    'an OOM kill: present',
    'pressure',
    [
      pod('pilot-0', 'pilot', {
        states: [
          {
            name: 'm',
            ready: true,
            restarts: 1,
            state: 'running',
            reason: null,
            message: null,
            startedAt: null,
            lastExit: oom,
          },
        ],
      }),
    ],
    'present',
    'bad',
  ],
  ['a node under pressure: present', 'pressure', [node(['MemoryPressure'])], 'present', 'bad'],
  [
    'nodes unavailable: cannot tell pressure',
    'pressure',
    [sourceStatus('watch/Node', { state: 'blind', cause: say('quoted', { words: '403' }) })],
    'cannot-tell',
    'unknown',
  ],
  [
    'crashes too far apart for a back-off: present',
    'crash',
    [restarting(4, SEEN - 4 * 20 * MINUTE, SEEN - 15 * MINUTE)],
    'present',
    'bad',
  ],
  [
    'as many crashes over days are history',
    'crash',
    [restarting(4, SEEN - 4 * 24 * 60 * MINUTE, SEEN - 15 * MINUTE)],
    'absent',
    'good',
  ],
  [
    'crashes that ended are history',
    'crash',
    [restarting(4, SEEN - 100 * MINUTE, SEEN - 31 * MINUTE)],
    'absent',
    'good',
  ],
  ['ErrImagePull: present', 'pull', [waitingPod('pilot-0', 'pilot', 'ErrImagePull')], 'present', 'bad'],
  [
    'a runtime whose cycles stand still: present',
    'pilot-halted',
    status({ lastCycleAt: SEEN - 70_000 }),
    'present',
    'bad',
  ],
  [
    'the minimum that stopped its cycles on old data: present and expected',
    'pilot-halted',
    status({ state: null, dataAgeSeconds: 100, lastCycleAt: SEEN - 45_000 }),
    'present',
    'attention',
  ],
  [
    'the minimum whose cycles go on over old data: not halted',
    'pilot-halted',
    status({ state: null, dataAgeSeconds: 100, lastCycleAt: SEEN - 1_000 }),
    'absent',
    'good',
  ],
  [
    'a runtime that runs on stale data: not halted',
    'pilot-halted',
    status({ marketdataFresh: false }),
    'absent',
    'good',
  ],
  [
    'metrics say nothing of whether a runtime runs',
    'pilot-halted',
    [attempt('pilot', 'counts', 'pier/pilot-0', 'no-evidence', 404)],
    'absent',
    'good',
  ],
  ['the whole roster available: none is missing', 'gone', [], 'absent', 'good'],
  ['an agent without its workload: missing', 'gone', [NO_PILOT], 'present', 'bad'],
  ['an executor or an agent on demand that is not there: not missing', 'gone', [NO_CRANE], 'absent', 'good'],
  [
    'a kind unavailable: cannot tell whether its agents are missing',
    'gone',
    [blind('poll/StatefulSet')],
    'cannot-tell',
    'unknown',
  ],
  [
    'an agent that is not there when sight is lost: cannot tell',
    'gone',
    [NO_PILOT, blind('poll/StatefulSet')],
    'cannot-tell',
    'unknown',
  ],
  [
    'one kind unavailable hides no agent of another kind',
    'gone',
    [NO_PILOT, blind('poll/Deployment')],
    'present',
    'bad',
  ],
  ['nothing but the plan’s workloads: no stranger', 'stranger', [], 'absent', 'good'],
  [
    'a workload that the plan does not name: a stranger',
    'stranger',
    [workload('odd')],
    'present',
    'attention',
  ],
  [
    'a bare pod: a stranger',
    'stranger',
    [pod('odd', 'odd', { owner: null, workload: null })],
    'present',
    'attention',
  ],
  [
    'a pod of a kind that is not read: a stranger',
    'stranger',
    [pod('odd-1', 'odd', DAEMON)],
    'present',
    'attention',
  ],
  [
    'what runs elsewhere: no stranger',
    'stranger',
    [workload('odd', { namespace: 'elsewhere' })],
    'absent',
    'good',
  ],
  [
    'a stranger that was last seen stays one when sight is lost',
    'stranger',
    [workload('odd'), blind('poll/Job')],
    'present',
    'attention',
  ],
  [
    'a kind unavailable: cannot tell strangers',
    'stranger',
    [blind('poll/CronJob')],
    'cannot-tell',
    'unknown',
  ],
  [
    'an add-on that is served and not read: cannot tell strangers',
    'stranger',
    [...discovered({ served: ['Rollout.argoproj.io'] }), blind('poll/Rollout.argoproj.io')],
    'cannot-tell',
    'unknown',
  ],
  ['every source available: not blind', 'blind', [], 'absent', 'good'],
  ['a blind source of the safety proofs: blind', 'blind', [blind('poll/Pod')], 'present', 'bad'],
  [
    'another blind source: blind in part',
    'blind',
    [
      sourceStatus('watch/Node', {
        state: 'blind',
        cause: say('quoted', { words: '403' }),
        blindSince: SEEN,
      }),
    ],
    'present',
    'attention',
  ],
  [
    'a source that has not begun: cannot tell',
    'blind',
    [sourceStatus('watch/Node', { state: 'starting', lastSeenAt: null })],
    'cannot-tell',
    'unknown',
  ],
];

describe('failure modes', () => {
  test.each(cases)('%s', (_rule, id, disturbance, state, verdict) => {
    const failure = evaluated([...calmFacts(), ...disturbance]).failures.find((f) => f.id === id);
    expect(failure).toMatchObject({ state, verdict });
    if (state === 'present') expect(failure?.evidence.length).toBeGreaterThan(0);
    if (state === 'cannot-tell') expect(failure && failureText(failure).because).not.toBe('');
  });

  test('nothing known: no failure mode can be evaluated', () => {
    expect(new Set(evaluated([]).failures.map((f) => f.state))).toEqual(new Set(['cannot-tell']));
  });
});

describe('the scope of a failure mode', () => {
  const withAgents = (change: (agent: AgentPlan) => AgentPlan, id = 'gone', agents?: string[]): Plan => ({
    ...SAMPLE_PLAN,
    agents: SAMPLE_PLAN.agents.map(change),
    failures: SAMPLE_PLAN.failures.map((f) => (f.id === id && agents ? { ...f, agents } : f)),
  });
  const said = (plan: Plan, id: string, ...facts: Fact[]) =>
    evaluation([...calmFacts(), ...facts], NOW, EMPTY_STATE, plan).said.failures.find((f) => f.id === id);
  const pilot = (change: Partial<AgentPlan>) => (a: AgentPlan) =>
    a.name === 'pilot' ? { ...a, ...change } : a;
  const beat = {
    id: 'health',
    kind: 'process-health' as const,
    path: '/health',
    target: { via: 'url' as const, urlEnv: 'PILOT_URL' },
  };
  const outside = withAgents(pilot({ workloads: [], probes: [beat] }));
  const healthy = answered('pilot', 'health', 'PILOT_URL', {
    contract: 'process-health',
    service: 'pilot',
    healthy: true,
  });

  test('a safety source that never published makes the console blind', () => {
    const silent = calmFacts().filter((f) => f.subject !== 'poll/StatefulSet');
    const { failures } = evaluation(silent).said;
    expect(failures.find((f) => f.id === 'blind')?.state).toBe('cannot-tell');
  });

  test('an optional agent that is not there is not missing', () => {
    expect(said(withAgents(pilot({ optional: true })), 'gone', NO_PILOT)?.state).toBe('absent');
  });

  test('an agent outside the cluster is there when it answers, and else unknown', () => {
    expect(said(outside, 'gone', ...healthy)?.state).toBe('absent');
    expect(said(outside, 'gone')).toMatchObject({ state: 'cannot-tell', who: ['pilot'] });
  });

  test('an agent to which the plan gives no workload cannot be missed', () => {
    const plan = withAgents(pilot({ workloads: [], probes: [], workloadUndeclared: 'not said' }));
    expect(said(plan, 'gone')?.state).toBe('absent');
  });

  test('only the agents that the plan names for it, if it names any', () => {
    const crash = waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff');
    expect(
      said(
        withAgents((a) => a, 'crash', ['feed']),
        'crash',
        crash,
      )?.state,
    ).toBe('absent');
    expect(
      said(
        withAgents((a) => a, 'crash', ['pilot']),
        'crash',
        crash,
      )?.state,
    ).toBe('present');
  });
});

describe('its scope, in words', () => {
  /** The failure modes of a plan with agents changed, each with the agents given here as scope. */
  const plan = (agents: Record<string, string[]>, change: Record<string, Partial<AgentPlan>> = {}): Plan => ({
    ...SAMPLE_PLAN,
    agents: SAMPLE_PLAN.agents.map((a) => ({ ...a, ...change[a.name] })),
    failures: SAMPLE_PLAN.failures.map((f) => ({ ...f, agents: agents[f.id] ?? f.agents })),
  });
  const said = (id: string, at: Plan, facts: readonly Fact[] = [], now = NOW) => {
    const { failures } = evaluation([...calmFacts(), ...facts], now, EMPTY_STATE, at).said;
    const found = failures.find((f) => f.id === id);
    if (found === undefined) throw new Error(`no failure mode ${id}`);
    return found;
  };
  const url = (id: string, urlEnv: string) => ({
    id,
    kind: 'ops-status' as const,
    path: '/ops/status',
    target: { via: 'url' as const, urlEnv },
  });
  const stale = { ok: false, status: 503 };
  const second = (answer: object): Fact[] =>
    answered('feed', 'beat', 'pier/feed-2', {
      contract: 'marketdata-heartbeat',
      service: 'feed',
      maxAgeSeconds: 60,
      forcedStale: false,
      ...stale,
      ...answer,
    });
  const EITHER = 'market-data-stale-or-halted';

  test.each<[string, string, string[], string]>([
    ['no heartbeat', 'feed-stale', ['scribe'], 'no-heartbeat'],
    ['no status', 'pilot-halted', ['scribe'], 'no-agent-asked'],
    ['nobody who must always run', 'gone', ['crane', 'scribe'], 'no-agent-must-run'],
  ])('if there is %s, it cannot be evaluated', (_what, id, agents, code) => {
    expect(said(id, plan({ [id]: agents }))).toMatchObject({ state: 'cannot-tell', code, who: [] });
  });

  test('a probe without a heartbeat shows nothing of a stale one', () => {
    const found = said('feed-stale', plan({ 'feed-stale': ['feed', 'pilot'] }));
    expect([found.state, found.evidence.map((e) => e.path)]).toEqual([
      'absent',
      ['/healthz heartbeat', '/ops/status heartbeat'],
    ]);
  });

  test('a feed that stopped in a session may be dead or halted; one that never ticked is no halt', () => {
    const old = { lastTickAt: SEEN - 94_000, reportedAgeSeconds: 94 };
    const never = { lastTickAt: null, reportedAgeSeconds: null };
    expect(said('feed-stale', SAMPLE_PLAN, tick({ ...stale, ...old })).code).toBe(EITHER);
    const both = said('feed-stale', SAMPLE_PLAN, [...tick({ ...stale, ...old }), ...second(never)]);
    expect(both.code).not.toBe(EITHER);
    expect(both.evidence).toHaveLength(2);
  });

  test('refusing is expected only if no agent does worse, and each runtime is named by the place where it is asked', () => {
    const refuses = { state: 'HALTED', reasonCodes: ['MARKETDATA_STALE'] };
    const two = plan(
      {},
      { pilot: { probes: [...(SAMPLE_PLAN.agents[1]?.probes ?? []), url('far', 'FAR_URL')] } },
    );
    const [, own] = status(refuses);
    const far = (answer: object) =>
      answered('pilot', 'far', 'FAR_URL', { ...own?.value, probe: 'far', instance: 'FAR_URL', ...answer });
    const same = said('pilot-halted', two, [...status(refuses), ...far({})]);
    expect(same).toMatchObject({
      verdict: 'attention',
      code: 'agents-refusing-as-planned',
      who: ['pilot', 'FAR_URL'],
    });
    const worse = said('pilot-halted', two, [...status(refuses), ...far({ reasonCodes: ['X'] })]);
    expect(worse).toMatchObject({ verdict: 'bad', code: 'agents-stopped' });
    expect(said('pilot-halted', two)).toMatchObject({ state: 'cannot-tell', who: ['FAR_URL'] });
  });

  test('an agent of the cluster is there by its workload, whatever it answers', () => {
    const silent = calmFacts().filter((f) => f.kind !== 'answer' && f.kind !== 'probe');
    const { failures } = evaluation(silent).said;
    expect(failures.find((f) => f.id === 'gone')?.state).toBe('absent');
  });

  test('agents that cannot be evaluated, and unavailable sources, are named', () => {
    const ahead = tick({ lastTickAt: SEEN + 300_000 });
    expect(said('feed-stale', SAMPLE_PLAN, ahead)).toMatchObject({ state: 'cannot-tell', who: ['feed'] });
    const lost = [
      blind('poll/Pod'),
      sourceStatus('watch/Node', { state: 'blind', label: 'the nodes', blindSince: SEEN }),
    ];
    expect(said('blind', SAMPLE_PLAN, lost).who).toEqual(['Pod', 'the nodes']);
  });

  test('agents outside the cluster are there by their answers alone', () => {
    const outside = (name: string) => ({ [name]: { workloads: [], probes: [url('far', 'FAR_URL')] } });
    const at = plan({ gone: ['pilot'] }, outside('pilot'));
    const [, own] = status();
    const answers = answered('pilot', 'far', 'FAR_URL', { ...own?.value, probe: 'far', instance: 'FAR_URL' });
    expect(said('gone', at, answers)).toMatchObject({
      state: 'absent',
      evidence: [{ path: 'agents', value: 'all there', subject: '1 agent', at: null }],
    });
    expect(said('gone', at)).toMatchObject({
      state: 'cannot-tell',
      code: 'agents-not-seen',
      params: { agents: ['pilot'] },
      who: ['pilot'],
    });
  });

  test('its evidence is the pod, since when it is so, or the workload, as it was read', () => {
    const at = new Date(SEEN).toISOString();
    const waits = waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff');
    expect(said('crash', SAMPLE_PLAN, [waits])).toMatchObject({
      since: at,
      evidence: [{ subject: 'Pod/pier/pilot-0', at }],
    });
    expect(said('gone', SAMPLE_PLAN, [NO_PILOT])).toMatchObject({
      params: { workloads: ['StatefulSet pilot'] },
      evidence: [{ subject: 'pilot', value: 'no StatefulSet pilot', at }],
    });
  });

  test('a pod outside the mesh shows none', () => {
    const waits = waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff');
    if (waits.kind !== 'pod' || waits.value === null) throw new Error('no pod');
    const far = { ...waits, subject: 'Pod/quay/pilot-0', value: { ...waits.value, namespace: 'quay' } };
    expect(said('crash', SAMPLE_PLAN, [far]).state).toBe('absent');
  });

  test('an absent one has no evidence of its own, and one that cannot be evaluated names nobody', () => {
    expect(said('crash', SAMPLE_PLAN)).toMatchObject({ code: 'absent', evidence: [], who: [] });
    expect(said('crash', SAMPLE_PLAN, [blind('poll/Pod')])).toMatchObject({ who: [], evidence: [] });
  });

  test.each<[string, (facts: Fact[]) => Fact[], string]>([
    [
      'were never heard of',
      (facts) => facts.filter((f) => f.subject !== 'watch/Node'),
      'nodes: not read yet',
    ],
    [
      'are known to be gone from sight',
      (facts) => [...facts, { ...sourceStatus('watch/Node'), value: null } as Fact],
      'nodes: not read yet',
    ],
    [
      'are unavailable for a reason',
      (facts) => [
        ...facts,
        sourceStatus('watch/Node', {
          state: 'blind',
          cause: say('quoted', { words: '403' }),
          blindSince: SEEN,
        }),
      ],
      'nodes: 403',
    ],
    [
      'are unavailable for no reason',
      (facts) => [...facts, sourceStatus('watch/Node', { state: 'blind', blindSince: SEEN })],
      'nodes: cannot be read',
    ],
    [
      'are seen in part',
      (facts) => [
        ...facts,
        sourceStatus('watch/Node', { cause: say('quoted', { words: 'one could not be read' }) }),
      ],
      'nodes: one could not be read',
    ],
    [
      'have a source that said nothing for over 15 s',
      (facts) => facts.map((f) => (f.subject === 'watch/Node' ? { ...f, observedAt: NOW - 15_001 } : f)),
      'nodes: its source has fallen silent at 10:14:44 ET',
    ],
    [
      'are watched by a watch without a line for over 30 s',
      (facts) => [...facts, sourceStatus('watch/Node', { lastSeenAt: NOW - 30_001 })],
      'nodes: the watch has been silent since 10:14:29 ET',
    ],
  ])('pressure cannot be evaluated while the nodes %s', (_how, change, because) => {
    const { failures } = evaluation(change(calmFacts())).said;
    const found = failures.find((f) => f.id === 'pressure');
    expect(found).toMatchObject({ state: 'cannot-tell', code: 'nodes-unavailable' });
    expect(found && failureText(found).because).toBe(because);
  });

  test('of two unavailable sources one that a safety proof depends on is enough to call it bad', () => {
    const node = sourceStatus('watch/Node', {
      state: 'blind',
      cause: say('quoted', { words: '403' }),
      blindSince: SEEN,
    });
    expect(said('blind', SAMPLE_PLAN, [node, blind('poll/Pod')])).toMatchObject({ verdict: 'bad' });
  });

  test('the earliest of several times, and none of none', () => {
    expect([earliest([3, null, 2]), earliest([null]), earliest([])]).toEqual([2, null, null]);
  });
});
