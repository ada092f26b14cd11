import { CRASH_PERIOD_MS, CRASH_RUN_MS } from '../fate.ts';
import type { Pod } from '../kinds.ts';
import { environmentNow, mapsNow, type StartProblem, startProblem } from '../mounted.ts';
import { workloadOf } from '../naming.ts';
import { isReady, isRunning } from '../pod-state.ts';
import {
  JOB_RUN_MS,
  READY_AFTER_MS,
  RUNNING_AFTER_MS,
  scheduledStatus,
  unschedulableStatus,
} from '../pod-status.ts';
import type { PodRun, World } from '../world.ts';
import { birthMs } from './birth.ts';
import { isHeld, letGo } from './pods-of.ts';
import { place } from './scheduler.ts';

/** A pod is Terminating for at most this long: real grace periods would make every drill wait. */
const TERMINATING_MS = 2_000;
const DEFAULT_SCHEDULER = 'default-scheduler';

/** Gives pods to nodes and moves them through their lives. Returns when the next one is due (practice ms). */
export function kubelet(world: World): number | undefined {
  const due: number[] = [];
  for (const pod of world.store.list('Pod')) {
    if (world.silentNodes.has(pod.spec.nodeName ?? '')) continue;
    if (pod.metadata.deletionTimestamp !== undefined) due.push(...end(world, pod));
    else if (!world.pinned.has(pod.metadata.uid)) due.push(...live(world, pod));
  }
  forgetGone(world);
  return due.length === 0 ? undefined : Math.min(...due);
}

function end(world: World, pod: Pod): number[] {
  const run = runOf(world, pod);
  if (run.goneAt === undefined) {
    run.goneAt =
      world.now() + Math.min(TERMINATING_MS, (pod.metadata.deletionGracePeriodSeconds ?? 30) * 1000);
    note(world, pod, 'Normal', 'Killing', `Stopping container ${pod.spec.containers[0]?.name}`);
  }
  if (world.now() < run.goneAt) return [run.goneAt];
  if (!isHeld(pod)) letGo(world, pod);
  return [];
}

function live(world: World, pod: Pod): number[] {
  if (pod.spec.nodeName === undefined && !schedule(world, pod)) return [];
  const current = world.store.get('Pod', pod.metadata.namespace, pod.metadata.name) ?? pod;
  const run = runOf(world, current);
  const problem = hold(world, current, run);
  const after = world.store.update('Pod', current, (draft) => {
    draft.status = scheduledStatus(current, {
      now: world.now(),
      scheduledAt: run.scheduledAt,
      startableAt: startableAt(run),
      problem,
      fate: world.fates.get(`${current.metadata.namespace}/${workloadOf(current)}`),
      ready: () => probeFailure(world, current) === undefined,
      podIP: run.podIP,
      nodeIP:
        world.store.list('Node').findIndex((n) => n.metadata.name === current.spec.nodeName) === 0
          ? '10.0.0.11'
          : '10.0.0.12',
      imageExists: (image) => !world.missingImages.has(image),
      pulledAgain: (image) => (world.pushedAgain.get(image) ?? Number.POSITIVE_INFINITY) <= run.scheduledAt,
    });
  });
  if (isRunning(after)) {
    run.environment ??= environmentNow(world.store, after);
    run.maps ??= mapsNow(world.store, after);
  }
  announce(world, current, after);
  return problem === undefined ? nextDue(world, after, run) : [];
}

/** Holds back a pod whose containers never ran and lack their inputs; reports it once. */
function hold(world: World, pod: Pod, run: PodRun): StartProblem | undefined {
  if (run.environment !== undefined) return undefined;
  const problem = startProblem(world.store, pod);
  if (problem === undefined) return undefined;
  if (run.heldUntil === undefined)
    note(
      world,
      pod,
      'Warning',
      problem.event,
      problem.event === 'Failed' ? `Error: ${problem.message}` : problem.message,
    );
  run.heldUntil = world.now();
  return problem;
}

function startableAt(run: PodRun): number {
  return Math.max(run.scheduledAt, run.heldUntil ?? run.scheduledAt);
}

