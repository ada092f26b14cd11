/** An agent of the roster that should always run and is not there at all (plan, Agent roster). */

import { counted, listed } from '../../messages/lists.ts';
import { text } from '../../messages/text.ts';
import type { JudgedAgent } from '../agents/agent.ts';
import { meshSight } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import { isRef, type World } from '../base/input.ts';
import { absent, cannotTell, type FailureDetect, present } from './failure.ts';

export const detectAgentMissing: FailureDetect = ({ world, plan, agents }) => {
  const wanted = agents.filter(isWanted);
  const missing = wanted.flatMap((agent) =>
    missingOf(world, agent).map((workload) => ({ agent: agent.plan.name, workload })),
  );
  const sight = clusterSight(world, wanted);
  if (missing.length > 0)
    return present({
      who: [...new Set(missing.map(({ agent }) => agent))],
      because: `not in the mesh’s namespaces: ${listed(missing.map(({ workload }) => workload))}`,
      since: null,
      evidence: missing.map(({ agent, workload }) =>
        evidence('workload', `no ${workload}`, agent, sight?.at ?? null, plan.symptom),
      ),
    });
  if (sight !== null && !sight.sees) return cannotTell(text(sight.why));
  // Of an agent outside the cluster only an answer shows that it is there.
  const unseen = wanted.filter((a) => a.plan.workloads.length === 0 && !a.readings.some((r) => r.counts));
  if (unseen.length > 0)
    return cannotTell(
      `outside the cluster, and no answer: ${listed(unseen.map((a) => a.plan.name))}`,
      unseen.map((a) => a.plan.name),
    );
  return wanted.length === 0
    ? cannotTell('no agent that this is looked for in must always run')
    : absent([
        evidence(
          'agents',
          'all there',
          counted(wanted.length, 'agent'),
          sight?.at ?? null,
          plan.verification,
        ),
      ]);
};

/** An optional agent lacks nothing when it is not there; one that the plan gives no workload cannot be looked for. */
function isWanted({ plan }: JudgedAgent): boolean {
  return plan.runs === 'always' && !plan.optional && plan.workloadUndeclared === undefined;
}

/** The workloads of an agent that are not there. Where a kind is out of sight, nothing of it is known to be missing. */
function missingOf(world: World, { plan, workloads }: JudgedAgent): string[] {
  return plan.workloads
    .filter((ref) => !workloads.some((w) => isRef(world.plan, ref, w)) && meshSight(world, [ref.kind]).sees)
    .map((ref) => `${ref.kind} ${ref.name}`);
}

/** Sight over the kinds that these agents' workloads have; null where none of them runs in the cluster. */
function clusterSight(world: World, agents: readonly JudgedAgent[]) {
  const kinds = [...new Set(agents.flatMap((a) => a.plan.workloads.map((w) => w.kind)))];
  return kinds.length === 0 ? null : meshSight(world, kinds);
}
