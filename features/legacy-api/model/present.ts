/** Input of the legacy documents: the posture with its evaluation input. */

import type { World } from '#lib/evaluate/base/input.ts';
import { agentText } from '#lib/messages/status/agent.ts';
import type { AgentPlan } from '#lib/plan/schema.ts';
import type { AgentPosture, Posture } from '#lib/posture.ts';
import { LEGACY_KINDS, type LegacyAgent, type LegacyCriticality } from '../document.ts';

export interface Present {
  posture: Pick<Posture, 'at' | 'market' | 'execution' | 'agents' | 'failures' | 'measured'>;
  world: World;
  /** Why the published posture may not be the present; while there is a reason, nothing reads as good. */
  doubt: readonly string[];
}

/** An agent of the roster with a legacy kind: its plan and its status. */
export interface KnownAgent {
  plan: AgentPlan;
  kind: LegacyAgent['kind'];
  told: AgentPosture;
  /** Reason to doubt the present; then everything is unknown. */
  doubt: readonly string[];
}

/** The agents of their kinds, in the plan's order. */
export function knownAgents({ posture, world, doubt }: Present): KnownAgent[] {
  return world.plan.agents.flatMap((plan) => {
    const kind = LEGACY_KINDS.find((known) => known === plan.kind);
    const told = posture.agents.find((agent) => agent.name === plan.name);
    if (kind === undefined || told === undefined) return [];
    return [{ plan, kind, told: doubt.length === 0 ? told : doubted(told), doubt }];
  });
}

/** A doubtful present is unknown, with everything concluded from it. */
function doubted(told: AgentPosture): AgentPosture {
  const probes = told.probes.map((probe) => ({ ...probe, verdict: 'unknown' as const }));
  return { ...told, verdict: 'unknown', probes };
}

/** State and reason of an agent in the legacy API. */
export function saidOf({ told, doubt }: KnownAgent): { state: string; reason: string } {
  return doubt.length === 0 ? agentText(told) : { state: 'Not known', reason: doubt.join('; ') };
}

/** The plan's priorities in their three words. */
export function criticalityOf({ criticality, optional }: AgentPlan): LegacyCriticality {
  if (optional) return 'optional';
  if (criticality === 'P0') return 'critical';
  return criticality === 'P1' ? 'important' : 'optional';
}
