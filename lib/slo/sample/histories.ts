/** Histories for the tests of SLOs, made at random around Thanksgiving: a full session, a holiday and a half-day. */
import fc from 'fast-check';
import type { SloPlan } from '../../plan/agent-schema.ts';
import type { Run } from '../minutes.ts';
import type { Span } from '../spans.ts';

/** All times are multiples of this, so that runs begin and end within minutes too. */
export const STEP_MS = 20_000;

/** Three days in New York, Wednesday to Friday. */
export const THANKSGIVING: Span = {
  from: Date.parse('2026-11-25T05:00:00Z'),
  to: Date.parse('2026-11-28T05:00:00Z'),
};

const STEPS = (THANKSGIVING.to - THANKSGIVING.from) / STEP_MS;

const instants = fc
  .integer({ min: -200, max: STEPS + 200 })
  .map((step) => THANKSGIVING.from + step * STEP_MS);

const spans = fc
  .tuple(instants, fc.integer({ min: 0, max: 2_000 }))
  .map(([from, steps]) => ({ from, to: from + steps * STEP_MS }));

/** Runs in any order, which may overlap and contradict each other. */
export const anyRuns = (states: readonly Run['state'][]): fc.Arbitrary<Run[]> =>
  fc.array(
    fc.tuple(spans, fc.constantFrom(...states)).map(([span, state]) => ({ ...span, state })),
    { maxLength: 12 },
  );

export const anyEnabled = fc.array(spans, { maxLength: 3 });

/** Not on a step: now is at any moment of a minute. */
export const anyNow = instants.map((at) => at + 7_345);

/** Objectives and clocks that give met, missed and open over three days. */
export const anySlo = fc.record({
  text: fc.constant('any'),
  objectivePercent: fc.constantFrom(0, 20, 50, 80, 99.5, 99.9, 100),
  clock: fc.constantFrom('market-hours', 'monthly', 'business-hours', 'while-enabled'),
}) satisfies fc.Arbitrary<SloPlan>;
