/** State of the SLOs from the journal's minutes: read once, then incrementally. */

import { instant } from '#lib/format/instant.ts';
import { clip, type Interval, subtract } from '#lib/intervals.ts';
import { declaredDays } from '#lib/market/declared-days.ts';
import type { AgentPlan, Plan } from '#lib/plan/schema.ts';
import type { MinuteRun } from '#lib/series/minutes.ts';
import type { Journal } from '#store/journal.ts';
import { enabledName, seriesName } from '#store/series-names.ts';
import type { SloDocument } from '../document.ts';
import { monthOf } from '../model/clock.ts';
import { sloDocument } from '../model/document.ts';
import type { Run } from '../model/minutes.ts';
import type { SloHistory } from '../model/standing.ts';

const MINUTE_MS = 60_000;
/** The page asks again each half minute, and may lose two polls. */
const VALID_MS = 90_000;

const STATES = { ones: 'good', 'some-zeros': 'bad', zeros: 'bad', unobserved: 'unobserved' } as const;

/** Known minutes of a period, up to the first unknown one. */
interface Known {
  period: Interval;
  upTo: number;
  runs: Map<string, MinuteRun[]>;
}

/** Rejects if the journal cannot be read. */
export function sloReader(
  journal: Pick<Journal, 'minutes'>,
  world: () => { plan: Plan; now: number },
): () => Promise<SloDocument> {
  let known: Known | null = null;
  let kept: { minute: number; plan: Plan; document: SloDocument } | null = null;
  return async () => {
    const { plan, now } = world();
    const minute = Math.floor(now / MINUTE_MS);
    const validUntil = now + VALID_MS;
    if (kept?.minute === minute && kept.plan === plan)
      return { ...kept.document, at: instant(now), validUntil: instant(validUntil) };
    const period = monthOf(now);
    const before =
      known?.period.from === period.from ? known : { period, upTo: period.from, runs: new Map() };
    known = await extended(journal, plan, before, minute * MINUTE_MS);
    const { runs } = known;
    const subjects = plan.agents.map((agent) => ({
      name: agent.name,
      slo: agent.slo,
      history: historyOf(agent, runs, period, now),
    }));
    const document = sloDocument(subjects, { now, validUntil, period, days: declaredDays(plan) });
    kept = { minute, plan, document };
    return document;
  };
}

/** The last minute that is known is read again: it may have been under way. */
async function extended(
  journal: Pick<Journal, 'minutes'>,
  plan: Plan,
  known: Known,
  to: number,
): Promise<Known> {
  const names = plan.agents.flatMap(({ name }) => [seriesName('up', name), enabledName(name)]);
  const isNew = names.some((name) => !known.runs.has(name));
  const from = isNew ? known.period.from : Math.max(known.period.from, known.upTo - MINUTE_MS);
  const found = await journal.minutes(names, from, to);
  const runs = new Map(
    names.map((name, i) => {
      const held = clip(known.runs.get(name) ?? [], { from: known.period.from, to: from });
      return [name, [...held, ...(found[i] ?? [])]];
    }),
  );
  return { period: known.period, upTo: to, runs };
}

/** What the minutes of the journal tell of an agent in a period, up to `now` (epoch ms). */
export function historyOf(
  agent: AgentPlan,
  runs: ReadonlyMap<string, MinuteRun[]>,
  period: Interval,
  now: number,
): SloHistory {
  const up = runs.get(seriesName('up', agent.name)) ?? [];
  const notAsked = (runs.get(enabledName(agent.name)) ?? []).filter((run) => run.state === 'zeros');
  return {
    runs: up.map(({ from, to, state }): Run => ({ from, to, state: STATES[state] })),
    // Unknown time may have been enabled: it counts as unobserved.
    enabled: subtract([{ from: period.from, to: Math.max(period.from, now) }], notAsked),
    ...(agent.slo.clock === 'while-enabled' ? {} : { notAsked }),
  };
}
