/** Every code of a status of the kind `proof`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const PROOF_VERDICTS = {
  // Any proof. `unseen`: no evidence against it, and its source is unavailable now. `unclear`: findings keep it from
  // holding. `findings`: problems that should be fixed, which disprove nothing.
  unseen: 'unknown',
  unclear: 'unknown',
  findings: 'attention',
  'sources-disagree': 'unknown',
  /** Something may be an executor, and the plan does not say that it is none. */
  suspects: 'unknown',

  'executors-none': 'good',
  'executors-at-zero': 'good',
  'executors-wanted': 'bad',

  'executor-pods-none': 'good',
  'executor-pods-exist': 'bad',
  'executor-finished': 'attention',

  'switches-halted': 'good',
  'switches-disagree': 'bad',
  'switches-allow': 'bad',
  'switches-unclear': 'unknown',

  'mounts-reached': 'good',
  'mounts-without-reader': 'good',
  'mounts-missing': 'bad',
  'mounts-not-declared': 'not-applicable',

  'processes-agree': 'good',
  'processes-contradict': 'bad',
  'processes-not-halted': 'bad',

  'modes-none-live': 'good',
  'modes-live': 'bad',

  'executors-could-start': 'bad',
  'autoscalers-on-none': 'good',
  'autoscalers-unseen': 'attention',
  'autoscalers-absent': 'not-applicable',

  'cloud-run-none': 'good',
  'cloud-run-off': 'good',
  // By the operator: a finding that stays beside whatever is proven.
  'cloud-run-excluded': 'attention',
  'cloud-run-serves': 'bad',
  'cloud-run-answers': 'bad',
  'cloud-run-not-declared': 'not-applicable',
} as const satisfies Readonly<Record<string, Verdict>>;

export type ProofCode = keyof typeof PROOF_VERDICTS;
