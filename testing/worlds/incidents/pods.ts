/** Pods in trouble, workloads that are missing or not ready, and what the plan does not know. */

import { FEED, FEED_POD, LAMP, LAMP_POD, NODE, PILOT, PILOT_POD } from '../calm.ts';
import {
  autoscaler,
  container,
  endedPod,
  fromSecret,
  node,
  type Place,
  type Pod,
  pod,
  running,
  type State,
  type Thing,
  type Workload,
  workload,
} from '../objects.ts';
import { HOME, OUTSIDE, SECOND_NAMESPACE } from '../plan.ts';
import type { Random } from '../random.ts';
import type { Span, Stage } from '../stage.ts';
import type { Incident } from './incident.ts';

interface Cast {
  agent: string;
  owner: Place;
  pod: Place;
  /** Subjects evaluated from this agent's answers. */
  spoken: string[];
  probe: string;
}

const FEED_CAST: Cast = {
  agent: 'feed',
  owner: FEED,
  pod: FEED_POD,
  spoken: ['failure/feed-stale', 'rule/bypass'],
  probe: 'feed/beat',
};
const PILOT_CAST: Cast = {
  agent: 'pilot',
  owner: PILOT,
  pod: PILOT_POD,
  spoken: ['failure/pilot-halted', 'rule/bypass'],
  probe: 'pilot/status',
};
const CASTS = [FEED_CAST, PILOT_CAST] as const;

export function podWith(value: Partial<Pod>) {
  return (thing: Thing): Thing =>
    thing.kind === 'pod' ? { ...thing, value: { ...thing.value, ...value } } : thing;
}

/** All of its containers have ended. */
export function podEnded(phase: string, at: number) {
  return (thing: Thing): Thing =>
    thing.kind === 'pod' ? { ...thing, value: endedPod(thing.value, phase, at) } : thing;
}

export function workloadWith(value: Partial<Workload>) {
  return (thing: Thing): Thing =>
    thing.kind === 'workload' ? { ...thing, value: { ...thing.value, ...value } } : thing;
}

/** The pod of one agent fails in some way from `from` on, and at `to` a good one takes its place. */
function trouble(
  stage: Stage,
  cast: Cast,
  span: Span,
  failure: string,
  troubled: (at: number) => Partial<Pod>,
) {
  stage.change(cast.pod, span.from, podWith(troubled(span.from)));
  stage.change(cast.owner, span.from, workloadWith({ ready: 0 }));
  stage.remove(cast.pod, span.to);
  stage.make(cast.pod, span.to + 1, pod(cast.pod, cast.owner, span.to + 1));
  stage.change(cast.owner, span.to + 1, workloadWith({ ready: 1 }));
  stage.twist(cast.probe, span, () => ({ status: 503, fail: 'refused' }));
  stage.mark([`agent/${cast.agent}`, `failure/${failure}`], 'bad', 'poll/Pod', span);
  stage.murky([...cast.spoken, 'calm'], { from: span.from, to: span.to + 3_000 });
  stage.murky([`agent/${cast.agent}`, `failure/${failure}`], { from: span.to, to: span.to + 2 });
}

function waiting(reason: string, restarts: number, lastExit: State['lastExit']): Partial<Pod> {
  const state = { ...running('main', 0), state: 'waiting', reason, restarts, lastExit } as const;
  return { ready: false, states: [state] };
}

function exit(at: number): NonNullable<State['lastExit']> {
  return { code: 1, reason: 'Error', at };
}

/** Runs briefly, dies, waits longer: none of it is health. */
function playCrash(stage: Stage, random: Random): void {
  const span = stage.span(3_000);
  const cast = random.pick(CASTS);
  const restarts = random.int(3, 9);
  const code = random.pick([1, 1, 1, 0] as const);
  trouble(stage, cast, span, 'crash', (at) =>
    waiting('CrashLoopBackOff', restarts, { ...exit(at - 500), code }),
  );
  // One that ends well and runs again may be meant to.
  if (code === 0) return;
  const again = span.from + random.int(1_000, 9_000);
  if (again + 2_500 >= span.to) return;
  const up = { ...running('main', again), restarts: restarts + 1, lastExit: exit(span.from - 500) };
  stage.change(cast.pod, again, podWith({ ready: true, states: [up] }));
  stage.change(
    cast.pod,
    again + 2_000,
    podWith(waiting('CrashLoopBackOff', restarts + 1, exit(again + 2_000))),
  );
}

