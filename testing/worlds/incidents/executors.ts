/** Executors that are wanted or run, under every name and in every place. */

import type { FactValue, PodValue, WorkloadValue } from '#lib/facts/fact.ts';
import { CRANE as CRANE_WORKLOAD } from '../calm.ts';
import {
  container,
  fromSecret,
  literal,
  type Place,
  pod,
  running,
  withVariable,
  workload,
} from '../objects.ts';
import { ADD_ON, CLOUD_RUN } from '../outages.ts';
import { HOME, OUTSIDE, SECOND_NAMESPACE } from '../plan.ts';
import type { Choices, Random } from '../random.ts';
import type { Level, Reply, Span, Stage } from '../stage.ts';
import { type Incident, MODES, ON_CLOUD_RUN, PODS_OF_CRANE, SCALED } from './incident.ts';
import { podEnded } from './pods.ts';

interface Disguise {
  kind: WorkloadValue['kind'];
  namespace: string;
  name: string;
  value: Partial<WorkloadValue>;
}

const PLAIN = { ...container('worker'), image: 'registry.example/worker:3' };

/** Signs of an executor: its name, a name made from it, its labels, its image, its container, or what it starts. */
const DISGUISES: readonly [Disguise, ...Disguise[]] = [
  { kind: 'Deployment', namespace: HOME, name: 'crane', value: {} },
  { kind: 'StatefulSet', namespace: HOME, name: 'crane-b', value: {} },
  { kind: 'Deployment', namespace: SECOND_NAMESPACE, name: 'derrick', value: {} },
  { kind: 'Deployment', namespace: OUTSIDE, name: 'crane', value: {} },
  { kind: 'StatefulSet', namespace: OUTSIDE, name: 'crane-canary', value: {} },
  {
    kind: 'Deployment',
    namespace: OUTSIDE,
    name: 'helper',
    value: { labels: { app: 'crane' }, containers: [PLAIN] },
  },
  {
    kind: 'StatefulSet',
    namespace: SECOND_NAMESPACE,
    name: 'helper',
    value: { labels: {}, containers: [{ ...PLAIN, image: 'registry.example/desk/derrick:2@sha256:0f' }] },
  },
  {
    kind: 'CronJob',
    namespace: OUTSIDE,
    name: 'nightly',
    value: { labels: {}, containers: [container('crane')] },
  },
  { kind: 'Job', namespace: HOME, name: 'crane-once', value: { labels: {} } },
  {
    kind: 'Deployment',
    namespace: HOME,
    name: 'prod-derrick-v2',
    value: { labels: {}, containers: [PLAIN] },
  },
  {
    kind: 'Deployment',
    namespace: HOME,
    name: 'helper',
    value: { labels: { 'app.kubernetes.io/component': 'crane' }, containers: [PLAIN] },
  },
  {
    kind: 'StatefulSet',
    namespace: HOME,
    name: 'helper',
    value: { labels: {}, containers: [{ ...PLAIN, command: ['sh', '-c', 'exec python -m desk.crane.app'] }] },
  },
  { kind: 'DaemonSet', namespace: HOME, name: 'crane-d', value: {} },
  { kind: 'ReplicationController', namespace: OUTSIDE, name: 'crane', value: {} },
  { kind: 'ReplicaSet', namespace: OUTSIDE, name: 'crane-6f', value: { labels: { app: 'crane' } } },
  { kind: ADD_ON, namespace: HOME, name: 'crane-b', value: {} },
];

/** While any part of a workload is left, its poll shows it; its pods show in theirs. */
function play(stage: Stage, random: Random): void {
  const disguise = random.pick(DISGUISES);
  const span = stage.span();
  const gone = span.to + random.int(0, 9_000);
  const { kind, value } = disguise;
  const spec = value.containers?.[0] ?? container(disguise.name);
  const containers = [random.chance(0.7) ? spec : { ...spec, mounts: [] }];
  const on = { ...value, containers, desired: random.int(1, 2), actual: 0, ready: 0 };
  if (isDeclared(disguise)) stage.make(CRANE_WORKLOAD, stage.start - 90_000, offWorkload(stage.start));
  stage.make(disguise, span.from, workload(disguise, kind, span.from, on));
  const starts = random.chance(0.8);
  if (starts)
    playPods(
      stage,
      random,
      disguise,
      { from: span.from + random.int(200, 4_000), to: span.to, gone },
      containers,
    );
  const left = starts ? { actual: 1, ready: 1 } : {};
  stage.change(disguise, span.to, scaled({ desired: 0, ...left }));
  stage.change(disguise, gone, scaled({ desired: 0, actual: 0, ready: 0 }));
  stage.mark(SCALED, 'bad', `poll/${kind}`, { from: span.from, to: starts ? gone : span.to });
  stage.murky(aside(disguise), { from: span.from, to: stage.end });
}

