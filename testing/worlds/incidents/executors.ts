/** Executors that are wanted or run, under every name and in every place. */

import { type JsonObject, toJson } from '../../practice/world/json.ts';
import { CRANE as CRANE_WORKLOAD } from '../calm.ts';
import {
  type Container,
  container,
  fromSecret,
  literal,
  type Place,
  type Pod,
  pod,
  running,
  type Thing,
  type Workload,
  withVariable,
  workload,
} from '../objects.ts';
import { ADD_ON, CLOUD_RUN } from '../outages.ts';
import { HOME, OUTSIDE, SECOND_NAMESPACE } from '../plan.ts';
import type { Choices, Random } from '../random.ts';
import type { CloudRunVersion, Level, Reply, Span, Stage } from '../stage.ts';
import { type Incident, MODES, ON_CLOUD_RUN, PODS_OF_CRANE, SCALED } from './incident.ts';
import { podEnded } from './pods.ts';

interface Disguise extends Place {
  value: Partial<Workload>;
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
  const containers = [random.chance(0.7) ? spec : { ...spec, volumeMounts: [] }];
  const on = { ...value, containers, desired: random.int(1, 2), actual: 0, ready: 0 };
  if (isDeclared(disguise)) stage.make(CRANE_WORKLOAD, stage.start - 90_000, offWorkload(stage.start));
  stage.make(disguise, span.from, workload(disguise, span.from, on));
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
  // One that wants no node could start on the next.
  if (kind === 'DaemonSet') stage.remove(disguise, starts ? gone : span.to);
  else stage.change(disguise, gone, scaled({ desired: 0, actual: 0, ready: 0 }));
  stage.mark(SCALED, 'bad', `poll/${kind}`, { from: span.from, to: starts ? gone : span.to });
  // That it ran is told until the close.
  if (kind === 'CronJob' || kind === 'Job') stage.murky(['agent/crane'], { from: span.to, to: stage.end });
  stage.murky(aside(disguise), { from: span.from, to: stage.end });
}

/** The executor that the plan declares stood there before, scaled to zero. */
function isDeclared(disguise: Disguise): boolean {
  return disguise.namespace === HOME && disguise.name === 'crane';
}

function offWorkload(start: number) {
  return workload(CRANE_WORKLOAD, start - 90_000, { desired: 0, actual: 0, ready: 0 });
}

/** Other subjects affected by an executor that remains as an unknown workload. */
function aside({ namespace, name }: Disguise): string[] {
  const declared = namespace !== OUTSIDE && (name === 'crane' || name === 'derrick');
  return declared ? ['calm'] : ['calm', 'failure/undeclared'];
}

function scaled(replicas: Partial<Workload>) {
  return (thing: Thing): Thing =>
    thing.kind === 'workload' ? { ...thing, value: { ...thing.value, ...replicas } } : thing;
}

function playPods(
  stage: Stage,
  random: Random,
  of: Disguise,
  { from, to, gone }: Span & { gone: number },
  containers: readonly Container[],
): void {
  if (from >= to) return;
  const place = { kind: 'Pod', namespace: of.namespace, name: `${of.name}-x1` };
  const labels = { ...(of.value.labels ?? { app: of.name }) };
  const pending = random.chance(0.3);
  const states = [running(containers[0]?.name ?? of.name, from)];
  const begin: Partial<Pod> = pending ? { phase: 'Pending', ready: false, states: [] } : { states };
  stage.make(place, from, pod(place, of, from, { labels, containers, ...begin }));
  stage.change(of, from, scaled({ actual: 1, ready: pending ? 0 : 1 }));
  stage.change(place, to, (thing) =>
    thing.kind === 'pod' ? { ...thing, value: { ...thing.value, terminating: true } } : thing,
  );
  // Its end is told just before it goes, or it goes by force: then its containers may run on.
  const end = Math.max(to, gone - 400);
  const shown = random.chance(0.6);
  if (shown) stage.change(place, end, podEnded('Failed', gone - 400));
  else
    stage.mark(
      PODS_OF_CRANE,
      'doubt',
      'poll/Pod',
      // By then its kubelet has ended it: the period of grace and a minute.
      { from: gone, to: Math.min(stage.end + 60_000, gone + 90_000) },
      { seenIn: { from, to: gone } },
    );
  stage.remove(place, gone);
  const runs = { from, to: shown ? end : gone };
  stage.mark(PODS_OF_CRANE, 'bad', 'poll/Pod', runs);
  // Whoever did not see its end does not know for longer than a world lasts.
  stage.murky([...PODS_OF_CRANE, 'calm'], { from: runs.to, to: stage.end });
  if (of.name === 'crane' && of.namespace !== OUTSIDE && !pending) answerState(stage, place);
}

