/** Who makes a proof bad or unknown: an agent of the roster, or an object by its name. */

import type { Message } from '../../status/message.ts';
import type { ProofId } from '../../vocabulary.ts';
import { isRef, type World } from '../base/input.ts';
import { ownersOf } from '../base/owners.ts';
import { agentOnCloudRun } from './cloud-search.ts';
import type { Culprit, Subject } from './objects.ts';
import type { Proof } from './proof.ts';
import { executorsNamedIn } from './recognition/phrases.ts';

export interface NamedCulprit {
  proof: ProofId;
  verdict: Culprit['weight'];
  /** Of the roster; null for an object that no entry of it names. */
  agent: string | null;
  /** The agent, else the object. */
  name: string;
  what: Message;
}

/** The culprits of all proofs, in the proofs' order. */
export function namedCulprits(world: World, proofs: readonly Proof[]): NamedCulprit[] {
  return proofs.flatMap(({ id, culprits }) =>
    culprits.flatMap(({ weight, subject, what }) => {
      const declared = agentOf(world, subject);
      const agent = declared ?? namesake(world, subject);
      const name = declared ?? subject.object?.name;
      return name === undefined ? [] : [{ proof: id, verdict: weight, agent, name, what }];
    }),
  );
}

/** The first of those that make these proofs what they are. */
export function culpritOf(
  culprits: readonly NamedCulprit[],
  proofs: readonly { id: ProofId }[],
): string | null {
  return culprits.find(({ proof }) => proofs.some(({ id }) => id === proof))?.name ?? null;
}

/** An object that no entry of the roster names, and that bears an executor's name: it is that agent under another kind. */
function namesake({ plan }: World, { object }: Subject): string | null {
  if (object === undefined) return null;
  const named = executorsNamedIn(plan, object.name);
  return plan.agents.find((a) => [a.name, ...a.aliases].some((name) => named.includes(name)))?.name ?? null;
}

function agentOf(world: World, { agent, object }: Subject): string | null {
  if (agent !== undefined) return agent;
  if (object === undefined) return null;
  const { plan } = world;
  if (object.namespace === '') return agentOnCloudRun(plan, object)?.name ?? null;
  const chain = [object, ...ownersOf(world, object)];
  const isOf = (a: (typeof plan.agents)[number]): boolean =>
    a.workloads.some((ref) => chain.some((named) => isRef(plan, ref, named)));
  return plan.agents.find(isOf)?.name ?? null;
}