/** The executor that the plan declares stood there before, scaled to zero. */
function isDeclared(disguise: Disguise): boolean {
  return disguise.namespace === HOME && disguise.name === 'crane';
}

function offWorkload(start: number) {
  return workload(CRANE_WORKLOAD, 'Deployment', start - 90_000, { desired: 0, actual: 0, ready: 0 });
}

/** Other subjects affected by an executor that remains as an unknown workload. */
function aside({ namespace, name }: Disguise): string[] {
  const declared = namespace !== OUTSIDE && (name === 'crane' || name === 'derrick');
  return declared ? ['calm'] : ['calm', 'failure/undeclared'];
}

function scaled(replicas: Partial<WorkloadValue>) {
  return (seen: ReturnType<typeof workload>): ReturnType<typeof workload> =>
    seen.kind === 'workload' ? { ...seen, value: { ...seen.value, ...replicas } } : seen;
}

function playPods(
  stage: Stage,
  random: Random,
  of: Disguise,
  { from, to, gone }: Span & { gone: number },
  containers: PodValue['containers'],
): void {
  if (from >= to) return;
  const place = { kind: 'Pod', namespace: of.namespace, name: `${of.name}-x1` };
  const labels = { ...(of.value.labels ?? { app: of.name }) };
  const pending = random.chance(0.3);
  const states = [running(containers[0]?.name ?? of.name, from)];
  const begin: Partial<PodValue> = pending ? { phase: 'Pending', ready: false, states: [] } : { states };
  stage.make(place, from, pod(place, of, from, { labels, containers, ...begin }));
  stage.change(of, from, scaled({ actual: 1, ready: pending ? 0 : 1 }));
  stage.change(place, to, (seen) =>
    seen.kind === 'pod' ? { ...seen, value: { ...seen.value, terminating: true } } : seen,
  );
  // Its end is told just before it goes, or it goes by force.
  if (random.chance(0.6)) stage.change(place, Math.max(to, gone - 400), podEnded('Failed', gone - 400));
  stage.remove(place, gone);
  stage.mark(PODS_OF_CRANE, 'bad', 'poll/Pod', { from, to: gone });
  // Whoever did not see its end does not know for longer than a world lasts.
  stage.murky([...PODS_OF_CRANE, 'calm'], { from: gone, to: stage.end });
  if (of.name === 'crane' && of.namespace !== OUTSIDE && !pending) answerState(stage, place);
}

/** The executor's own word, where it gives one. */
function answerState(stage: Stage, place: Place): void {
  const keyless: Reply = { outcome: 'no-evidence', status: 404, body: null };
  const body = {
    contract: 'execution-state',
    state: 'READY',
    mode: 'OFF',
    dryRun: true,
    killSwitch: true,
  } as const;
  const answers: Reply = stage.random.chance(0.5) ? keyless : { outcome: 'answered', status: 200, body };
  stage.endpoints.push({
    agent: 'crane',
    probe: 'state',
    instance: `${place.namespace}/${place.name}`,
    pod: `Pod/${place.namespace}/${place.name}`,
    everyMs: 1_000,
    reply: () => answers,
  });
}

/** A pod that nothing owns, which may be on its way out for long. */
function playBarePod(stage: Stage, random: Random): void {
  const span = stage.span();
  const name = random.pick(['crane', 'derrick-debug', 'bystander'] as const);
  const place = { kind: 'Pod', namespace: random.pick([OUTSIDE, SECOND_NAMESPACE] as const), name };
  const labels: Record<string, string> = name === 'bystander' ? { 'app.kubernetes.io/name': 'crane' } : {};
  const terminating = random.chance(0.4);
  stage.make(place, span.from, pod(place, null, span.from, { labels, containers: [PLAIN], terminating }));
  if (random.chance(0.3)) {
    const done = span.to - random.int(0, 3_000);
    stage.change(place, done, podEnded('Succeeded', done));
    stage.mark(PODS_OF_CRANE, 'bad', 'poll/Pod', { from: span.from, to: terminating ? span.to : done });
    stage.murky(PODS_OF_CRANE, { from: done, to: span.to });
  } else stage.mark(PODS_OF_CRANE, 'bad', 'poll/Pod', span);
  stage.remove(place, span.to);
  stage.murky([...PODS_OF_CRANE, 'calm'], { from: span.to, to: stage.end });
  stage.murky(['calm', 'failure/undeclared'], { from: span.from, to: span.to });
}