/** The executor's own word, where it gives one. */
function answerState(stage: Stage, place: Place): void {
  const keyless: Reply = { status: 404, json: { detail: 'Not Found' } };
  const json = { state: 'READY', agent_mode: 'OFF', engine_dry_run: true, kill_switch_enabled: true };
  const reply: Reply = stage.random.chance(0.5) ? keyless : { status: 200, json };
  stage.endpoints.push({
    agent: 'crane',
    probe: 'state',
    path: '/state',
    pod: `${place.namespace}/${place.name}`,
    reply,
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
    stage.mark(PODS_OF_CRANE, 'bad', 'poll/Pod', { from: span.from, to: done });
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
  stage.make(place, span.from, workload(place, span.from, { labels, containers: [PLAIN] }));
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
  stage.make(place, span.from, workload(place, span.from, { ...off, containers: [hidden] }));
  stage.remove(place, span.to);
  stage.mark(MODES, 'doubt', 'poll/StatefulSet', span);
  stage.murky(['calm', 'agent/crane'], span);
}

const REGION = 'projects/dock/locations/us-east1';
const TEMPLATE = { containers: [withVariable(container('crane'), literal('MODE', 'OFF'))] };

const onCloudRun = (called: string, collection: string, more: JsonObject): Omit<CloudRunVersion, 'at'> => {
  const name = `${REGION}/${collection}/${called}`;
  const revision = `${name}/revisions/${called}-00007-abc`;
  const traffic = [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 }];
  const latest = { latestReadyRevision: revision, latestCreatedRevision: revision, traffic };
  const template = toJson(TEMPLATE);
  const base = { name, template: collection === 'jobs' ? { template } : template };
  return { collection, items: [{ ...base, ...(collection === 'services' ? latest : {}), ...more }] };
};
const service = (called: string, scaling: JsonObject) => onCloudRun(called, 'services', { scaling });
const job = (called: string, execution: JsonObject) =>
  onCloudRun(called, 'jobs', { latestCreatedExecution: execution });

/** The executor on Cloud Run, by the plan's name or another: serves, is scaled manually, has an unknown scale, or ran once. */
function playCloudRun(stage: Stage, random: Random): void {
  if (stage.cloudRun === null) return;
  const span = stage.span();
  const done = { completionTime: '2026-01-02T03:04:05Z', completionStatus: 'EXECUTION_SUCCEEDED' };
  const name = random.pick(['crane', 'crane', 'crane-b', 'helper'] as const);
  const off = service(name, { scalingMode: 'MANUAL', manualInstanceCount: 0 });
  const how = random.pick([
    { level: 'bad', is: service(name, { minInstanceCount: 0 }) },
    { level: 'bad', is: service(name, { minInstanceCount: 2 }) },
    { level: 'bad', is: service(name, { scalingMode: 'MANUAL', manualInstanceCount: 1 }) },
    { level: 'doubt', is: service(name, { scalingMode: 'MANUAL' }) },
    { level: null, is: off },
    { level: 'bad', is: onCloudRun(name, 'workerPools', { scaling: { manualInstanceCount: 1 } }) },
    { level: 'bad', is: onCloudRun(name, 'instances', toJson(TEMPLATE)) },
    { level: 'bad', is: job(name, { completionStatus: 'EXECUTION_RUNNING' }) },
    { level: 'bad', is: job(name, { completionStatus: 'EXECUTION_RUNNING' }) },
    { level: 'doubt', is: job(name, done) },
  ] satisfies Choices<{ level: Level | null; is: Omit<CloudRunVersion, 'at'> }>);
  const gone = { collection: how.is.collection, items: [] };
  const after = random.chance(0.5) || how.is.collection !== 'services' ? gone : off;
  stage.cloudRun.push({ at: span.from, ...how.is }, { at: span.to, ...after });
  if (how.level !== null) stage.mark(ON_CLOUD_RUN, how.level, CLOUD_RUN, span);
  stage.murky(['calm', 'agent/crane'], span);
}

export const EXECUTORS: readonly Incident[] = [
  { id: 'executor-runs', weight: 16, claims: ['executor'], play },
  { id: 'executor-bare-pod', weight: 4, claims: ['executor-pod'], play: playBarePod },
  { id: 'executor-suspect', weight: 1, claims: ['suspect'], play: playSuspect },
  { id: 'executor-mode-hidden', weight: 1.5, claims: ['hidden'], play: playHiddenMode },
  { id: 'executor-on-cloud-run', weight: 8, claims: ['cloud-run'], play: playCloudRun },
];