function schedule(world: World, pod: Pod): boolean {
  // Another scheduler's pod; there is none but the default one.
  if ((pod.spec.schedulerName ?? DEFAULT_SCHEDULER) !== DEFAULT_SCHEDULER) return false;
  const placement = place(world, pod);
  if ('node' in placement) {
    world.store.update('Pod', pod, (draft) => {
      draft.spec.nodeName = placement.node;
    });
    note(
      world,
      pod,
      'Normal',
      'Scheduled',
      `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${placement.node}`,
      DEFAULT_SCHEDULER,
    );
    return true;
  }
  const first = pod.status.conditions.length === 0;
  world.store.update('Pod', pod, (draft) => {
    draft.status = unschedulableStatus(pod, world.now(), placement.message);
  });
  if (first)
    world.events.record(pod, {
      type: 'Warning',
      reason: 'FailedScheduling',
      message: placement.message,
      component: DEFAULT_SCHEDULER,
    });
  return false;
}

function runOf(world: World, pod: Pod): PodRun {
  const known = world.runs.get(pod.metadata.uid);
  if (known !== undefined) return known;
  const number = world.runs.size + Number.parseInt(pod.metadata.uid.slice(0, 4), 16);
  const run: PodRun = {
    scheduledAt: world.settling && pod.spec.restartPolicy === 'Always' ? birthMs(world) : world.now(),
    podIP: `10.244.${1 + (number % 2)}.${2 + (number % 250)}`,
  };
  world.runs.set(pod.metadata.uid, run);
  return run;
}

/** Why the pod's readiness probe fails now, in the kubelet's words; undefined when it holds or there is none. */
function probeFailure(world: World, pod: Pod): string | undefined {
  const path = pod.spec.containers[0]?.readinessProbe?.httpGet?.path;
  const agent = world.agentIn(pod);
  if (path === undefined || agent === undefined) return undefined;
  const fault = world.faultOf(agent, pod) ?? 'normal';
  const answer = world.answerOf(agent, pod, path);
  if (answer === undefined) return `Get "http://${pod.status.podIP}:8080${path}": ${unanswered(fault, pod)}`;
  return answer.status < 400 ? undefined : `HTTP probe failed with statuscode: ${answer.status}`;
}

function unanswered(fault: string, pod: Pod): string {
  return fault === 'refused'
    ? `dial tcp ${pod.status.podIP}:8080: connect: connection refused`
    : 'context deadline exceeded';
}

function announce(world: World, before: Pod, after: Pod): void {
  const name = after.spec.containers[0]?.name ?? '';
  if (!isRunning(before) && isRunning(after))
    note(world, after, 'Normal', 'Started', `Started container ${name}`);
  if (isReady(before) && !isReady(after) && isRunning(after))
    note(world, after, 'Warning', 'Unhealthy', `Readiness probe failed: ${probeFailure(world, after)}`);
  const reason = after.status.containerStatuses[0]?.state?.waiting?.reason;
  if (reason === before.status.containerStatuses[0]?.state?.waiting?.reason) return;
  const image = after.spec.containers[0]?.image ?? '';
  if (reason === 'CrashLoopBackOff')
    world.events.record(
      after,
      backOff('BackOff', `Back-off restarting failed container ${name} in pod ${after.metadata.name}`),
    );
  if (reason === 'ImagePullBackOff')
    world.events.record(after, backOff('BackOff', `Back-off pulling image "${image}"`));
  if (reason === 'ErrImagePull')
    world.events.record(after, backOff('Failed', `Failed to pull image "${image}": not found`));
}

function backOff(reason: string, message: string) {
  return { type: 'Warning', reason, message, component: 'kubelet' } as const;
}

function note(
  world: World,
  pod: Pod,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
  component = 'kubelet',
): void {
  if (!world.settling) world.events.record(pod, { type, reason, message, component });
}

function nextDue(world: World, pod: Pod, run: PodRun): number[] {
  const stages = [RUNNING_AFTER_MS, READY_AFTER_MS, RUNNING_AFTER_MS + JOB_RUN_MS].map(
    (ms) => startableAt(run) + ms,
  );
  const fate = world.fates.get(`${pod.metadata.namespace}/${workloadOf(pod)}`);
  if (fate?.kind === 'crashloop') {
    const round = Math.floor((world.now() - fate.since) / CRASH_PERIOD_MS) + 1;
    stages.push(fate.since + round * CRASH_PERIOD_MS, fate.since + round * CRASH_PERIOD_MS - CRASH_RUN_MS);
  }
  return stages.filter((at) => at > world.now());
}

function forgetGone(world: World): void {
  if (world.runs.size < 500) return;
  const alive = new Set(world.store.list('Pod').map((pod) => pod.metadata.uid));
  for (const uid of world.runs.keys()) if (!alive.has(uid)) world.runs.delete(uid);
}
