/** An agent of the roster that should always run and is not there at all (plan, Agent roster). */

import { counted } from '../../messages/lists.ts';
import type { EvaluatedAgent } from '../agents/agent.ts';
import { meshAvailability } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import { isRef, type World } from '../base/input.ts';
import { absent, type FailureDetect, failure, unavailable } from './failure.ts';

export const detectAgentMissing: FailureDetect = ({ world, plan, agents }) => {
  const wanted = agents.filter(isWanted);
  const missing = wanted.flatMap((agent) =>
    missingOf(world, agent).map((workload) => ({ agent: agent.plan.name, workload })),
  );
  const availability = clusterAvailability(world, wanted);
  if (missing.length > 0)
    return failure(
      'agents-missing',
      {
        who: [...new Set(missing.map(({ agent }) => agent))],
        evidence: missing.map(({ agent, workload }) =>
          evidence('workload', `no ${workload}`, agent, availability?.at ?? null, plan.symptom),
        ),
      },
      { workloads: missing.map(({ workload }) => workload) },
    );
  if (availability !== null && !availability.available) return unavailable(availability.why);
  // Only an answer shows that an agent outside the cluster is there.
  const unseen = wanted.filter((a) => a.plan.workloads.length === 0 && !a.results.some((r) => r.counts));
  const names = unseen.map((a) => a.plan.name);
  if (names.length > 0) return failure('agents-not-seen', { who: names }, { agents: names });
  return wanted.length === 0
    ? failure('no-agent-must-run', {})
    : absent([
        evidence(
          'agents',
          'all there',
          counted(wanted.length, 'agent'),
          availability?.at ?? null,
          plan.verification,
        ),
      ]);
};

/** An optional agent lacks nothing when it is not there; an agent without a workload in the plan cannot be looked for. */
function isWanted({ plan }: EvaluatedAgent): boolean {
  return plan.runs === 'always' && !plan.optional && plan.workloadUndeclared === undefined;
}

/**
 * The workloads of an agent that are not there. While a kind is unavailable, none of its objects is known to be
 * missing.
 */
function missingOf(world: World, { plan, workloads }: EvaluatedAgent): string[] {
  return plan.workloads
    .filter(
      (ref) =>
        !workloads.some((w) => isRef(world.plan, ref, w)) && meshAvailability(world, [ref.kind]).available,
    )
    .map((ref) => `${ref.kind} ${ref.name}`);
}

/** Availability of the kinds that these agents' workloads have; null if none of them runs in the cluster. */
function clusterAvailability(world: World, agents: readonly EvaluatedAgent[]) {
  const kinds = [...new Set(agents.flatMap((a) => a.plan.workloads.map((w) => w.kind)))];
  return kinds.length === 0 ? null : meshAvailability(world, kinds);
}
