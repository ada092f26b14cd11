/** The first two proofs: no executor is wanted anywhere that the plan says one may live, and none runs. */

import { counted, listed } from '../../messages/lists.ts';
import { text } from '../../messages/text.ts';
import type { Proof } from '../../posture.ts';
import type { Evidence } from '../../status/status.ts';
import { executorSight, type Sight } from '../base/availability.ts';
import { clockTime, evidence } from '../base/evidence.ts';
import type { Pod, Workload, World } from '../base/input.ts';
import type { Survey } from './inventory.ts';

/** A proof with the time of the oldest observation that it rests on, epoch ms, which rides on the ticks. */
export interface JudgedProof extends Proof {
  observedAt: number | null;
}

const WORKLOAD_KINDS = ['Deployment', 'StatefulSet', 'Job', 'CronJob'] as const;
const RULE_SCALED = 'Executors stay scaled to zero: 0 wanted and 0 running (plan, Safety invariants)';
const RULE_PODS = 'No pod of an executor exists, terminating ones included (plan, Safety invariants)';

/** Proof 1: wanted and actual replicas of every executor workload are 0. Last known bad stays bad, however old. */
export function proveScaledToZero(world: World, { executors: found }: Survey): JudgedProof {
  const running = found.filter((w) => w.desired > 0 || w.actual > 0);
  const sight = executorSight(world, WORKLOAD_KINDS);
  const wanted = found.reduce((sum, w) => sum + w.desired, 0);
  const actual = found.reduce((sum, w) => sum + w.actual, 0);
  const numbers = found.length === 0 ? 'none exist' : `${wanted} wanted, ${actual} running`;
  const named = listed((running.length > 0 ? running : found).map(workloadText));
  return {
    id: 'executors-scaled',
    label: 'Executors scaled to',
    source: 'Kubernetes API, workloads',
    limitSeconds: world.plan.safety.proofLimitSeconds,
    observedAt: sight.at,
    ...weigh(running.length > 0, sight, numbers, named || `no ${listed(world.plan.safety.executors.names)}`),
    evidence: found.map((w) =>
      evidence(
        'replicas',
        `${w.desired} wanted, ${w.actual} running`,
        workloadText(w),
        sight.at,
        RULE_SCALED,
      ),
    ),
  };
}

/** Proof 2: no pod of an executor, in any phase but finished. */
export function proveNoPods(world: World, { executorPods: pods }: Survey): JudgedProof {
  const sight = executorSight(world, ['Pod']);
  const value = pods.length === 0 ? 'none, none terminating' : podCount(pods);
  const detail =
    pods.length === 0
      ? scopeSentence(world)
      : listed(
          pods.map((p) => `${p.name}, ${p.namespace}`),
          2,
        );
  return {
    id: 'executor-pods',
    label: 'Executor pods',
    source: 'Kubernetes API, pods',
    limitSeconds: world.plan.safety.proofLimitSeconds,
    observedAt: sight.at,
    ...weigh(pods.length > 0, sight, value, detail),
    evidence:
      pods.length === 0
        ? [evidence('pods', 'none of an executor', scopeSentence(world), sight.at, RULE_PODS)]
        : pods.map((p) => podEvidence(p, sight.at)),
  };
}

function podEvidence(p: Pod, at: number | null): Evidence {
  const phase = p.terminating ? `${p.phase}, terminating` : p.phase;
  return evidence('pod', phase, `${p.namespace}/${p.name}`, at, RULE_PODS);
}

function podCount(pods: readonly Pod[]): string {
  const terminating = pods.filter((p) => p.terminating).length;
  const all = counted(pods.length, 'pod');
  return terminating > 0 ? `${all}, ${terminating} terminating` : all;
}

/** Bad needs evidence only; good needs sight too; the rest is unknown, with what was last known. */
export function weigh(
  bad: boolean,
  sight: Sight,
  value: string,
  detail: string,
): Pick<Proof, 'verdict' | 'value' | 'detail'> {
  if (bad) return { verdict: 'bad', value, detail };
  if (sight.sees) return { verdict: 'good', value, detail };
  const last = sight.at === null ? '' : ` · last known ${clockTime(sight.at)}: ${value}`;
  return { verdict: 'unknown', value: 'unknown', detail: `${text(sight.why)}${last}` };
}

function workloadText(w: Workload): string {
  return `${w.kind} ${w.name}, ${w.namespace}`;
}

function scopeSentence(world: World): string {
  const scope = world.plan.safety.executors.scope;
  return scope === 'cluster' ? 'whole cluster read' : `read in ${listed(scope)}`;
}
