/** How often a probe asks, and for how long its last answer stands as evidence. Pure arithmetic over the plan. */

import type { AgentPlan, ProbePlan } from './agent-schema.ts';

/** Seconds between questions by criticality, unless the plan's probe says otherwise. */
const BY_CRITICALITY = { P0: 1, P1: 2, P2: 5, P3: 5 } as const;

/** Over connect, headers and body together. */
export const PROBE_TIMEOUT_MS = 1_500;

export function probeIntervalMs(agent: AgentPlan, probe: ProbePlan): number {
  return 1000 * (probe.intervalSeconds ?? BY_CRITICALITY[agent.criticality]);
}

/** A failure is detected within twice the polling interval, or within this if that is shorter. */
const DETECTED_WITHIN_MS = 5_000;

/**
 * How old an answer may be and still prove something. One question may fail before it lapses, so that one lost packet
 * does not flash, and a second one if there is time for it.
 */
export function answerLimitMs(agent: AgentPlan, probe: ProbePlan): number {
  const twice = 2 * probeIntervalMs(agent, probe);
  return Math.min(twice + PROBE_TIMEOUT_MS, Math.max(twice, DETECTED_WITHIN_MS));
}
