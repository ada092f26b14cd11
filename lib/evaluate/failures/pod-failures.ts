/** Shared by the failure modes of pods: a known problem is present; none, with every pod available, is absent. */

import { valuesOf } from '../../facts/ledger.ts';
import { textOn } from '../../messages/dated.ts';
import { agentReason, agentState } from '../../messages/status/agent.ts';
import { text } from '../../messages/text.ts';
import type { TroubleCode } from '../../status/agent.ts';
import type { Param } from '../../status/message.ts';
import type { Evidence } from '../../status/status.ts';
import { type DatedTrouble, podSubject } from '../agents/pod-troubles.ts';
import type { ProbeResult } from '../agents/probes/probe-result.ts';
import { type Availability, pollAvailability } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import { podOrigin, type World } from '../base/input.ts';
import { absent, type EvaluatedFailure, earliest, type FailureScope, unavailable } from './failure.ts';

/** Problems of the given codes in the mesh's namespaces; of some agents' pods alone if the plan names agents. */
export function troublesIn(
  { world, plan, agents, troubles }: FailureScope,
  codes: readonly TroubleCode[],
): DatedTrouble[] {
  const pods = plan.agents === undefined ? valuesOf(world.ledger, 'pod') : agents.flatMap((a) => a.pods);
  return pods
    .filter((pod) => world.plan.mesh.namespaces.includes(pod.namespace))
    .flatMap((pod) => troubles.get(pod) ?? [])
    .filter((trouble) => codes.includes(trouble.code));
}

/** A failure mode that follows from the status of pods alone. */
export function podFailure(
  scope: FailureScope,
  trouble: TroubleCode,
  present: (seen: ReturnType<typeof seenAt>, said: Param[]) => EvaluatedFailure,
): EvaluatedFailure {
  const { world, plan } = scope;
  const found = troublesIn(scope, [trouble]);
  if (found.length > 0) return present(seenAt(world, found, plan.symptom), saidOf(found));
  const availability = podAvailability(world);
  return availability.available ? absent() : unavailable(availability.why);
}

/** Absent wherever it was asked. While pods are not read, one more may be there that nobody asks. */
export function absentWhereAsked(
  world: World,
  asked: readonly ProbeResult[],
  evidence: Evidence[],
): EvaluatedFailure {
  const availability = podAvailability(world);
  const inPods = asked.some(({ probe }) => probe.target.via === 'workload');
  return inPods && !availability.available ? unavailable(availability.why) : absent(evidence);
}

export function podAvailability(world: World): Availability {
  return pollAvailability(world, 'Pod', world.plan.mesh.namespaces);
}

/** The problem of each pod. */
export function saidOf(found: readonly DatedTrouble[]): Param[] {
  return found.map(agentReason);
}

/** The owners of the pods, since when, and the evidence. */
export function seenAt(world: World, found: readonly DatedTrouble[], rule: string) {
  return {
    who: [...new Set(found.map((t) => podOrigin(t.pod).name))],
    since: earliest(found.map(({ since }) => since)),
    evidence: found.map((t) =>
      evidence(text(agentState(t)), textOn(agentReason(t), world.now), podSubject(t.pod), t.since, rule),
    ),
  };
}
