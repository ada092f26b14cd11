/** Execution that is not off, not proven off, or proven off with a word. */

import type { CloudRunValue, ContainerSpec, Fact, PodValue, WorkloadValue } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { cloudRun, cloudSearch, searchedRegion } from '../cloud-run.ts';
import { BRAKE_FILE, braked, fromMap, runningCrane } from '../execution-case.ts';
import {
  blind,
  config,
  container,
  containerState,
  endedState,
  fromSecret,
  literal,
  mount,
  NOW,
  node,
  pod,
  status,
  workload,
} from '../facts.ts';
import { CLOUD_PLAN } from './plan.ts';
import type { Situations } from './situation.ts';

const off = { desired: 0, actual: 0, ready: 0 };
const crane = (value: Partial<WorkloadValue>): Fact[] => [
  workload('crane', { containers: [braked()], ...off, ...value }),
];
const cranePod = (name: string, value: Partial<PodValue> = {}): Fact =>
  pod(name, 'crane', { containers: [braked()], ...value });
const pilots = (spec: ContainerSpec): Fact[] => [
  workload('pilot', { kind: 'StatefulSet', containers: [spec] }),
  pod('pilot-0', 'pilot', { containers: [spec] }),
];
const scaler = (keda: boolean, name: string, of = 'crane', namespace = 'pier'): Fact => ({
  subject: `HorizontalPodAutoscaler/${namespace}/${name}`,
  kind: 'autoscaler',
  observedAt: NOW - 500,
  source: 'test',
  value: {
    namespace,
    name,
    uid: name,
    resourceVersion: '1',
    target: { kind: 'Deployment', name: of },
    min: keda ? 0 : 1,
    max: 3,
    keda,
  },
});
const changed = (at: number): Fact => ({
  subject: 'ConfigMap/pier/brake',
  kind: 'config',
  observedAt: NOW - 400,
  source: 'test',
  value: {
    namespace: 'pier',
    name: 'brake',
    uid: 'u-brake',
    resourceVersion: '11',
    binaryKeys: [],
    immutable: false,
    createdAt: null,
    changedAt: at,
    data: { HALTED: '1' },
  },
});
const modeOff = [container({ environment: [literal('MODE', 'OFF')] })];
const service = (value: Partial<CloudRunValue> | null): Fact[] => [
  searchedRegion(),
  ...(value === null ? [] : [cloudRun('crane', { manualInstances: null, containers: modeOff, ...value })]),
];
const EARLIER = NOW - 3_600_000;
const NOT_FOUND = endedState({ reason: 'ContainerStatusUnknown' });