function playImagePull(stage: Stage, random: Random): void {
  const reason = random.pick(['ImagePullBackOff', 'ErrImagePull', 'InvalidImageName'] as const);
  const troubled = { ...waiting(reason, 0, null), phase: 'Pending' };
  trouble(stage, random.pick(CASTS), stage.span(3_000), 'pull', () => troubled);
}

function playUnschedulable(stage: Stage, random: Random): void {
  const troubled = {
    phase: 'Pending',
    ready: false,
    states: [],
    unschedulable: '0/3 nodes: insufficient cpu',
    node: null,
  };
  trouble(stage, random.pick(CASTS), stage.span(3_000), 'pressure', () => troubled);
}

/** Killed for memory once; it runs again, and the kill stays in its status. */
function playOom(stage: Stage, random: Random): void {
  const span = stage.span(3_000);
  const cast = random.pick(CASTS);
  const lastExit = { code: 137, reason: 'OOMKilled', at: span.from };
  trouble(stage, cast, span, 'pressure', (at) => ({
    states: [{ ...running('main', at), restarts: 1, lastExit }],
  }));
}

function playNode(stage: Stage): void {
  const span = stage.span();
  stage.make(NODE, span.from, node('n1', ['MemoryPressure']));
  stage.make(NODE, span.to, node('n1', []));
  stage.mark(['failure/pressure'], 'bad', 'watch/Node', span);
  stage.murky(['calm'], span);
}

function playMissing(stage: Stage, random: Random): void {
  const span = stage.span(3_000);
  const cast = random.pick(CASTS);
  const scaled = random.chance(0.5);
  if (scaled) stage.change(cast.owner, span.from, workloadWith({ desired: 0, actual: 0, ready: 0 }));
  else stage.remove(cast.owner, span.from);
  stage.remove(cast.pod, span.from + 400);
  const at = stage.start - 30_000;
  stage.make(cast.owner, span.to, workload(cast.owner, at));
  stage.make(cast.pod, span.to, pod(cast.pod, cast.owner, span.to));
  stage.mark([`agent/${cast.agent}`], 'bad', `poll/${cast.owner.kind}`, span);
  if (!scaled) stage.mark(['failure/missing'], 'bad', `poll/${cast.owner.kind}`, span);
  stage.murky([...cast.spoken, 'failure/missing', 'calm'], { from: span.from, to: span.to + 3_000 });
  stage.murky([`agent/${cast.agent}`], { from: span.to, to: span.to + 3_000 });
}

/** Optional, and not there at all: nothing is missing. */
function playLampGone(stage: Stage): void {
  const span = stage.span(3_000);
  stage.remove(LAMP, span.from);
  stage.remove(LAMP_POD, span.from);
  stage.make(LAMP, span.to, workload(LAMP, span.to));
  stage.make(LAMP_POD, span.to, pod(LAMP_POD, LAMP, span.to));
  stage.murky(['agent/lamp', 'calm'], { from: span.to, to: span.to + 3_000 });
  stage.murky(['agent/lamp', 'calm'], { from: span.from, to: span.from + 3_000 });
}

function playNotReady(stage: Stage, random: Random): void {
  const span = stage.span(3_000);
  const cast = random.pick(CASTS);
  const partly = random.chance(0.4);
  stage.change(cast.owner, span.from, workloadWith(partly ? { desired: 2, actual: 2 } : { ready: 0 }));
  if (!partly) stage.change(cast.pod, span.from, podWith({ ready: false }));
  stage.change(cast.owner, span.to, workloadWith({ desired: 1, actual: 1, ready: 1 }));
  stage.change(cast.pod, span.to, podWith({ ready: true }));
  stage.mark([`agent/${cast.agent}`], 'bad', `poll/${cast.owner.kind}`, span);
  stage.murky(['calm', ...cast.spoken], span);
}

