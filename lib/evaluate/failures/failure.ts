/** The shape of every failure mode's result: presence needs evidence, absence needs available sources. */

import { FAILURE_CODES, type FailureCode } from '../../messages/failures.ts';
import type { ParamsOf } from '../../messages/say.ts';
import type { FailurePlan } from '../../plan/schema.ts';
import type { Param, Params } from '../../status/message.ts';
import type { Evidence } from '../../status/status.ts';
import type { FailureState, Verdict } from '../../vocabulary.ts';
import type { EvaluatedAgent } from '../agents/agent.ts';
import type { PodTroubles } from '../agents/pod-troubles.ts';
import type { World } from '../base/input.ts';
import type { EvaluatedExecution } from '../execution/execution.ts';

export interface EvaluatedFailure {
  code: FailureCode;
  params: Params;
  state: FailureState;
  verdict: Verdict;
  who: string[];
  /** Since when by the evidence itself, epoch ms; null if only the console's first observation dates it. */
  since: number | null;
  evidence: Evidence[];
}

/** The scope of a failure mode: the agents that the plan names for it, or the whole roster. */
export interface FailureScope {
  world: World;
  plan: FailurePlan;
  agents: readonly EvaluatedAgent[];
  troubles: PodTroubles;
  execution: EvaluatedExecution;
}

export type FailureDetect = (scope: FailureScope) => EvaluatedFailure;

/** A failure mode by its code: the verdict and the state follow from it. */
export function failure<C extends FailureCode>(
  code: C,
  seen: Partial<Pick<EvaluatedFailure, 'who' | 'since' | 'evidence'>>,
  ...params: ParamsOf<`failure-${C}`>
): EvaluatedFailure {
  const verdict = FAILURE_CODES[code].verdict;
  const { who = [], since = null, evidence = [] } = seen;
  return { code, params: params[0] ?? {}, state: stateOf(verdict), verdict, who, since, evidence };
}

/** Only evidence makes one present or absent. */
function stateOf(verdict: Verdict): FailureState {
  if (verdict === 'good') return 'absent';
  return verdict === 'unknown' ? 'cannot-tell' : 'present';
}

export function absent(evidence: Evidence[] = []): EvaluatedFailure {
  return failure('absent', { evidence });
}

export function unavailable(why: Param): EvaluatedFailure {
  return failure('unavailable', {}, { why });
}

/** The earliest of several times; null if none is known. */
export function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((t) => t !== null);
  return known.length === 0 ? null : Math.min(...known);
}
