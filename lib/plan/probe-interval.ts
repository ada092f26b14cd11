/** How often a probe asks, and for how long its last answer stands as evidence. Pure arithmetic over the plan. */
import type { AgentPlan, ProbePlan } from './agent-schema.ts';

/** Seconds between questions by criticality, unless the plan's probe says otherwise. */
const BY_CRITICALITY = { P0: 1, P1: 2, P2: 5, P3: 5 } as const;

/** Over connect, headers and body together. */
export const PROBE_TIMEOUT_MS = 1_500;

export function probeIntervalMs(agent: AgentPlan, probe: ProbePlan): number {
  return 1000 * (probe.intervalSeconds ?? BY_CRITICALITY[agent.criticality]);
}

/**
 * How old an answer may be and still prove something: two questions may fail before it lapses, so that one lost
 * packet does not flash, and no more.
 */
export function answerLimitMs(agent: AgentPlan, probe: ProbePlan): number {
  return 2 * probeIntervalMs(agent, probe) + PROBE_TIMEOUT_MS;
}
