/** Every way for an agent to be unwell, as facts that change the calm mesh. */

import { podsOf, type Workload, type World, workloadsOf } from '#lib/evaluate/base/input.ts';
import type { ContainerState, Fact, FactValue } from '#lib/facts/fact.ts';
import { entriesOf } from '#lib/facts/ledger.ts';
import { say } from '#lib/messages/say.ts';
import type { AgentPlan } from '#lib/plan/schema.ts';

type Pod = FactValue<'pod'>;
type Answer = FactValue<'answer'>;
type Outcome = FactValue<'probe'>['outcome'];

/** Facts by which an agent is unwell so; none where it cannot be. */
export type Way = (world: World, agent: AgentPlan) => Fact[];

const by = (world: World) => ({ observedAt: world.now, source: 'test' });
const podSubject = ({ namespace, name }: Pod): string => `Pod/${namespace}/${name}`;

function withWorkloads(world: World, agent: AgentPlan, change: Partial<Workload> | null): Fact[] {
  return workloadsOf(world, agent).map((w) => ({
    ...by(world),
    subject: `${w.kind}/${w.namespace}/${w.name}`,
    kind: 'workload',
    value: change === null ? null : { ...w, ...change },
  }));
}

function withPods(world: World, agent: AgentPlan, change: (pod: Pod) => Pod | null): Fact[] {
  return podsOf(world, agent).map((pod) => ({
    ...by(world),
    subject: podSubject(pod),
    kind: 'pod',
    value: change(pod),
  }));
}

/** What the probes of an agent were answered, as they were tried last. */
function attemptsOf(world: World, { name }: AgentPlan) {
  return entriesOf(world.ledger, 'probe').flatMap(({ fact }) =>
    fact.value?.agent === name ? [{ subject: fact.subject, value: fact.value }] : [],
  );
}

/** No pod is there to be asked. */
const unasked: Way = (world, agent) =>
  attemptsOf(world, agent).flatMap(({ subject }): Fact[] => [
    { ...by(world), subject, kind: 'probe', value: null },
    { ...by(world), subject, kind: 'answer', value: null },
  ]);

/** All its probes come to that, and no answer of theirs counts any more. */
const tried =
  (outcome: Outcome, status: number | null = null): Way =>
  (world, agent) =>
    attemptsOf(world, agent).flatMap(({ subject, value }): Fact[] => [
      {
        ...by(world),
        subject,
        kind: 'probe',
        value: { ...value, outcome, status, message: say('quoted', { words: outcome }) },
      },
      { ...by(world), subject, kind: 'answer', value: null },
    ]);

/** All its probes are answered so; of answers that cannot say it nothing changes. */
const answers =
  (change: (answer: Answer, now: number) => Answer | null): Way =>
  (world, agent) =>
    entriesOf(world.ledger, 'answer').flatMap(({ fact }): Fact[] => {
      const value = fact.value?.agent === agent.name ? change(fact.value, world.now) : null;
      return value === null ? [] : [{ ...fact, observedAt: world.now, value }];
    });

const inCluster =
  (...ways: Way[]): Way =>
  (world, agent) =>
    podsOf(world, agent).length === 0 ? [] : ways.flatMap((way) => way(world, agent));

/** Its pods, none of them ready, and their first container in a state. */
const unready = (state: Partial<ContainerState>, change: Partial<Pod> = {}): Way =>
  inCluster(
    (world, agent) => withWorkloads(world, agent, { ready: 0 }),
    (world, agent) =>
      withPods(world, agent, (pod) => ({
        ...pod,
        ready: false,
        ...change,
        states: pod.states.map((s, i) => (i === 0 ? { ...s, ready: false, ...state } : s)),
      })),
    tried('timeout'),
  );

const waiting = (reason: string, restarts = 0): Way =>
  unready({ state: 'waiting', reason, message: `waits: ${reason}`, restarts });

const beat = (answer: Answer, at: number, age: number): Answer | null => {
  switch (answer.contract) {
    case 'marketdata-heartbeat':
      return {
        ...answer,
        lastTickAt: at,
        reportedAgeSeconds: age,
        ok: age < 60,
        status: age < 60 ? 200 : 503,
      };
    case 'ops-status':
      return { ...answer, heartbeatAt: at, reportedAgeSeconds: age };
    case 'firestore-heartbeat':
    case 'config-heartbeat':
      return { ...answer, heartbeatAt: at };
    default:
      return null;
  }
};

export const WAYS = {
  'scaled to zero': inCluster(
    (world, agent) => withWorkloads(world, agent, { desired: 0, actual: 0, ready: 0 }),
    (world, agent) => withPods(world, agent, () => null),
    unasked,
  ),
  deleted: inCluster(
    (world, agent) => withWorkloads(world, agent, null),
    (world, agent) => withPods(world, agent, () => null),
    unasked,
  ),
  'without a pod': inCluster(
    (world, agent) => withWorkloads(world, agent, { actual: 0, ready: 0 }),
    (world, agent) => withPods(world, agent, () => null),
    unasked,
  ),
  'crash loop': waiting('CrashLoopBackOff', 9),
  'killed for memory': unready({ state: 'terminated', reason: 'OOMKilled', restarts: 9 }),
  'image pull': waiting('ImagePullBackOff'),
  'a reason that nobody listed': waiting('SomethingNew'),
  'container being made': waiting('ContainerCreating'),
  unschedulable: unready(
    { state: 'waiting', reason: null },
    { phase: 'Pending', unschedulable: '0/3 nodes' },
  ),
  'not ready': unready({}),
  'node silent': inCluster(
    (world) =>
      entriesOf(world.ledger, 'node').flatMap(({ fact }): Fact[] =>
        fact.value === null ? [] : [{ ...fact, ...by(world), value: { ...fact.value, ready: null } }],
      ),
    tried('timeout'),
  ),
  'time-out': tried('timeout'),
  refused: tried('unreachable'),
  'through a broken proxy': inCluster(tried('proxy-error', 502)),
  'answers 500': tried('unparsable', 500),
  'answers 503': tried('no-evidence', 503),
  'answers 404': tried('no-evidence', 404),
  'answers a page': tried('unparsable', 200),
  'answers garbage': tried('unreadable', 200),
  'somebody else answers': tried('wrong-identity', 200),
  'may not be asked': tried('forbidden', 403),
  'not configured': (world, agent) =>
    podsOf(world, agent).length > 0 ? [] : tried('not-configured')(world, agent),
  'stale heartbeat': answers((answer, now) => beat(answer, now - 600_000, 600)),
  'clock ahead': answers((answer, now) => beat(answer, now + 600_000, 1)),
  'forced stale': answers((answer) =>
    answer.contract === 'marketdata-heartbeat'
      ? { ...answer, forcedStale: true, ok: false, status: 503 }
      : null,
  ),
  'HALTED for a reason of its own': answers((answer) =>
    answer.contract === 'ops-status'
      ? { ...answer, state: 'HALTED', reasonCodes: ['REQUIRED_FIELDS_MISSING'], gatingReasons: [] }
      : null,
  ),
  'calls itself unhealthy': answers((answer) =>
    answer.contract === 'process-health' ? { ...answer, healthy: false } : null,
  ),
} satisfies Record<string, Way>;

export type WayName = keyof typeof WAYS;
