/** The conformance table detects findings over time too, through the evaluation state. */

import { expect, test } from 'vitest';
import { EMPTY_STATE, type EvaluationState } from '#lib/evaluate/base/state.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { marketAt } from '#lib/market/market.ts';
import { calmFacts, counts, NOW, POLLS, sourceStatus, status, tick } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { conformanceOf } from './conformance.ts';

/** Market data has been stale for a minute; the strategy says that it refuses, and its counter stands at `total`. */
function staleWorld(seconds: number, total: number) {
  const now = NOW + seconds * 1000;
  const seen = now - 100;
  const facts = [
    ...calmFacts(),
    ...POLLS.map((subject) => sourceStatus(subject, { lastSeenAt: seen })),
    ...tick({ lastTickAt: NOW - 61_000, reportedAgeSeconds: 61 + seconds, ok: false, status: 503 }, seen),
    ...status({ state: 'HALTED', reasonCodes: ['MARKETDATA_STALE'] }, seen),
    ...counts({ proposalsTotal: total }, seen),
  ];
  return { plan: SAMPLE_PLAN, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(now), now };
}

function refusalAfter(totals: readonly [number, number]): string | undefined {
  const evaluationState = totals.reduce<EvaluationState>(
    (before, total, turn) => evaluate(staleWorld(12 + 2 * turn, total), before).evaluationState,
    EMPTY_STATE,
  );
  const pilot = conformanceOf(staleWorld(14, totals[1]), evaluationState).agents.find(
    (a) => a.name === 'pilot',
  );
  return pilot?.cells.find((c) => c.rule === 'refuses-when-stale')?.state;
}

test.each([
  ['that says it refuses, and does, keeps the rule', [10, 10], 'holds'],
  ['that says it refuses while its proposals rise breaks it', [10, 11], 'broken'],
] as const)('a strategy %s', (_what, totals, state) => {
  expect(refusalAfter(totals)).toBe(state);
});
