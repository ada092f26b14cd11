/** Proofs as messages, for whatever embeds one, and as words, for whoever shows one. */

import type { Message } from '../../status/message.ts';
import type { ProofCode } from '../../status/proof.ts';
import type { ProofStatus } from '../../status/proof-status.ts';
import type { ProofId } from '../../vocabulary.ts';
import { PLAN_SOURCE, PROOF_NAMES, proofWords } from '../proof-texts.ts';
import { say } from '../say.ts';
import { text } from '../text.ts';

/** A proof's name, e.g. `Kill switch`. */
export function proofLabel(id: ProofId): Message {
  return say('proof-label', { proof: id });
}

/** What it shows in a word or two, e.g. `halted`. */
export function proofValue({ code, params }: Pick<ProofStatus, 'code' | 'params'>): Message {
  return say('proof-value', { status: { code, params } });
}

/** What that rests on, or why nothing is shown. */
export function proofDetail({ code, params }: Pick<ProofStatus, 'code' | 'params'>): Message {
  return say('proof-detail', { status: { code, params } });
}

const BY_PLAN: readonly ProofCode[] = ['cloud-run-not-declared', 'cloud-run-answers'];

/** A proof as screens, logs and tickets show it. */
export function proofText({ id, code, params }: Pick<ProofStatus, 'id' | 'code' | 'params'>): {
  label: string;
  value: string;
  detail: string;
  source: string;
} {
  const { label, source } = PROOF_NAMES[id];
  const byPlan = BY_PLAN.some((known) => known === code);
  return { label, source: byPlan ? PLAN_SOURCE : source, ...proofWords({ code, params }, text) };
}