function playUndeclared(stage: Stage, random: Random): void {
  const span = stage.span();
  const namespace = random.pick([HOME, SECOND_NAMESPACE] as const);
  const place = { kind: 'Deployment', namespace, name: 'visitor' };
  stage.make(place, span.from, workload(place, span.from));
  stage.remove(place, span.to);
  stage.mark(['failure/undeclared'], 'bad', 'poll/Deployment', span);
  stage.murky(['calm'], span);
}

/** Runs on demand: a word, or against its window; never health. */
function playScribe(stage: Stage, random: Random): void {
  const span = stage.span();
  const job = { kind: 'Job', namespace: HOME, name: 'scribe' };
  const itsPod = { kind: 'Pod', namespace: HOME, name: 'scribe-x' };
  stage.make(job, span.from, workload(job, span.from));
  stage.make(itsPod, span.from, pod(itsPod, job, span.from));
  const done = workloadWith({
    desired: 0,
    actual: 0,
    ready: 0,
    finished: random.chance(0.5) ? 'complete' : 'failed',
  });
  stage.change(job, span.to, done);
  stage.change(itsPod, span.to, podEnded(random.pick(['Succeeded', 'Failed'] as const), span.to));
  stage.mark(['agent/scribe'], 'bad', 'poll/Pod', span);
  stage.murky(['calm'], span);
}

/** An autoscaler that could raise the executor: KEDA does so from 0; of others it is a finding, and no disproof. */
function playAutoscaler(stage: Stage, random: Random): void {
  const span = stage.span();
  const place = { kind: 'HorizontalPodAutoscaler', namespace: HOME, name: 'crane' };
  const keda = random.chance(0.5);
  stage.make(place, span.from, autoscaler(place, { ...place, kind: 'Deployment' }, keda));
  stage.remove(place, span.to);
  stage.murky([...(keda ? [] : ['execution']), 'agent/crane', 'calm'], span);
  if (keda) stage.mark(['execution'], 'bad', 'watch/HorizontalPodAutoscaler', span);
}

/** Broker credentials where the plan does not allow them. */
function playCredentials(stage: Stage): void {
  const span = stage.span();
  const place = { kind: 'Deployment', namespace: OUTSIDE, name: 'curious' };
  const containers = [container('curious', [fromSecret('BROKER_KEY')])];
  stage.make(place, span.from, workload(place, span.from, { containers }));
  stage.remove(place, span.to);
  stage.murky(['calm'], span);
}

export const PODS: readonly Incident[] = [
  { id: 'crash-loop', weight: 8, claims: ['feed', 'pilot'], play: playCrash },
  { id: 'image-pull', weight: 5, claims: ['feed', 'pilot'], play: playImagePull },
  { id: 'unschedulable', weight: 3, claims: ['feed', 'pilot'], play: playUnschedulable },
  { id: 'oom-killed', weight: 3, claims: ['feed', 'pilot'], play: playOom },
  { id: 'node-pressure', weight: 3, claims: ['node'], play: playNode },
  { id: 'workload-missing', weight: 8, claims: ['feed', 'pilot'], play: playMissing },
  { id: 'optional-absent', weight: 2, claims: ['lamp'], play: playLampGone },
  { id: 'not-ready', weight: 3, claims: ['feed', 'pilot'], play: playNotReady },
  { id: 'undeclared', weight: 4, claims: ['visitor'], play: playUndeclared },
  { id: 'on-demand-runs', weight: 3, claims: ['scribe'], play: playScribe },
  { id: 'autoscaler', weight: 2, claims: ['autoscaler'], play: playAutoscaler },
  { id: 'stray-credentials', weight: 1.5, claims: ['curious'], play: playCredentials },
];
