/** What is wrong with a pod, by its own status. */

import type { ContainerState } from '../../facts/fact.ts';
import { clockTime } from '../base/evidence.ts';
import type { Pod } from '../base/input.ts';

export type TroubleCode = 'crashloop' | 'image-pull' | 'not-starting' | 'unschedulable' | 'oom-killed';

export interface PodTrouble {
  code: TroubleCode;
  pod: Pod;
  /** The state in one or two words. */
  state: string;
  /** In one line, with the exit code, reason and message that the last container left. */
  reason: string;
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
      state: 'Pending',
      reason: `${pod.name} cannot be scheduled: ${pod.unschedulable}`,
    });
  return found;
}

/** The kubelet forgets its back-off after ten minutes without a crash; until then a pod that runs may only be between two. */
const CRASH_MEMORY_MS = 10 * 60_000;
/** From this many restarts on, a crash is no accident. */
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
      state: state.reason,
      reason: `${pod.name} cannot pull its image: ${state.message ?? state.reason}`,
    });
  if (state.state === 'waiting' && state.reason !== null && START_REASONS.includes(state.reason))
    troubles.push({
      code: 'not-starting',
      pod,
      state: state.reason,
      reason: `${pod.name} cannot start: ${state.message ?? state.reason}`,
    });
  if (wasKilledForMemory(state, now))
    troubles.push({
      code: 'oom-killed',
      pod,
      state: 'OOMKilled',
      reason: `${pod.name} was killed for memory: ${exitText(state)}`,
    });
  return troubles;
}

function crash(pod: Pod, state: ContainerState, name: string): PodTrouble {
  return { code: 'crashloop', pod, state: name, reason: `${pod.name} keeps dying: ${exitText(state)}` };
}

/** Between two crashes a container runs for a moment: that moment is not health. */
function keepsCrashing(pod: Pod, state: ContainerState, now: number): boolean {
  const exit = state.lastExit;
  if (state.state === 'waiting' && [...IMAGE_REASONS, ...START_REASONS].includes(state.reason ?? ''))
    return false;
  if (exit === null || exit.code === 0 || exit.reason === 'OOMKilled' || state.restarts < REPEATED)
    return false;
  return exit.at === null || now - exit.at < CRASH_MEMORY_MS || keepsRestarting(pod, state, exit.at, now);
}

/** Crashes too far apart for any back-off: no more than this between two of them on average, and since the last. */
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

/** `exit 1, Error: no such table, at 10:14:08 ET`. */
function exitText(state: ContainerState): string {
  const exit = state.lastExit;
  if (exit === null) return state.message ?? 'no exit recorded';
  const code = exit.code === null ? [] : [`exit ${exit.code}`];
  const why = [exit.reason, exit.message].filter((s) => s !== null && s !== '').join(': ');
  const at = exit.at === null ? [] : [`at ${clockTime(exit.at)}`];
  return [...code, ...(why ? [why] : []), ...at].join(', ');
}
