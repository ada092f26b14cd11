/** Execution as a whole, in words: by its outcome and its proofs. */

import type { Message } from '../../status/message.ts';
import type { ProofStatus } from '../../status/proof-status.ts';
import { EXECUTOR_PROOFS, type ExecutionOutcome, GATE_PROOFS } from '../../vocabulary.ts';
import { say } from '../say.ts';
import { text } from '../text.ts';

/** The words of the banner, now and once the page has frozen. `EXECUTION OFF` is said only while it is proven. */
const HEADLINES: Readonly<Record<ExecutionOutcome, readonly [string, string]>> = {
  'proven-off': ['EXECUTION OFF', 'EXECUTION WAS OFF'],
  gated: ['EXECUTOR RUNS, GATED', 'AN EXECUTOR RAN, GATED'],
  'not-off': ['EXECUTION IS NOT OFF', 'EXECUTION WAS NOT OFF'],
  contradicted: ['EXECUTION CONTRADICTED', 'EXECUTION WAS CONTRADICTED'],
  unproven: ['EXECUTION UNPROVEN', 'EXECUTION WAS UNPROVEN'],
};

/** The verdict as the banner says it, e.g. `EXECUTION OFF`. */
export function headlineOf(outcome: ExecutionOutcome): string {
  return HEADLINES[outcome][0];
}

/** The same in the past tense, e.g. `EXECUTION WAS OFF`. */
export function headlinePastOf(outcome: ExecutionOutcome): string {
  return HEADLINES[outcome][1];
}

type Told = Pick<ProofStatus, 'id' | 'verdict' | 'code' | 'params'>;

type Execution = { readonly outcome: ExecutionOutcome; readonly proofs: readonly Told[] };

/** How many proofs hold, and which one is weakest. */
export function executionWhy({ outcome, proofs }: Execution): Message {
  const counting = proofs.filter((p) => p.verdict !== 'not-applicable');
  const holding = counting.filter((p) => p.verdict === 'good').length;
  const weak = weakest(counting);
  const runs = counting.some((p) => EXECUTOR_PROOFS.includes(p.id) && p.verdict === 'bad');
  const gate = runs ? weakest(counting.filter((p) => GATE_PROOFS.includes(p.id))) : undefined;
  const open = gate === weak ? undefined : gate;
  const weakened = [weak, open].flatMap((p) => (p === undefined ? [] : [proofShort(p)]));
  return say('execution-why', { outcome, holding, counting: counting.length, weakened });
}

export function executionSentence(execution: Execution): string {
  return text(executionWhy(execution));
}

const proofShort = ({ id, code, params }: Told) =>
  say('proof-short', { proof: id, status: { code, params } });

/** The first that is bad, else unknown, else has a finding. */
function weakest(proofs: readonly Told[]): Told | undefined {
  const of = (verdict: Told['verdict']) => proofs.find((p) => p.verdict === verdict);
  return of('bad') ?? of('unknown') ?? of('attention');
}