export const EXECUTION: Situations = {
  'an executor is wanted': { facts: crane({ desired: 2 }) },
  'an executor is left running': { facts: crane({ actual: 1 }) },
  'an executor runs': { facts: runningCrane(braked()) },
  'an executor runs, gated': { facts: [...runningCrane(braked(), 'pier', NOW - 60_000), changed(EARLIER)] },
  'an executor runs in a namespace without the switch': { facts: runningCrane(braked(), 'quay') },
  'an executor runs without the mount': { facts: runningCrane(braked({ mounts: [] })) },
  'an executor takes the switch by variable, started before it changed': {
    facts: [
      ...runningCrane(container({ environment: [fromMap(), literal('MODE', 'OFF')] }), 'pier', EARLIER - 1),
      changed(EARLIER),
    ],
  },
  'an executor takes the switch by variable, started after it changed': {
    facts: [
      ...runningCrane(
        container({ environment: [fromMap(), literal('MODE', 'OFF')] }),
        'pier',
        EARLIER + 2_001,
      ),
      changed(EARLIER),
    ],
  },
  'an executor whose file follows a change': {
    facts: [...runningCrane(braked(), 'pier', EARLIER), changed(NOW - 119_999)],
  },
  'an executor whose file has followed': {
    facts: [...runningCrane(braked(), 'pier', EARLIER), changed(NOW - 120_000)],
  },
  'executor pods, one on its way out': {
    facts: [cranePod('crane-a'), cranePod('crane-b', { terminating: true })],
  },
  'three executor pods': { facts: [cranePod('crane-a'), cranePod('crane-b'), cranePod('crane-c')] },
  'a finished executor pod': { facts: [cranePod('crane-a', { phase: 'Succeeded' })] },
  'a failed executor pod': { facts: [cranePod('crane-a', { phase: 'Failed' })] },
  'a finished executor pod on its way out': {
    facts: [cranePod('crane-a', { phase: 'Succeeded', terminating: true })],
  },
  'an executor pod evicted, its container running': {
    facts: [cranePod('crane-a', { phase: 'Failed', reason: 'Evicted', states: [containerState()] })],
  },
  'an executor pod evicted, its container not found': {
    facts: [cranePod('crane-a', { phase: 'Failed', reason: 'Evicted', states: [NOT_FOUND] })],
  },
  'an executor’s Job is done': {
    facts: [workload('crane-once', { kind: 'Job', ...off, finished: 'complete', lastRunAt: EARLIER })],
    contracts: true,
  },
  'a status of an older spec': { facts: crane({ lagging: true }) },
  'an executor runs, gated, on a silent node': {
    facts: [...runningCrane(braked(), 'pier', NOW - 60_000), changed(EARLIER), node('n1', { ready: null })],
  },
  'an executor under a longer name': {
    facts: [workload('crane-canary', { namespace: 'quay', containers: [braked()] })],
  },
  'an executor by its label': {
    facts: [workload('x', { namespace: 'quay', labels: { 'app.kubernetes.io/name': 'crane' } })],
  },
  'an executor by its image': {
    facts: [workload('x', { namespace: 'quay', containers: [container({ image: 'r/p/crane:1@sha256:0' })] })],
  },
  'an executor by its container': {
    facts: [
      workload('x', { kind: 'CronJob', namespace: 'quay', containers: [container({ name: 'crane' })] }),
    ],
  },
  'no executor at all': { facts: [{ ...workload('crane'), value: null }] },
  'executors out of sight': { facts: [blind('poll/Job')] },
  'executor pods out of sight, one known': { facts: [cranePod('crane-a'), blind('poll/Pod')] },
  'the brake allows': { facts: [config('brake', { HALTED: '0' })] },
  'both switches allow': { facts: [config('brake', { HALTED: 'off' }), config('second', { STOP: 'no' })] },
  'the brake says neither': {
    facts: [config('brake', { HALTED: 'perhaps, on the whole, it might be so said somebody' })],
  },
  'the brake has no key': { facts: [config('brake', {})] },
  'the brake is missing': { facts: [config('brake', null)] },
  'the brake allows and the second is missing': {
    facts: [config('brake', { HALTED: '0' }), config('second', null)],
  },
  'the brake is out of sight': { facts: [blind('poll/ConfigMap/pier/brake')] },
  'the brake is missing, and an executor runs': { facts: [config('brake', null), ...runningCrane(braked())] },
  'the switches out of sight, and an executor runs': {
    facts: [
      blind('poll/ConfigMap/pier/brake'),
      blind('poll/ConfigMap/pier/second'),
      ...runningCrane(braked()),
    ],
  },
  'pods out of sight, the switches halted': { facts: [blind('poll/Pod'), blind('poll/Deployment')] },
  'a runtime has no mount': { facts: pilots(braked({ mounts: [] })) },
  'a runtime mounts the switch elsewhere': {
    facts: pilots(braked({ mounts: [mount('/somewhere', 'brake')] })),
  },
  'a runtime mounts one key': {
    facts: pilots(
      braked({ mounts: [mount('/etc/brake', 'brake', { files: [{ key: 'HALTED', path: 'HALTED' }] })] }),
    ),
  },
  'a runtime mounts another key': {
    facts: pilots(
      braked({ mounts: [mount('/etc/brake', 'brake', { files: [{ key: 'X', path: 'HALTED' }] })] }),
    ),
  },
  'a runtime mounts by subPath': {
    facts: pilots(braked({ mounts: [mount(BRAKE_FILE, 'brake', { subPath: 'HALTED' })] })),
  },
  'a runtime mounts a Secret': {
    facts: pilots(braked({ mounts: [mount('/etc/brake', null, { secret: 's' })] })),
  },
  'a runtime points at another file': {
    facts: pilots(braked({ environment: [literal('HALTED_FILE', '/tmp/x'), literal('MODE', 'OFF')] })),
  },
  'a runtime takes the file from a Secret': {
    facts: pilots(braked({ environment: [fromSecret('HALTED_FILE')] })),
  },
  'a runtime has the switch in clear': { facts: pilots(braked({ environment: [literal('HALTED', '1')] })) },
  'a runtime has an optional mount': {
    facts: pilots(braked({ mounts: [mount('/etc/brake', 'brake', { optional: true })] })),
  },
  'a runtime has the other map': {
    facts: pilots(container({ environment: [fromMap('HALTED', 'second', 'STOP')] })),
  },
  'a live workload': { facts: pilots(braked({ environment: [literal('MODE', 'Live')] })) },
  'an unknown mode': { facts: pilots(braked({ environment: [literal('MODE', 'TURBO')] })) },
  'a mode from a Secret': { facts: pilots(braked({ environment: [fromSecret('MODE')] })) },
  'a mode from a map': { facts: pilots(braked({ environment: [fromMap('MODE', 'second', 'STOP')] })) },
  'a mode from a map that is not read': {
    facts: pilots(braked({ environment: [fromMap('MODE', 'other', 'X')] })),
  },
  'a hidden mode beside broker credentials': {
    facts: pilots(braked({ environment: [fromSecret('MODE'), fromSecret('BROKER_KEY')] })),
  },
  'an executor of a hidden mode, at zero': {
    facts: crane({ containers: [braked({ environment: [fromSecret('MODE')] })] }),
  },
  'an executor of no mode, at zero': { facts: crane({ containers: [braked({ environment: [] })] }) },
  'variables by the whole map': {
    facts: pilots(braked({ environmentFrom: [{ kind: 'config-map', name: 'all' }] })),
  },
  'variables by a whole Secret': {
    facts: crane({ containers: [braked({ environmentFrom: [{ kind: 'secret', name: 'all' }] })] }),
  },
  'execution enabled': {
    facts: pilots(braked({ environment: [literal('ENABLED', 'on'), literal('MODE', 'EVAL')] })),
  },
  'execution enabled, nobody knows': {
    facts: crane({
      containers: [braked({ environment: [literal('ENABLED', '?'), literal('MODE', 'OFF')] })],
    }),
  },
  'dry run off': { facts: pilots(braked({ environment: [literal('DRY', '0'), literal('MODE', 'EVAL')] })) },
  'dry run off, outside the mesh': {
    facts: [
      workload('x', { namespace: 'quay', containers: [container({ environment: [literal('DRY', '0')] })] }),
    ],
  },
  'dry run hidden at an executor': {
    facts: crane({ containers: [braked({ environment: [fromSecret('DRY'), literal('MODE', 'OFF')] })] }),
  },
  'a gate bypassed by a variable': {
    facts: pilots(braked({ environment: [literal('NO_GATE', '1'), literal('MODE', 'EVAL')] })),
  },
  'a runtime says it is not halted, the brake unread': {
    facts: [...status({ killSwitch: false }), blind('poll/ConfigMap/pier/brake'), config('brake', null)],
  },
  'an autoscaler of the executor': { facts: [scaler(false, 'a')] },
  'KEDA at the executor': { facts: [scaler(true, 'a'), scaler(false, 'b')] },
  'an autoscaler of somebody else': { facts: [scaler(true, 'a', 'pilot')] },
  'autoscalers out of sight': { facts: [blind('watch/HorizontalPodAutoscaler')] },
  'Cloud Run not configured': {
    plan: CLOUD_PLAN,
    facts: [cloudSearch({ state: 'unset', cause: say('cause-no-project') })],
  },
  'Cloud Run without the service': { plan: CLOUD_PLAN, facts: service(null) },
  'Cloud Run scaled by hand to none': { plan: CLOUD_PLAN, facts: service({ manualInstances: 0 }) },
  'Cloud Run scaled by hand to one': { plan: CLOUD_PLAN, facts: service({ manualInstances: 1 }) },
  'Cloud Run scaled by hand to two, live': {
    plan: CLOUD_PLAN,
    facts: service({
      manualInstances: 2,
      containers: [container({ environment: [literal('MODE', 'LIVE')] })],
    }),
  },
  'Cloud Run scaled by hand': { plan: CLOUD_PLAN, facts: service({}) },
  'Cloud Run by itself': { plan: CLOUD_PLAN, facts: service({ scaling: 'automatic', minInstances: 0 }) },
  'Cloud Run by itself, at least two': {
    plan: CLOUD_PLAN,
    facts: service({ scaling: 'automatic', minInstances: 2 }),
  },
  'Cloud Run by itself, at least nobody says': { plan: CLOUD_PLAN, facts: service({ scaling: 'automatic' }) },
  'Cloud Run searched too long ago': { plan: CLOUD_PLAN, facts: [searchedRegion(NOW - 60_001)] },
  'Cloud Run out of sight': { plan: CLOUD_PLAN, facts: [searchedRegion(NOW, say('cause-admin-forbidden'))] },
  'Cloud Run excluded': { plan: CLOUD_PLAN, facts: [cloudSearch({ state: 'excluded' })] },
  'Cloud Run job of an executor waits': {
    plan: CLOUD_PLAN,
    facts: service({ kind: 'job', scaling: 'on-demand', lastRun: 'succeeded' }),
  },
  'Cloud Run job of an executor runs': {
    plan: CLOUD_PLAN,
    facts: service({ kind: 'job', scaling: 'on-demand', lastRun: 'running' }),
  },
  'Cloud Run worker pool of an executor': {
    plan: CLOUD_PLAN,
    facts: service({ kind: 'worker-pool', manualInstances: 1 }),
  },
};
