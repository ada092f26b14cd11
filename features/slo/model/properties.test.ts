/**
 * Properties of every SLO for any observations of its agent: histories made at random around Thanksgiving, with a
 * full session, a holiday and a half-day.
 */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Interval, MINUTE_MS, merge, subtract } from '#lib/intervals.ts';
import { etDate, formatEt, marketAt } from '#lib/market/market.ts';
import type { SloPlan } from '#lib/plan/agent-schema.ts';
import { SLO_PAGINGS } from '#lib/vocabulary.ts';
import { countMinutes, observe, type Run } from './minutes.ts';
import { type SloHistory, type Summary, standingOf } from './standing.ts';

/** All times are multiples of this, so that runs begin and end within minutes too. */
const STEP_MS = 20_000;

/** Three days in New York, Wednesday to Friday. */
const THANKSGIVING: Interval = {
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
const anyRuns = (states: readonly Run['state'][]): fc.Arbitrary<Run[]> =>
  fc.array(
    fc.tuple(spans, fc.constantFrom(...states)).map(([span, state]) => ({ ...span, state })),
    { maxLength: 12 },
  );

const anyEnabled = fc.array(spans, { maxLength: 3 });

/** Not on a step: now is anywhere in a minute. */
const anyNow = instants.map((at) => at + 7_345);

/** Objectives and clocks that give met, missed and open over three days. */
const anySlo = fc.record({
  text: fc.constant('any'),
  objectivePercent: fc.constantFrom(0, 20, 50, 80, 99.5, 99.9, 100),
  clock: fc.constantFrom('market-hours', 'monthly', 'business-hours', 'while-enabled'),
}) satisfies fc.Arbitrary<SloPlan>;

const STATES = ['good', 'bad', 'unobserved'] as const;
const OVER = THANKSGIVING.to;
const stands = (slo: SloPlan, history: SloHistory, now = OVER): Summary =>
  standingOf(slo, history, THANKSGIVING, now);

const BETTER = ['missed', 'open', 'met'];
const rank = ({ verdict }: Summary): number => BETTER.indexOf(verdict);

/** Everything of a standing that may not rise when something becomes worse. */
function merits({ verdict, measured }: Summary): number[] {
  if (measured === null) return [];
  const { budget, burns } = measured;
  const rates = [burns.fast, burns.slow].flatMap(({ rate, shortRate }) => [rate, shortRate]);
  return [
    BETTER.indexOf(verdict),
    budget.left.atBest,
    budget.left.atWorst,
    SLO_PAGINGS.indexOf(burns.paging),
    ...rates.flatMap((rate) => (rate === null ? [] : [-rate.atBest, -rate.atWorst])),
  ];
}

/** The runs with every gap filled by the drawn values. */
function completed(runs: readonly Run[], states: readonly ('good' | 'bad')[]): Run[] {
  const holes = subtract([THANKSGIVING], merge(runs));
  const pieces = holes.flatMap(({ from, to }): Interval[] => [
    { from, to: Math.floor((from + to) / 2) },
    { from: Math.floor((from + to) / 2), to },
  ]);
  const told = pieces.map((piece, i): Run => ({ ...piece, state: states[i % states.length] ?? 'bad' }));
  return [...runs, ...told];
}

const history = fc.record({ runs: anyRuns(STATES), enabled: anyEnabled });
const seenOnly = fc.record({ runs: anyRuns(['good', 'bad']), enabled: anyEnabled });
const fillings = fc.array(fc.constantFrom('good', 'bad'), { minLength: 1, maxLength: 9 });

/** The same by looking at each step of each minute. */
function countByLooking(runs: readonly Run[]): Record<Run['state'], number> {
  const counts = { good: 0, bad: 0, unobserved: 0 };
  for (let minute = THANKSGIVING.from; minute < THANKSGIVING.to; minute += MINUTE_MS) {
    const steps = [0, STEP_MS, 2 * STEP_MS].map((offset) => {
      const said = runs.filter((r) => r.from <= minute + offset && r.to > minute + offset);
      return new Set(said.length === 0 ? ['unobserved'] : said.map((r) => r.state));
    });
    if (steps.some((said) => said.has('bad'))) counts.bad += 1;
    else if (steps.some((said) => said.has('unobserved'))) counts.unobserved += 1;
    else counts.good += 1;
  }
  return counts;
}

test('whatever the runs, the minutes are those that one finds by looking at each', () => {
  fc.assert(
    fc.property(anyRuns(STATES), (runs) => {
      const observed = observe(runs, [THANKSGIVING]);
      expect(countMinutes(observed, [THANKSGIVING])).toEqual(countByLooking(runs));
    }),
    { seed: 14, numRuns: 60 },
  );
});

test('a bad minute more never makes anything better', () => {
  fc.assert(
    fc.property(anySlo, history, anyNow, fc.nat({ max: 3 * 1440 }), (slo, known, now, offset) => {
      const from = THANKSGIVING.from + offset * MINUTE_MS;
      const worse = {
        ...known,
        runs: [...known.runs, { state: 'bad', from, to: from + MINUTE_MS } as const],
      };
      const before = merits(stands(slo, known, now));
      const after = merits(stands(slo, worse, now));
      expect(after.length).toBe(before.length);
      expect(after.filter((merit, i) => merit > (before[i] ?? 0))).toEqual([]);
    }),
    { seed: 14, numRuns: 400 },
  );
});

describe('what was not observed', () => {
  test('can turn out as it may, and no verdict but open was wrong', () => {
    fc.assert(
      fc.property(anySlo, seenOnly, anyNow, fillings, (slo, known, now, states) => {
        const told = stands(slo, known, now);
        const later = stands(slo, { ...known, runs: completed(known.runs, states) });
        if (told.verdict === 'met' || told.verdict === 'missed') expect(later.verdict).toBe(told.verdict);
      }),
      { seed: 14, numRuns: 400 },
    );
  });

  test('an open SLO can still turn out both ways, and with all observed none is open', () => {
    let open = 0;
    fc.assert(
      fc.property(anySlo, seenOnly, (slo, known) => {
        const told = stands(slo, known);
        const [best, worst] = (['good', 'bad'] as const).map((state) =>
          stands(slo, { ...known, runs: completed(known.runs, [state]) }),
        );
        expect([best?.verdict, worst?.verdict]).not.toContain('open');
        if (told.verdict !== 'open' || best === undefined || worst === undefined) return;
        open += 1;
        expect(rank(best)).toBeGreaterThan(rank(worst));
      }),
      { seed: 14, numRuns: 400 },
    );
    expect(open).toBeGreaterThan(50);
  });
});

/** Every minute that counts by a clock, found by asking of each. */
const EVERY_MINUTE = Array.from({ length: 3 * 1440 }, (_, i) => THANKSGIVING.from + i * MINUTE_MS);
const ASKED = {
  monthly: EVERY_MINUTE,
  'market-hours': EVERY_MINUTE.filter((minute) => marketAt(minute).state === 'open'),
  'business-hours': EVERY_MINUTE.filter(
    (minute) => etDate(minute) !== '2026-11-26' && formatEt(minute) >= '09:00' && formatEt(minute) < '17:00',
  ),
};

test('good, bad and unobserved make up the minutes that have counted', () => {
  fc.assert(
    fc.property(anySlo, history, anyNow, (slo, known, now) => {
      const { clock } = slo;
      const { measured } = stands(slo, known, now);
      const asked =
        clock === 'while-enabled'
          ? EVERY_MINUTE.filter((m) =>
              known.enabled.some(({ from, to }) => from < to && from < m + MINUTE_MS && to > m),
            )
          : ASKED[clock];
      const over = asked.filter((minute) => minute + MINUTE_MS <= now).length;
      const { good = 0, bad = 0, unobserved = 0, toCome } = measured?.minutes ?? {};
      expect(good + bad + unobserved).toBe(over);
      if (clock !== 'while-enabled') expect(toCome?.atLeast).toBe(asked.length - over);
    }),
    { seed: 14, numRuns: 200 },
  );
});

test('what was met or missed stays so as time goes on', () => {
  let settled = 0;
  fc.assert(
    fc.property(anySlo, history, anyNow, anyNow, (slo, known, one, other) => {
      const early = stands(slo, known, Math.min(one, other));
      const late = stands(slo, known, Math.max(one, other));
      if (early.verdict !== 'met' && early.verdict !== 'missed') return;
      settled += 1;
      expect(late.verdict).toBe(early.verdict);
    }),
    { seed: 14, numRuns: 400 },
  );
  expect(settled).toBeGreaterThan(50);
});

test('neither the order of runs nor how they are cut changes anything', () => {
  const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 });
  const reordered = history.chain((known) =>
    fc.record({
      known: fc.constant(known),
      cuts,
      order: fc.shuffledSubarray([...known.runs], { minLength: known.runs.length }),
    }),
  );
  fc.assert(
    fc.property(anySlo, reordered, anyNow, (slo, { known, cuts: at, order }, now) => {
      const cut = order.flatMap((run) => {
        const places = at.map((share) => Math.round(run.from + share * (run.to - run.from)));
        const ends = [run.from, ...places.sort((a, b) => a - b), run.to];
        return ends.slice(1).map((to, i) => ({ ...run, from: ends[i] ?? run.from, to }));
      });
      expect(stands(slo, { ...known, runs: cut }, now)).toEqual(stands(slo, known, now));
    }),
    { seed: 14, numRuns: 200 },
  );
});
