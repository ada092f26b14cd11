/** The SLO document as the wire has it. */

import { instant } from '#lib/format/instant.ts';
import type { Interval } from '#lib/intervals.ts';
import { type DeclaredDays, NOTHING_DECLARED } from '#lib/market/declared-days.ts';
import type { SloPlan } from '#lib/plan/agent-schema.ts';
import type { AgentSlo, SloDocument, SloMeasured } from '../document.ts';
import { monthOf } from './clock.ts';
import { type Measured, type SloHistory, standingOf } from './standing.ts';

/** One agent of the plan, and what is known of it over time. */
export interface SloSubject {
  name: string;
  slo: SloPlan;
  history: SloHistory;
}

/** Time of the document, and end of its validity as present; epoch ms. `period`: the month of `now` by default. */
export interface SloMoment {
  now: number;
  validUntil: number;
  period?: Interval;
  /** What the plan declares beside the market's calendar. */
  days?: DeclaredDays;
}

/**
 * State of every SLO. A finished period is evaluated whole and is then mostly met or missed for good.
 * @throws RangeError for a run or an interval that ends before it begins or has no finite ends.
 */
export function sloDocument(subjects: readonly SloSubject[], moment: SloMoment): SloDocument {
  const { now, validUntil, period = monthOf(now), days = NOTHING_DECLARED } = moment;
  return {
    at: instant(now),
    validUntil: instant(validUntil),
    period: { from: instant(period.from), to: instant(period.to) },
    agents: subjects.map((subject) => agentSlo(subject, { period, now, days })),
  };
}

function agentSlo(
  { name, slo, history }: SloSubject,
  { period, now, days }: { period: Interval; now: number; days: DeclaredDays },
): AgentSlo {
  const { verdict, because, measured } = standingOf(slo, history, period, now, days);
  return { name, ...slo, verdict, because, measured: measured && measuredSlo(measured) };
}

function measuredSlo({ minutes, notAsked, budget, burns }: Measured): SloMeasured {
  const { good, bad, unobserved } = minutes;
  const toCome = minutes.toCome.atMost;
  const { paging, ...burn } = burns;
  return {
    minutes: { good, bad, unobserved, toCome, whole: good + bad + unobserved + toCome, notAsked },
    budget,
    burn,
    paging,
  };
}
