/** Replays a past evaluation: reads the inputs of a posture back, and evaluates them again. */

import { z } from 'zod';
import { parseState } from '#lib/evaluate/base/state.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { factSchema } from '#lib/facts/fact.ts';
import type { Entry, Ledger } from '#lib/facts/ledger.ts';
import { declaredDays } from '#lib/market/declared-days.ts';
import { marketAt } from '#lib/market/market.ts';
import { planSchema } from '#lib/plan/schema.ts';
import type { Posture } from '#lib/posture.ts';
import type { EvaluationInputs } from '#platform/compose-posture.ts';
import { composePosture } from '#platform/compose-posture.ts';
import type { StoredInput } from './entry.ts';

const headSchema = z.object({
  file: z.string(),
  digest: z.string(),
  problems: z.array(z.string()),
  about: z.object({
    version: z.string(),
    build: z.string(),
    clockOffsetSeconds: z.number(),
    context: z.string(),
    startedAt: z.string(),
  }),
  evaluationState: z.unknown(),
});

/** The stored evaluation input, parsed; null if a part of it is not kept, or is in the shape of another version. */
export function inputOf({ head, plan, facts }: StoredInput): EvaluationInputs | null {
  const read = headSchema.safeParse(JSON.parse(head));
  const held = planSchema.safeParse(plan === null ? null : JSON.parse(plan));
  const evaluationState = read.success ? parseState(read.data.evaluationState) : null;
  const ledger = ledgerOf(facts);
  if (!read.success || !held.success || evaluationState === null || ledger === null) return null;
  const { file, digest, problems, about } = read.data;
  return { plan: { plan: held.data, file, digest, problems }, about, evaluationState, ledger };
}

function ledgerOf(facts: StoredInput['facts']): Ledger | null {
  const ledger = new Map<Entry['fact']['kind'], Map<string, Entry>>();
  for (const { json, observedAt, since } of facts) {
    const read = factSchema.safeParse({ ...JSON.parse(json), observedAt });
    if (!read.success) return null;
    const fact = read.data;
    const shelf = ledger.get(fact.kind) ?? new Map<string, Entry>();
    ledger.set(fact.kind, shelf.set(fact.subject, { fact, since }));
  }
  return ledger;
}

/** The posture for this input at that time, by the evaluation of this program. */
export function replay(input: EvaluationInputs, at: number): Posture {
  const { plan, about, evaluationState, ledger } = input;
  const market = marketAt(at, declaredDays(plan.plan));
  const { said } = evaluate({ plan: plan.plan, ledger, market, now: at }, evaluationState);
  return composePosture(said, at, plan, about);
}
