/** What collectors and evaluation must agree on: which pods a probe asks, and which attempts an agent itself answered. */

import type { PodValue, ProbeValue } from './fact.ts';

/** A workload that is probed at its pods, in these namespaces. */
export interface ProbedWorkload {
  readonly workload: string;
  readonly namespaces: readonly string[];
}

/** True if a probe of the workload asks this pod: it runs, and does not end. */
export function isProbed(pod: PodValue, { workload, namespaces }: ProbedWorkload): boolean {
  const name = pod.workload?.name ?? pod.name;
  const running = pod.phase === 'Running' && !pod.terminating;
  return running && name === workload && namespaces.includes(pod.namespace);
}

/** How a probe names a pod. */
export function instanceOf({ namespace, name }: PodValue): string {
  return `${namespace}/${name}`;
}

/**
 * True if the agent itself answered over HTTP, whatever it said. Not if nobody answered, nor if the API server says that
 * it could not reach the pod. A body that is too large has no status, and came from somebody.
 */
export function isHeard({ outcome, status }: Pick<ProbeValue, 'outcome' | 'status'>): boolean {
  return outcome === 'too-large' || (status !== null && outcome !== 'unreachable');
}
