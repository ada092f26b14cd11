/** The plan of long worlds: the same mesh with the durations of a real plan, and what it changes to while they go on. */

import type { Plan } from '#lib/plan/schema.ts';

const DURATIONS: Readonly<Record<string, number>> = {
  'crash-long': 300,
  'stale-long': 120,
  'intake-late': 180,
  lost: 60,
};

export function withDurations(plan: Plan): Plan {
  const escalations = plan.escalations.map((rule) => ({
    ...rule,
    forSeconds: DURATIONS[rule.id] ?? rule.forSeconds,
  }));
  return { ...plan, escalations };
}

/** A name of an executor that a plan may gain. */
export const WINCH = 'winch';

export const withWinch = (plan: Plan): Plan => {
  const { executors } = plan.safety;
  return {
    ...plan,
    safety: { ...plan.safety, executors: { ...executors, names: [...executors.names, WINCH] } },
  };
};

export const withoutLamp = (plan: Plan): Plan => ({
  ...plan,
  agents: plan.agents.filter((agent) => agent.name !== 'lamp'),
});

/** An agent under another name; nothing runs for it. */
export const withClerk = (plan: Plan): Plan => ({
  ...plan,
  agents: plan.agents.map((agent) => (agent.name === 'scribe' ? { ...agent, name: 'clerk' } : agent)),
});

/** Proofs count for less long. */
export const withShorterProofs = (plan: Plan): Plan => ({
  ...plan,
  safety: { ...plan.safety, proofLimitSeconds: 8 },
});
