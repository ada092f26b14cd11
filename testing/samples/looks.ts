/** The sample's evaluation over time: each look with what the one before it remembered. */

import { EMPTY_STATE, type EvaluationState } from '#lib/evaluate/base/state.ts';
import type { Evaluation } from '#lib/evaluate/evaluate.ts';
import type { Fact } from '#lib/facts/fact.ts';
import type { Plan } from '#lib/plan/schema.ts';
import { evaluation } from './evaluated.ts';
import { NOW } from './facts.ts';
import { SAMPLE_PLAN } from './plan.ts';

/** The same facts, each read at another time: answers are as old as they were then. */
export function readAt(facts: readonly Fact[], at: number): Fact[] {
  return facts.map((fact) => {
    const moved = { ...fact, observedAt: at };
    if (moved.value === null) return moved;
    if (moved.kind === 'source-status') return { ...moved, value: { ...moved.value, lastSeenAt: at } };
    return moved.kind === 'answer' ? { ...moved, value: laterBy(moved.value, at - fact.observedAt) } : moved;
  });
}

function laterBy<T extends object>(value: T, ms: number): T {
  const times = Object.entries(value).filter(
    ([name, time]) => name.endsWith('At') && typeof time === 'number',
  );
  return { ...value, ...Object.fromEntries(times.map(([name, time]) => [name, Number(time) + ms])) };
}

/** The postures at so many seconds after `NOW`; all facts are read again for each. */
export function lookedAt(
  all: readonly (readonly [seconds: number, facts: readonly Fact[]])[],
  plan: Plan = SAMPLE_PLAN,
): Evaluation['said'][] {
  let before: EvaluationState = EMPTY_STATE;
  return all.map(([seconds, facts]) => {
    const now = NOW + seconds * 1_000;
    const { said, evaluationState } = evaluation(readAt(facts, now), now, before, plan);
    before = evaluationState;
    return said;
  });
}
