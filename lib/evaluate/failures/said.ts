/** What agents, probes and proofs say of themselves, as messages of others hold it. */

import { say } from '../../messages/say.ts';
import { proofDetail, proofLabel, proofValue } from '../../messages/status/proof.ts';
import { isMessage, type Message, type Param } from '../../status/message.ts';
import type { ProofStatus } from '../../status/proof-status.ts';
import type { JudgedAgent } from '../agents/agent.ts';
import type { ProbeReading } from '../agents/probes/probe-result.ts';

/** The one reason that matters, or its state where there is none. */
export const saidOf = ({ reason, state }: Pick<JudgedAgent | ProbeReading, 'reason' | 'state'>): Param =>
  reason || state;

/** The one reason that matters; null where there is none. */
export const reasonOf = ({ reason }: Pick<JudgedAgent | ProbeReading, 'reason'>): Param => reason || null;

export const stateOf = ({ state }: Pick<JudgedAgent | ProbeReading, 'state'>): Param => state;

export const proofLabelOf = ({ id }: ProofStatus): Message => proofLabel(id);
export const proofValueOf = (proof: ProofStatus): Message => proofValue(proof);
export const proofDetailOf = (proof: ProofStatus): Message => proofDetail(proof);

/** What was said as a message, where one is wanted. */
export function said(value: Param): Message {
  if (isMessage(value)) return value;
  return typeof value === 'string' ? say('quoted', { words: value }) : say('nothing');
}
