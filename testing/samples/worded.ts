/** Agents with the words of their code and parameters beside them, as a screen shows them. */

import { agentText } from '#lib/messages/status/agent.ts';
import type { Params } from '#lib/status/message.ts';

interface Coded {
  readonly code: string;
  readonly params: Params;
}

export function worded<T extends Coded>(status: T): T & { state: string; reason: string } {
  return { ...status, ...agentText(status) };
}

/** The agent of this name, with its words. */
export function wordedAgent<T extends Coded & { readonly name: string }>(
  { agents }: { readonly agents: readonly T[] },
  name: string,
) {
  const found = agents.find((agent) => agent.name === name);
  return found === undefined ? undefined : worded(found);
}
