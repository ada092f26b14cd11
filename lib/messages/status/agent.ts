/** What is said of an agent: its state in a word or two, the one reason that matters, and what is right for it now. */

import { isMessage, type Message, type Params } from '../../status/message.ts';
import { text } from '../text.ts';

/** An agent or a probe, evaluated, or as the posture has it. */
interface Coded {
  readonly code: string;
  readonly params: Params;
}

/** The state in one or two words, e.g. `Good`, `Stale`, `Off, expected`. */
export function agentState({ code, params }: Coded): Message {
  const { reason: _told, ...word } = params;
  return { code: 'agent-state', params: { ...word, of: code } };
}

/** The one reason that matters, in one line; empty when there is nothing to say. */
export function agentReason({ params: { reason = null } }: Coded): Message {
  return isMessage(reason) ? reason : { code: 'nothing', params: {} };
}

/** The reason, or the state where there is none. */
export function agentSaid(agent: Coded): Message {
  return { code: 'agent-said', params: { reason: agentReason(agent), state: agentState(agent) } };
}

/** State and reason as they are shown. */
export function agentText(agent: Coded): { state: string; reason: string } {
  return { state: text(agentState(agent)), reason: text(agentReason(agent)) };
}

/** What is right for the agent now, in one line. */
export function expectedText({ expected }: { readonly expected: Message }): string {
  return text(expected);
}
