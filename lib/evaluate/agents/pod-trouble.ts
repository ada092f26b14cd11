/** Problems of a pod, by its own status. */

import type { ContainerState } from '../../facts/fact.ts';
import { say } from '../../messages/say.ts';
import type { TroubleCode } from '../../status/agent.ts';
import type { Message, Params } from '../../status/message.ts';
import type { Pod } from '../base/input.ts';

export interface PodTrouble {
  code: TroubleCode;
  pod: Pod;
  /** The reason, and the kubelet's own word for the wait of a container. */
  params: Params & { readonly reason: Message };
}

const IMAGE_REASONS = [
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
];
/** The kubelet has the image and cannot start the container: a ConfigMap or Secret is missing, or its command. */
const START_REASONS = ['CreateContainerConfigError', 'CreateContainerError', 'RunContainerError'];
/** An OOM kill counts as pressure for this long after it happened. */
const OOM_MEMORY_MS = 15 * 60_000;

/** All troubles of one pod; `now` in epoch ms. */
export function troublesOf(pod: Pod, now: number): PodTrouble[] {
  const found = pod.states.flatMap((state) => containerTroubles(pod, state, now));
  if (pod.unschedulable !== null)
    found.push({
      code: 'unschedulable',
      pod,
      params: { reason: say('pod-unschedulable', { pod: pod.name, message: pod.unschedulable }) },
    });
  return found;
}

/**
 * The kubelet resets its back-off after ten minutes without a crash. Until then a running pod may only be between two
 * crashes.
 */
const CRASH_MEMORY_MS = 10 * 60_000;
/** From this many restarts on, crashes are no accident. */
const REPEATED = 2;

function containerTroubles(pod: Pod, state: ContainerState, now: number): PodTrouble[] {
  const troubles: PodTrouble[] = [];
  if (state.state === 'waiting' && state.reason === 'CrashLoopBackOff')
    troubles.push(crash(pod, state, 'CrashLoopBackOff'));
  else if (keepsCrashing(pod, state, now)) troubles.push(crash(pod, state, 'Restarting'));
  if (state.state === 'waiting' && state.reason !== null && IMAGE_REASONS.includes(state.reason))
    troubles.push({
      code: 'image-pull',
      pod,
      params: {
        waits: state.reason,
        reason: say('pod-image-pull', { pod: pod.name, message: state.message ?? state.reason }),
      },
    });
  if (state.state === 'waiting' && state.reason !== null && START_REASONS.includes(state.reason))
    troubles.push({
      code: 'not-starting',
      pod,
      params: {
        waits: state.reason,
        reason: say('pod-not-starting', { pod: pod.name, message: state.message ?? state.reason }),
      },
    });
  if (wasKilledForMemory(state, now))
    troubles.push({
      code: 'oom-killed',
      pod,
      params: { reason: say('pod-oom-killed', { pod: pod.name, exit: exitOf(state) }) },
    });
  return troubles;
}

function crash(pod: Pod, state: ContainerState, waits: string): PodTrouble {
  const reason = say('pod-keeps-dying', { pod: pod.name, exit: exitOf(state) });
  return { code: 'crashloop', pod, params: { waits, reason } };
}

/** Between two crashes a container runs for a moment, which is not health. */
function keepsCrashing(pod: Pod, state: ContainerState, now: number): boolean {
  const exit = state.lastExit;
  if (state.state === 'waiting' && [...IMAGE_REASONS, ...START_REASONS].includes(state.reason ?? ''))
    return false;
  if (exit === null || exit.code === 0 || exit.reason === 'OOMKilled' || state.restarts < REPEATED)
    return false;
  return exit.at === null || now - exit.at < CRASH_MEMORY_MS || keepsRestarting(pod, state, exit.at, now);
}

/** Crashes too far apart for any back-off: at most this much time between two on average, and since the last. */
const CRASH_INTERVAL_MS = 30 * 60_000;
const OFTEN = 3;

function keepsRestarting(pod: Pod, { restarts }: ContainerState, lastAt: number, now: number): boolean {
  if (pod.createdAt === null || restarts < OFTEN || now - lastAt >= CRASH_INTERVAL_MS) return false;
  return (lastAt - pod.createdAt) / restarts < CRASH_INTERVAL_MS;
}

function wasKilledForMemory(state: ContainerState, now: number): boolean {
  if (state.state === 'terminated' && state.reason === 'OOMKilled') return true;
  const at = state.lastExit?.at;
  return (
    state.lastExit?.reason === 'OOMKilled' && (at === null || at === undefined || now - at < OOM_MEMORY_MS)
  );
}

/** The last exit of the container that died most recently. */
function exitOf({ lastExit, message }: ContainerState): Message {
  if (lastExit === null) return say('pod-no-exit', { message });
  const { code, reason, at } = lastExit;
  return say('pod-exit', { exitCode: code, cause: reason, message: lastExit.message, at });
}
