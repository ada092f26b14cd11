/** Codes and parameters for what saboteurs say in place of the right thing. */

import type { ProofId, Verdict } from '#lib/vocabulary.ts';

const nothing = { code: 'cause-none', params: {} };
/** Fills the texts of the codes below. */
export const FILLER = { count: 1, seen: nothing, why: nothing, liveModes: [], workloads: 0, regions: [] };

/** A fault brings the code of what it says: a verdict alone would give it away. */
const AGENT_CODES: Readonly<Record<Verdict, string>> = {
  good: 'good',
  attention: 'starting',
  bad: 'missing',
  unknown: 'not-shown',
  'expected-off': 'idle',
  'not-applicable': 'unused',
};
export const agentAs = (verdict: Verdict) => ({ verdict, code: AGENT_CODES[verdict] });
export const failureAs = (state: 'absent' | 'cannot-tell') =>
  ({
    state,
    verdict: state === 'absent' ? 'good' : 'unknown',
    code: state === 'absent' ? 'absent' : 'unavailable',
    params: FILLER,
  }) as const;
export const GOOD_PROOFS: Partial<Record<ProofId, string>> = {
  'halt-switches': 'switches-halted',
  'halt-mounts': 'mounts-reached',
  'halt-processes': 'processes-agree',
  modes: 'modes-none-live',
  'executor-autoscalers': 'autoscalers-on-none',
  'cloud-run-executor': 'cloud-run-none',
};
