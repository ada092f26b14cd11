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

/** Limit in seconds for heartbeats without a limit in the plan. */
export const DEFAULT_LIMIT_SECONDS = 60;

/** A pod that is asked less often than the plan says, since there are too many to ask. */
export interface Stretched {
  everySeconds: number;
  /** How old its heartbeat may be. */
  limitSeconds: number;
}

/**
 * How old an answer may be and still prove something. One question may fail before it lapses, so that one lost packet
 * does not flash, and a second one if there is time for it. The answer of a pod that is asked less often stands longer,
 * and never for longer than its heartbeat may be old.
 */
export function answerLimitMs(agent: AgentPlan, probe: ProbePlan, stretched?: Stretched): number {
  const planned = lapseMs(probeIntervalMs(agent, probe));
  if (stretched === undefined) return planned;
  const { everySeconds, limitSeconds } = stretched;
  return Math.max(planned, Math.min(lapseMs(1000 * everySeconds), 1000 * limitSeconds));
}

function lapseMs(everyMs: number): number {
  const twice = 2 * everyMs;
  return Math.min(twice + PROBE_TIMEOUT_MS, Math.max(twice, DETECTED_WITHIN_MS));
}
