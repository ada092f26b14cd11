import type { Pod } from './kinds.ts';

/** True if the first container of a pod runs now. */
export function isRunning(pod: Pod): boolean {
  return pod.status.containerStatuses[0]?.state?.running !== undefined;
}

/** True if a pod's condition `Ready` is true. */
export function isReady(pod: Pod): boolean {
  return pod.status.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True');
}
