/** Statuses with the texts that a screen renders from their code and parameters. */

import { agentText } from '#lib/messages/status/agent.ts';
import type { Params } from '#lib/status/message.ts';

interface Coded {
  readonly code: string;
  readonly params: Params;
}

export function rendered<T extends Coded>(status: T): T & { state: string; reason: string } {
  return { ...status, ...agentText(status) };
}

/** The agent of this name, with its rendered texts. */
export function renderedAgent<T extends Coded & { readonly name: string }>(
  { agents }: { readonly agents: readonly T[] },
  name: string,
) {
  const found = agents.find((agent) => agent.name === name);
  return found === undefined ? undefined : rendered(found);
}
