/** What is said of a probe: its state in a word or two, why, and what it saw. */

import type { Message, Params } from '../../status/message.ts';
import { text } from '../text.ts';
import { agentReason, agentSaid, agentState } from './agent.ts';

interface Coded {
  readonly code: string;
  readonly params: Params;
}

/** A reading's words are those of an agent which that reading decides. */
export const probeState: (probe: Coded) => Message = agentState;
export const probeReason: (probe: Coded) => Message = agentReason;
/** The reason, or the state where there is none. */
export const probeSaid: (probe: Coded) => Message = agentSaid;

/** What a probe saw, in one line; the status of HTTP first. */
export function probeSeen(probe: Coded & { readonly status: number | null }): Message {
  const { status } = probe;
  return { code: 'probe-seen', params: { status, reason: probeReason(probe), state: probeState(probe) } };
}

/** State, reason and what was seen, as they are shown. */
export function probeText(probe: Coded & { readonly status: number | null }) {
  return {
    state: text(probeState(probe)),
    reason: text(probeReason(probe)),
    seen: text(probeSeen(probe)),
  };
}
