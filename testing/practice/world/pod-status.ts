/** The status of a pod at an instant, from its age and what happens to its containers. Pure. */

import { createHash } from 'node:crypto';
import { stampOf } from './clock.ts';
import { withTransitions } from './conditions.ts';
import { CRASH_PERIOD_MS, CRASH_RUN_MS, type Fate } from './fate.ts';
import type { Condition, Container, ContainerState, ContainerStatus, PodStatus } from './kind-parts.ts';
import type { Pod } from './kinds.ts';
import type { StartProblem } from './mounted.ts';

/** Milliseconds of real time after which a new pod's containers run, and after which they may be ready. */
export const RUNNING_AFTER_MS = 250;
export const READY_AFTER_MS = 450;
/** Run time of a Job's container. */
export const JOB_RUN_MS = 1_500;

export interface PodSituation {
  readonly now: number;
  /** When the pod was given to its node (ms of practice time). */
  readonly scheduledAt: number;
  /** When all that its containers are started with was there; not before `scheduledAt`. */
  readonly startableAt: number;
  /** Reason that blocks the start of its containers; undefined once they may start, or did. */
  readonly problem: StartProblem | undefined;
  readonly fate: Fate | undefined;
  /** The container's answer to its readiness probe, asked only when it runs. */
  readonly ready: () => boolean;
  readonly podIP: string;
  readonly nodeIP: string;
  /** True if the registry knows an image. */
  readonly imageExists: (image: string) => boolean;
  /** True if the node pulled the image after its tag was pushed again. */
  readonly pulledAgain: (image: string) => boolean;
}

interface ContainerNow {
  readonly state: ContainerState;
  readonly lastState?: ContainerState;
  readonly restarts: number;
}

/** The status of a pod that no node takes. */
export function unschedulableStatus(pod: Pod, now: number, message: string): PodStatus {
  const scheduled = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
  return {
    phase: 'Pending',
    conditions: withTransitions(pod.status.conditions, stampOf(now), [scheduled]),
    containerStatuses: [],
    qosClass: 'Burstable',
  };
}

/** The status of a pod that a node has taken. */
export function scheduledStatus(pod: Pod, at: PodSituation): PodStatus {
  const now = containerNow(pod, at);
  const running = now.state.running !== undefined;
  const ready = running && at.now - at.startableAt >= READY_AFTER_MS && at.ready();
  const phase = phaseOf(now, at);
  const containerStatuses = pod.spec.containers.map((container) =>
    containerStatus(pod, container, now, { ready, build: at.pulledAgain(container.image ?? '') ? 2 : 1 }),
  );
  return {
    phase,
    conditions: withTransitions(pod.status.conditions, stampOf(at.now), conditionsFor(pod, ready, phase)),
    hostIP: at.nodeIP,
    ...(at.now - at.scheduledAt >= RUNNING_AFTER_MS ? { podIP: at.podIP, podIPs: [{ ip: at.podIP }] } : {}),
    startTime: stampOf(at.scheduledAt),
    containerStatuses,
    qosClass: 'Burstable',
  };
}

/** The last status of a pod whose containers were stopped and ended well. */
export function stoppedStatus(pod: Pod, now: number): PodStatus {
  const ended = (status: ContainerStatus): ContainerStatus => {
    // An end that nobody saw is made good here: a drill leaves no doubt behind.
    const { terminated: end } = status.state ?? {};
    if (end !== undefined && end.reason !== 'ContainerStatusUnknown') return status;
    const since = Date.parse(status.state?.running?.startedAt ?? stampOf(now));
    return { ...status, ready: false, started: false, state: terminated(0, 'Completed', since, now) };
  };
  return {
    ...pod.status,
    phase: 'Succeeded',
    conditions: withTransitions(pod.status.conditions, stampOf(now), conditionsFor(pod, false, 'Succeeded')),
    containerStatuses: pod.status.containerStatuses.map(ended),
  };
}

function phaseOf(now: ContainerNow, at: PodSituation): string {
  if (now.state.terminated?.reason === 'Completed') return 'Succeeded';
  const neverRan = now.state.waiting !== undefined && at.fate?.kind !== 'crashloop';
  return neverRan ? 'Pending' : 'Running';
}

