/** The sample mesh over time: the same facts seen at another instant, and evaluations that follow each other. */

import {
  EMPTY_STATE,
  type EvaluationState,
  parseState,
  resumed,
  serialiseState,
} from '#lib/evaluate/base/state.ts';
import { type Evaluation, evaluate } from '#lib/evaluate/evaluate.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER, type Ledger } from '#lib/facts/ledger.ts';
import { declaredDays } from '#lib/market/declared-days.ts';
import { marketAt } from '#lib/market/market.ts';
import type { Plan } from '#lib/plan/schema.ts';
import { attempt, blind, calmFacts, POLLS, tick } from './facts.ts';

/** Facts as a source would say them half a second before `now`; what agents claim stays as it is. */
export function seenAt(now: number, facts: readonly Fact[]): Fact[] {
  return facts.map((fact) => {
    const observedAt = now - 500;
    if (fact.kind !== 'source-status' || fact.value === null) return { ...fact, observedAt };
    const { state, lastSeenAt, blindSince } = fact.value;
    const value = {
      ...fact.value,
      lastSeenAt: state === 'seen' ? observedAt : lastSeenAt,
      blindSince: blindSince === null ? null : observedAt,
    };
    return { ...fact, observedAt, value };
  });
}

/** Every source available; the last tick at `lastTickAt`, which the feed reports correctly. */
export function available(now: number, lastTickAt = now - 1_500): Fact[] {
  const age = (now - 500 - lastTickAt) / 1000;
  const fresh = age <= 60;
  const calm = calmFacts().filter((f) => f.kind !== 'answer' || f.value?.agent !== 'pilot');
  return [
    ...seenAt(now, calm),
    ...tick({ lastTickAt, reportedAgeSeconds: age, ok: fresh, status: fresh ? 200 : 503 }, now - 500),
  ];
}

/** No source available: every poll fails, and no probe gets through. */
export function unavailable(now: number): Fact[] {
  return seenAt(now, [...POLLS.map(blind), attempt('feed', 'beat', 'pier/feed-1', 'unreachable')]);
}

/** A console that evaluates repeatedly; a restart loses its facts and keeps the evaluation state as stored. */
export class Console {
  readonly #plan: Plan;
  #ledger: Ledger = EMPTY_LEDGER;
  #evaluationState: EvaluationState = EMPTY_STATE;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  evaluate(now: number, facts: readonly Fact[]): Evaluation['said'] {
    this.#ledger = applyAll(this.#ledger, facts);
    const market = marketAt(now, declaredDays(this.#plan));
    const world = { plan: this.#plan, ledger: this.#ledger, market, now };
    const { said, evaluationState } = evaluate(world, this.#evaluationState);
    this.#evaluationState = evaluationState;
    return said;
  }

  restart(): void {
    this.#ledger = EMPTY_LEDGER;
    const stored: unknown = JSON.parse(JSON.stringify(serialiseState(this.#evaluationState)));
    this.#evaluationState = resumed(parseState(stored) ?? EMPTY_STATE);
  }
}
