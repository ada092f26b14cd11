/** In how many worlds each word was said, each incident played and each property put to the test. Plain data. */

import { EXECUTION_OUTCOMES, FAILURE_STATES, VERDICTS } from '#lib/vocabulary.ts';
import type { Examined } from './examine.ts';
import { QUARRY } from './plan.ts';

export interface Tally {
  worlds: number;
  /** Of simulated time. */
  hours: number;
  evaluations: number;
  facts: number;
  violations: number;
  /** Worlds in which it occurred, by its name. */
  occurred: Record<string, number>;
  /** Times that each property had something to say. */
  applied: Record<string, number>;
}

export function emptyTally(): Tally {
  return { worlds: 0, hours: 0, evaluations: 0, facts: 0, violations: 0, occurred: {}, applied: {} };
}

/** All that must occur in enough worlds: outcomes, verdicts of agents and of proofs, each failure mode's states. */
export const MUST_OCCUR: readonly string[] = [
  ...EXECUTION_OUTCOMES.map((outcome) => `execution ${outcome}`),
  ...VERDICTS.map((verdict) => `agent ${verdict}`),
  ...QUARRY.failures.flatMap((f) => FAILURE_STATES.map((state) => `failure ${f.id} ${state}`)),
];

/** Adds one world. */
export function count(tally: Tally, { world, moments, found }: Examined): void {
  tally.worlds += 1;
  tally.hours += (world.end - world.start) / 3_600_000;
  tally.evaluations += moments.length;
  tally.facts += world.lives.flatMap((l) => l.bursts).reduce((sum, b) => sum + b.facts.length, 0);
  tally.violations += found.violations.length;
  const occurred = new Set([
    ...world.stage.incidents.map((id) => `incident ${id}`),
    ...world.outages.map((o) => `outage ${o.kind}`),
    ...(world.lives.length > 1 ? ['console restarted'] : []),
    ...((world.steps ?? []).length > 0 ? ['clock stepped'] : []),
    ...((world.plans ?? []).length > 0 ? ['plan changed'] : []),
    ...moments.flatMap(({ said }) => [
      `execution ${said.execution.outcome}`,
      ...said.execution.proofs.map((p) => `proof ${p.id} ${p.verdict}`),
      ...said.agents.map((a) => `agent ${a.verdict}`),
      ...said.failures.map((f) => `failure ${f.id} ${f.state}`),
      ...said.escalations.map((e) => `rule ${e.state}`),
      `market ${said.market.state}`,
    ]),
  ]);
  for (const name of occurred) tally.occurred[name] = (tally.occurred[name] ?? 0) + 1;
  for (const [name, times] of found.applied) tally.applied[name] = (tally.applied[name] ?? 0) + times;
}

/** The sum of two tallies of different worlds. */
export function sum(a: Tally, b: Tally): Tally {
  return {
    worlds: a.worlds + b.worlds,
    hours: a.hours + b.hours,
    evaluations: a.evaluations + b.evaluations,
    facts: a.facts + b.facts,
    violations: a.violations + b.violations,
    occurred: added(a.occurred, b.occurred),
    applied: added(a.applied, b.applied),
  };
}

function added(a: Tally['occurred'], b: Tally['occurred']): Tally['occurred'] {
  const all = { ...a };
  for (const [name, times] of Object.entries(b)) all[name] = (all[name] ?? 0) + times;
  return all;
}

/** What must occur, and did in fewer worlds than this share of them: properties then prove nothing of it. */
export const LEAST_SHARE = 0.005;

export function tooRare(tally: Tally): string[] {
  return MUST_OCCUR.filter((name) => (tally.occurred[name] ?? 0) < LEAST_SHARE * tally.worlds);
}
