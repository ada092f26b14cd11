/** A one-shot evaluation of the sample mesh, for tests. */

import type { World } from '#lib/evaluate/base/input.ts';
import { EMPTY_STATE, type EvaluationState } from '#lib/evaluate/base/state.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { marketAt } from '#lib/market/market.ts';
import type { Posture } from '#lib/posture.ts';
import { NOW } from './facts.ts';
import { SAMPLE_PLAN } from './plan.ts';

/** The posture for these facts, and its evaluation input. */
export function sampleEvaluation(
  facts: readonly Fact[],
  now = NOW,
): { world: World; evaluationState: EvaluationState; posture: Posture } {
  const world = { plan: SAMPLE_PLAN, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(now), now };
  const { said, evaluationState } = evaluate(world, EMPTY_STATE);
  const at = new Date(now).toISOString();
  const posture: Posture = {
    ...said,
    schemaVersion: 2,
    id: String(now),
    at,
    console: { version: '1', build: 'b', clockOffsetSeconds: 0, startedAt: at },
    mesh: { name: 'Harbour', home: 'pier', namespaces: ['pier'], context: 'c', practice: null },
    plan: { file: 'p', digest: 'abcdefabcdefabcdef', verdict: 'good', problems: [] },
  };
  return { world, evaluationState, posture };
}
