/** Judges facts over the sample plan. */
import type { Fact } from '../../ledger/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../ledger/ledger.ts';
import { marketAt } from '../../market/market.ts';
import { EMPTY_CARRY } from '../carry.ts';
import { type Judgement, judge } from '../judge.ts';
import { NOW } from './facts.ts';
import { SAMPLE_PLAN } from './plan.ts';

export function judged(facts: readonly Fact[], now = NOW, carry = EMPTY_CARRY): Judgement['said'] {
  return judgement(facts, now, carry).said;
}

export function judgement(
  facts: readonly Fact[],
  now = NOW,
  carry = EMPTY_CARRY,
  plan = SAMPLE_PLAN,
): Judgement {
  return judge({ plan, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(now), now }, carry);
}
