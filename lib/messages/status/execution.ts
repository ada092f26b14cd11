/** Execution as a whole, in words: by its outcome and its proofs. */

import type { ProofStatus } from '../../status/proof-status.ts';
import { EXECUTOR_PROOFS, type ExecutionOutcome, GATE_PROOFS } from '../../vocabulary.ts';
import { counted } from '../lists.ts';
import { proofText } from './proof.ts';

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

/** How many proofs hold, and which one is weakest. */
export function executionSentence(execution: { outcome: ExecutionOutcome; proofs: readonly Told[] }): string {
  const counting = execution.proofs.filter((p) => p.verdict !== 'not-applicable');
  const holding = counting.filter((p) => p.verdict === 'good').length;
  const weak = weakest(counting);
  const why = weak === undefined ? '' : `; ${shortText(weak)}`;
  if (execution.outcome === 'proven-off') return `Proven by ${holding} of ${counting.length}${why}`;
  if (execution.outcome === 'gated') return `Against the plan, though every gate holds${why}`;
  const runs = counting.some((p) => EXECUTOR_PROOFS.includes(p.id) && p.verdict === 'bad');
  const open = runs ? weakest(counting.filter((p) => GATE_PROOFS.includes(p.id))) : undefined;
  const gate = open === undefined || open === weak ? '' : `; ${shortText(open)}`;
  return `${holding} of ${counted(counting.length, 'proof')} hold${why}${gate}`;
}

function shortText(proof: Told): string {
  const { label, value } = proofText(proof);
  return `${label.toLowerCase()}: ${value}`;
}

/** The first that is bad, else unknown, else has a finding. */
function weakest(proofs: readonly Told[]): Told | undefined {
  const of = (verdict: Told['verdict']) => proofs.find((p) => p.verdict === verdict);
  return of('bad') ?? of('unknown') ?? of('attention');
}
