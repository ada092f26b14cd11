/** The evidence that a pod which is not ready adds to its agent's own answers. */

import type { ProbePlan } from '../../plan/schema.ts';
import { type Pod, podOrigin, type Workload } from '../base/input.ts';
import type { ProbeResult } from './probes/probe-result.ts';

/**
 * True if the console itself reads why a workload's pods are not ready: each such container runs, its readiness probe
 * asks a path that a probe of the plan asks too, and that answer counts and is not good. The probe result then has the
 * meaning for this session (a heartbeat that answers 503 after the close is calm), and the kubelet's result for the
 * same answer adds nothing.
 */
export function readinessIsRead(
  workload: Workload,
  pods: readonly Pod[],
  results: readonly ProbeResult[],
): boolean {
  const own = pods.filter((pod) => isOf(workload, pod) && !pod.terminating);
  const unready = own.filter((pod) => !pod.ready);
  return (
    own.length >= workload.desired && unready.length > 0 && unready.every((pod) => podIsRead(pod, results))
  );
}

function isOf(workload: Workload, pod: Pod): boolean {
  const origin = podOrigin(pod);
  return (
    origin.kind === workload.kind && origin.name === workload.name && origin.namespace === workload.namespace
  );
}

function podIsRead(pod: Pod, results: readonly ProbeResult[]): boolean {
  const read = results
    .filter((r) => r.instance === `${pod.namespace}/${pod.name}` && r.counts && r.verdict !== 'good')
    .map((r) => r.probe);
  const unready = pod.states.filter((state) => !state.ready);
  return (
    unready.length > 0 &&
    unready.every((state) => {
      const asked = pod.containers.find((c) => c.name === state.name)?.probes.readiness ?? null;
      return state.state === 'running' && asked !== null && read.some((probe) => asksTheSame(probe, asked));
    })
  );
}

/** Another container of the pod may answer at the same path of another port. */
function asksTheSame(
  { path, target }: ProbePlan,
  asked: { path: string | null; port: string | null },
): boolean {
  return target.via === 'workload' && path === asked.path && String(target.port) === asked.port;
}