/** A sign that makes no executor, in the mesh: nobody said that it is none. */
function playSuspect(stage: Stage): void {
  const span = stage.span();
  const place = { kind: 'StatefulSet', namespace: HOME, name: 'companion' };
  const labels = { 'app.kubernetes.io/instance': 'derrick' };
  stage.make(place, span.from, workload(place, 'StatefulSet', span.from, { labels, containers: [PLAIN] }));
  stage.remove(place, span.to);
  stage.mark(SCALED, 'doubt', 'poll/StatefulSet', span);
  stage.murky(['calm', 'failure/undeclared'], { from: span.from, to: stage.end });
}

/** Scaled to zero, with an unknown mode. */
function playHiddenMode(stage: Stage): void {
  const span = stage.span();
  const hidden = withVariable(container('crane'), fromSecret('MODE'));
  const off = { desired: 0, actual: 0, ready: 0 };
  const place = { kind: 'StatefulSet', namespace: OUTSIDE, name: 'crane' };
  stage.make(place, span.from, workload(place, 'StatefulSet', span.from, { ...off, containers: [hidden] }));
  stage.remove(place, span.to);
  stage.mark(MODES, 'doubt', 'poll/StatefulSet', span);
  stage.murky(['calm', 'agent/crane'], span);
}

/** The executor's service on Cloud Run: serves, is scaled manually, or has an unknown scale. */
function playCloudRun(stage: Stage, random: Random): void {
  if (stage.cloudRun === null) return;
  const span = stage.span();
  const containers = [withVariable(container('crane'), literal('MODE', 'OFF'))];
  const where = { project: 'dock', region: 'us-east1', name: 'crane', labels: {} };
  const object = { ...where, minInstances: null, lastRun: null, containers, gap: null };
  const manual = { ...object, kind: 'service', scaling: 'manual' } as const;
  const automatic = { ...object, kind: 'service', scaling: 'automatic', manualInstances: null } as const;
  const job = { ...object, kind: 'job', scaling: 'on-demand', manualInstances: null } as const;
  const how = random.pick([
    { level: 'bad', value: { ...automatic, minInstances: 0 } },
    { level: 'bad', value: { ...automatic, minInstances: 2 } },
    { level: 'bad', value: { ...manual, manualInstances: 1 } },
    { level: 'doubt', value: { ...manual, manualInstances: null } },
    { level: null, value: { ...manual, manualInstances: 0 } },
    { level: 'bad', value: { ...manual, kind: 'worker-pool', manualInstances: 1 } },
    { level: 'bad', value: { ...job, lastRun: 'running' } },
    { level: 'doubt', value: { ...job, lastRun: 'succeeded' } },
  ] satisfies Choices<{ level: Level | null; value: FactValue<'cloud-run'> }>);
  const off = { ...manual, manualInstances: 0 };
  stage.cloudRun.push({ at: span.from, value: how.value });
  stage.cloudRun.push({ at: span.to, value: random.chance(0.5) ? null : off });
  if (how.level !== null) stage.mark(ON_CLOUD_RUN, how.level, CLOUD_RUN, span);
  stage.murky(['calm', 'agent/crane'], span);
}

export const EXECUTORS: readonly Incident[] = [
  { id: 'executor-runs', weight: 10, claims: ['executor'], play },
  { id: 'executor-bare-pod', weight: 4, claims: ['executor-pod'], play: playBarePod },
  { id: 'executor-suspect', weight: 1, claims: ['suspect'], play: playSuspect },
  { id: 'executor-mode-hidden', weight: 1.5, claims: ['hidden'], play: playHiddenMode },
  { id: 'executor-on-cloud-run', weight: 5, claims: ['cloud-run'], play: playCloudRun },
];
