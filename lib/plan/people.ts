/** Whom the plan says to call. */

import type { AgentPlan, Plan } from './schema.ts';

/** Somebody with a way to reach them; `contact` is null where the plan gives none. */
export interface Contact {
  readonly name: string;
  readonly contact: string | null;
}

/** The owner of an agent; null: unassigned. */
export function ownerOf({ owner }: Pick<AgentPlan, 'owner'>): Contact | null {
  if (owner === null) return null;
  return typeof owner === 'string'
    ? { name: owner, contact: null }
    : { name: owner.name, contact: owner.contact ?? null };
}

/** Who is on call for a priority; null: the plan names nobody. */
export function oncallOf(plan: Plan, priority: AgentPlan['criticality']): Contact | null {
  const person = plan.oncall?.[priority] ?? null;
  return person === null ? null : { name: person.name, contact: person.contact ?? null };
}
