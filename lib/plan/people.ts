/** Whom the plan says to call. */

import type { Contact, Oncall } from '../posture.ts';
import type { Person } from './people-schema.ts';
import type { AgentPlan, Plan } from './schema.ts';

/** The owner of an agent; null: unassigned. */
export function ownerOf({ owner }: Pick<AgentPlan, 'owner'>): Contact | null {
  if (owner === null) return null;
  return personOf(typeof owner === 'string' ? { name: owner } : owner);
}

/** Who is on call for each priority; null: the plan names nobody. */
export function oncallOf({ oncall = {} }: Plan): Oncall {
  const { P0 = null, P1 = null, P2 = null, P3 = null } = oncall;
  const called = (person: Person | null) => (person === null ? null : personOf(person));
  return { P0: called(P0), P1: called(P1), P2: called(P2), P3: called(P3) };
}

const personOf = ({ name, contact = null }: Person): Contact => ({ name, contact });