function containerNow(pod: Pod, at: PodSituation): ContainerNow {
  const age = at.now - at.startableAt;
  if (at.problem !== undefined && age < RUNNING_AFTER_MS)
    return { state: { waiting: waitingFor(at.problem) }, restarts: 0 };
  if (age < RUNNING_AFTER_MS) return { state: { waiting: { reason: 'ContainerCreating' } }, restarts: 0 };
  const missing = pod.spec.containers.find((container) => !at.imageExists(container.image ?? ''));
  if (missing !== undefined)
    return { state: { waiting: pullFailure(missing.image ?? '', age) }, restarts: 0 };
  if (at.fate?.kind === 'crashloop') return crashLoop(at.fate, at.now);
  const startedAt = at.startableAt + RUNNING_AFTER_MS;
  if (at.fate?.kind === 'died') return afterDeath(at.fate, startedAt);
  if (pod.spec.restartPolicy === 'Never' || pod.spec.restartPolicy === 'OnFailure')
    return jobRun(startedAt, at.now);
  return { state: { running: { startedAt: stampOf(startedAt) } }, restarts: 0 };
}

/** A volume that cannot be set up is reported by an event only; the container's own wait carries no message. */
function waitingFor({ reason, message }: StartProblem): { reason: string; message?: string } {
  return reason === 'ContainerCreating' ? { reason } : { reason, message };
}

function pullFailure(image: string, age: number): { reason: string; message: string } {
  // The kubelet alternates: it tries (ErrImagePull) and then backs off for longer and longer.
  return age % 30_000 < 2_000
    ? { reason: 'ErrImagePull', message: `failed to pull and unpack image "${image}": not found` }
    : { reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}"` };
}

function crashLoop(fate: Extract<Fate, { kind: 'crashloop' }>, now: number): ContainerNow {
  const round = Math.floor((now - fate.since) / CRASH_PERIOD_MS);
  const endedAt = fate.since + round * CRASH_PERIOD_MS;
  const runsFrom = endedAt + CRASH_PERIOD_MS - CRASH_RUN_MS;
  const ended = terminated(fate.exitCode, 'Error', endedAt - CRASH_RUN_MS, endedAt, fate.message);
  const restarts = fate.restarts + round;
  if (now >= runsFrom)
    return { state: { running: { startedAt: stampOf(runsFrom) } }, lastState: ended, restarts: restarts + 1 };
  const message = 'back-off 5m0s restarting failed container';
  return { state: { waiting: { reason: 'CrashLoopBackOff', message } }, lastState: ended, restarts };
}

function afterDeath(fate: Extract<Fate, { kind: 'died' }>, startedAt: number): ContainerNow {
  return {
    state: { running: { startedAt: stampOf(Math.max(startedAt, fate.at)) } },
    lastState: terminated(fate.exitCode, fate.reason, ranFrom(fate, startedAt), fate.at, fate.message),
    restarts: fate.restarts,
  };
}

function ranFrom({ at, ranMs }: Extract<Fate, { kind: 'died' }>, startedAt: number): number {
  return ranMs === undefined ? startedAt : at - ranMs;
}

function jobRun(startedAt: number, now: number): ContainerNow {
  return now - startedAt < JOB_RUN_MS
    ? { state: { running: { startedAt: stampOf(startedAt) } }, restarts: 0 }
    : { state: terminated(0, 'Completed', startedAt, startedAt + JOB_RUN_MS), restarts: 0 };
}

function terminated(
  exitCode: number,
  reason: string,
  from: number,
  to: number,
  message?: string,
): ContainerState {
  return {
    terminated: {
      exitCode,
      reason,
      ...(message === undefined ? {} : { message }),
      startedAt: stampOf(Math.min(from, to)),
      finishedAt: stampOf(to),
    },
  };
}

function containerStatus(
  pod: Pod,
  container: Container,
  now: ContainerNow,
  { ready, build }: { ready: boolean; build: number },
): ContainerStatus {
  const ran = now.state.waiting === undefined || now.lastState !== undefined;
  return {
    name: container.name,
    image: container.image ?? '',
    imageID: ran ? imageIdOf(container.image ?? '', build) : '',
    ...(ran ? { containerID: `containerd://${pod.metadata.uid.replaceAll('-', '')}${now.restarts}` } : {}),
    ready,
    started: now.state.running !== undefined,
    restartCount: now.restarts,
    state: now.state,
    lastState: now.lastState ?? {},
  };
}

/** One build of an image has one digest, whoever runs it. */
function imageIdOf(image: string, build: number): string {
  return `${image}@sha256:${createHash('sha256').update(`${image} ${build}`).digest('hex')}`;
}

function conditionsFor(pod: Pod, ready: boolean, phase: string): Condition[] {
  const names = pod.spec.containers.map((container) => container.name).join(' ');
  const notReady =
    phase === 'Succeeded'
      ? { reason: 'PodCompleted' }
      : { reason: 'ContainersNotReady', message: `containers with unready status: [${names}]` };
  const readiness = ready ? { status: 'True' } : { status: 'False', ...notReady };
  return [
    { type: 'Initialized', status: 'True' },
    { type: 'Ready', ...readiness },
    { type: 'ContainersReady', ...readiness },
    { type: 'PodScheduled', status: 'True' },
  ];
}
