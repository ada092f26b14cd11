/** If a pod has ended, by the states of its containers. Its phase is a summary, and never trusted over them. */

import type { ContainerState, PodValue } from './fact.ts';

/**
 * `runs`: its phase or a container says so. `ended`: its phase says so, and each container ended or never started.
 * `unclear`: its phase says so, and the states do not show it.
 */
export type PodEnd = 'runs' | 'unclear' | 'ended';

type Ended = Pick<PodValue, 'phase' | 'reason' | 'node' | 'containers' | 'states'>;

const FINAL_PHASES = ['Succeeded', 'Failed'];
/** The kubelet did not find the container, and reports exit 137 in its place: nobody saw it end. */
const NOT_FOUND = 'ContainerStatusUnknown';
/** The kubelet refuses a pod before it starts any container, and reports none. */
const REFUSED =
  /^OutOf|^(UnexpectedAdmissionError|TopologyAffinityError|NodeAffinity|NodeShutdown|NodePorts)$/;
const KILLED = 137;

export function podEnd(pod: Ended): PodEnd {
  if (!FINAL_PHASES.includes(pod.phase)) return 'runs';
  if (pod.states.some((s) => s.state === 'running')) return 'runs';
  if (pod.states.length === 0) return neverStarted(pod) ? 'ended' : 'unclear';
  const failedFirst = pod.containers.some(
    (c) => c.role === 'init' && pod.states.some((s) => s.name === c.name && isFailure(s)),
  );
  const ended = (s: ContainerState): boolean => isRealEnd(s) || (failedFirst && neverBegan(s));
  const reported = pod.containers.every((c) => pod.states.some((s) => s.name === c.name));
  return reported && pod.states.every(ended) ? 'ended' : 'unclear';
}

/** No container of a pod that failed without a state ran: it has no node, or its node refused it. */
function neverStarted({ phase, reason, node }: Ended): boolean {
  return phase === 'Failed' && (node === null || REFUSED.test(reason ?? ''));
}

/** Somebody saw it end: the kubelet knows when. */
function isRealEnd({ state, reason, lastExit }: ContainerState): boolean {
  if (state !== 'terminated' || reason === NOT_FOUND) return false;
  return lastExit === null || lastExit.at !== null || lastExit.code !== KILLED;
}

function isFailure(state: ContainerState): boolean {
  return isRealEnd(state) && state.lastExit?.code !== 0;
}

/** It waited for an init container, and never ran. */
function neverBegan({ state, reason, restarts, lastExit }: ContainerState): boolean {
  return state === 'waiting' && reason === 'PodInitializing' && restarts === 0 && lastExit === null;
}
