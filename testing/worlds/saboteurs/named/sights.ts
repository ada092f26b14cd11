/** Saboteurs that do not see, or mistake, something in the cluster or on Cloud Run. */

import { podOrigin, type World } from '#lib/evaluate/base/input.ts';
import { recogniserOf } from '#lib/evaluate/execution/recognition/recognise.ts';
import type { PodValue, WorkloadValue } from '#lib/facts/fact.ts';
import { valuesOf } from '#lib/facts/ledger.ts';
import { blindTo, hidden, mistaken, mistaking, named, seeing } from '../saboteur.ts';
import { containers, specs } from './specs.ts';

const isExecutor = (pod: PodValue, world: World): boolean => recogniserOf(world).pod(pod).is === 'executor';
const isExecutorWorkload = (w: WorkloadValue, world: World): boolean =>
  recogniserOf(world).workload(w).is === 'executor';

const outsideMesh = ({ namespace }: { namespace: string }, { plan }: World): boolean =>
  !plan.mesh.namespaces.includes(namespace);

function onSilentNode(pod: PodValue, world: World): boolean {
  return valuesOf(world.ledger, 'node').some((node) => node.name === pod.node && node.ready !== true);
}

const OBJECTS = [
  named(
    'terminating pods not counted',
    'A pod that is being deleted is gone.',
    blindTo('pod', (p) => p.terminating),
  ),
  named(
    'pending pods not counted',
    'A pod that has not started is not there.',
    blindTo('pod', (p) => p.phase === 'Pending'),
  ),
  named(
    'only the mesh’s namespaces',
    'It does not look outside the mesh.',
    seeing((world) => hidden(hidden(world, 'pod', outsideMesh), 'workload', outsideMesh)),
  ),
  named('executors’ pods not looked at', 'It goes by what is wanted alone.', blindTo('pod', isExecutor)),
  named(
    'executors’ workloads not looked at',
    'It goes by pods alone.',
    blindTo('workload', isExecutorWorkload),
  ),
  ...['DaemonSet', 'ReplicaSet', 'CronJob', 'Job', 'StatefulSet', 'ReplicationController'].map((kind) =>
    named(
      `no ${kind}`,
      `It does not list the kind ${kind}.`,
      blindTo('workload', (w) => w.kind === kind),
    ),
  ),
  named(
    'no custom kinds',
    'It does not list what add-ons define.',
    blindTo('workload', (w) => w.kind.includes('.')),
  ),
  named(
    'bare pods not looked at',
    'A pod without a workload is nobody’s.',
    blindTo('pod', (p) => p.owner === null),
  ),
  named(
    'owners not followed',
    'It does not ask who made a pod.',
    seeing((world) => {
      const alone = mistaken(world, 'pod', (p) => ({ ...p, owner: null, workload: null }));
      return mistaken(alone, 'workload', (w) => ({ ...w, owner: null }));
    }),
  ),
  named(
    'labels not read',
    'It goes by names alone.',
    seeing((world) => {
      const bare = mistaken(world, 'pod', (p) => ({ ...p, labels: {} }));
      return mistaken(bare, 'workload', (w) => ({ ...w, labels: {}, podLabels: {} }));
    }),
  ),
  named(
    'annotations not read',
    'It reads no annotation.',
    seeing((world) => {
      const bare = mistaken(world, 'pod', (p) => ({ ...p, annotations: {} }));
      return mistaken(bare, 'workload', (w) => ({ ...w, annotations: {}, podAnnotations: {} }));
    }),
  ),
  named(
    'wanted only',
    'It does not count what still runs.',
    mistaking('workload', (w) => ({ ...w, actual: 0 })),
  ),
  named(
    'running only',
    'It does not count what is wanted.',
    mistaking('workload', (w) => ({ ...w, desired: w.actual })),
  ),
  named(
    'unready counted as ready',
    'A pod that is there is ready.',
    mistaking('workload', (w) => ({ ...w, ready: w.actual })),
  ),
  named(
    'suspended schedules counted',
    'A CronJob that rests is wanted.',
    mistaking('workload', (w) => (w.kind === 'CronJob' ? { ...w, desired: 1 } : w)),
  ),
  named(
    'schedules not counted',
    'A CronJob between two runs is off.',
    mistaking('workload', (w) => (w.kind === 'CronJob' ? { ...w, desired: 0 } : w)),
  ),
  named(
    'lagging status believed',
    'A status of an older spec counts.',
    mistaking('workload', (w) => ({ ...w, lagging: false })),
  ),
  named(
    'autoscalers ignored',
    'Nobody raises what stands at zero.',
    blindTo('autoscaler', () => true),
  ),
];

const ENDS = [
  named(
    'finished pods still run',
    'A pod that has ended runs on.',
    mistaking('pod', (p) => ({ ...p, phase: 'Running' })),
  ),
  named(
    'pods on a silent node are gone',
    'A node that is not heard runs nothing.',
    blindTo('pod', onSilentNode),
  ),
  named(
    'pressure of nodes ignored',
    'No node is short of anything.',
    mistaking('node', (n) => ({ ...n, pressures: [] })),
  ),
  named(
    'crash loops by reason alone',
    'A container that dies again and again without a back-off is well.',
    mistaking('pod', (p) => ({
      ...p,
      states: p.states.map((s) => (s.reason === 'CrashLoopBackOff' ? s : { ...s, restarts: 0 })),
    })),
  ),
  named(
    'restarts not counted',
    'It does not see that a container died before.',
    mistaking('pod', (p) => ({
      ...p,
      states: p.states.map((s) => ({ ...s, restarts: 0, lastExit: null, reason: null })),
    })),
  ),
  named(
    'exit 0 is health',
    'A service that ends without an error is well.',
    mistaking('pod', (p) => ({
      ...p,
      states: p.states.map((s) =>
        s.lastExit?.code === 0 ? { ...s, restarts: 0, lastExit: null, reason: null } : s,
      ),
    })),
  ),
  named(
    'pull errors ignored',
    'A container that waits for its image is only slow.',
    mistaking('pod', (p) => ({
      ...p,
      states: p.states.map((s) =>
        /Image|Pull/.test(s.reason ?? '') ? { ...s, reason: 'ContainerCreating' } : s,
      ),
    })),
  ),
  named(
    'placement ignored',
    'A pod that has no node will find one.',
    mistaking('pod', (p) => ({ ...p, unschedulable: null })),
  ),
  named(
    'pods by workload only',
    'Pods that moved to another owner are the first one’s.',
    mistaking('pod', (p) => ({ ...p, name: podOrigin(p).name })),
  ),
];

const SPECS = [
  named(
    'first container only',
    'Sidecars are not looked at.',
    containers((all) => all.slice(0, 1)),
  ),
  named(
    'init containers not looked at',
    'Init containers are not looked at.',
    containers((all) => all.filter((c) => c.role !== 'init')),
  ),
  named(
    'images not read',
    'It does not ask what runs.',
    specs(() => ({ image: '' })),
  ),
  named(
    'commands not read',
    'It does not ask what is started.',
    specs(() => ({ command: [], args: [] })),
  ),
  named(
    'arguments not read',
    'It reads the command and not its arguments.',
    specs(() => ({ args: [] })),
  ),
  named(
    'hooks not read',
    'It does not ask what the kubelet runs beside it.',
    specs(() => ({ hooks: [] })),
  ),
  named(
    'container names not read',
    'It does not ask how containers are called.',
    specs(() => ({ name: 'c' })),
  ),
  named(
    'mounts not read',
    'It does not ask what a container mounts.',
    specs(() => ({ mounts: [] })),
  ),
  named(
    'settings not read',
    'It does not read the environment.',
    specs(() => ({ environment: [] })),
  ),
  named(
    'Secrets not counted',
    'It does not ask who holds credentials.',
    specs((c) => ({
      environment: c.environment.filter((e) => e.secret === undefined),
      environmentFrom: c.environmentFrom.filter((source) => source.kind !== 'secret'),
    })),
  ),
  named(
    'empty counted as safe',
    'A setting that is not kept is off.',
    specs((c) => ({
      environment: c.environment.map((e) => (e.value === null ? { ...e, filled: false, value: '' } : e)),
    })),
  ),
  named(
    'first writer wins',
    'Of a variable that is set twice it reads the first.',
    specs((c) => ({
      environment: c.environment.toReversed(),
    })),
  ),
];

const CLOUD_RUN = [
  named(
    'Cloud Run ignored',
    'It does not look outside the cluster.',
    blindTo('cloud-run', () => true),
  ),
  named(
    'minimum of instances ignored',
    'A service at no fixed count does not run.',
    mistaking('cloud-run', (v) => ({ ...v, scaling: 'manual', manualInstances: 0, minInstances: 0 })),
  ),
  named(
    'jobs of Cloud Run ignored',
    'It looks at services only.',
    blindTo('cloud-run', (v) => v.kind !== 'service'),
  ),
  named(
    'runs of Cloud Run forgotten',
    'A job that runs now has ended.',
    mistaking('cloud-run', (v) => ({ ...v, lastRun: null })),
  ),
];

export const OF_SIGHT = [...OBJECTS, ...ENDS, ...SPECS, ...CLOUD_RUN];
