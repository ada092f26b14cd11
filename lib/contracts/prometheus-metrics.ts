/** `GET /metrics` of an agent, in Prometheus' text format (docs/contracts.md, HTTP). It names no service. */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import { contract, type Said } from './contract.ts';
import { evidenceWith, noEvidence, type ParseResult, type Reply } from './parse-result.ts';
import { parsePrometheusText } from './prometheus-text.ts';
import type { Unreadable } from './unreadable.ts';

const says = {
  contract: z.literal('metrics'),
  /** Age of its last heartbeat in seconds, the oldest where it has several; null when not said or not finite. */
  heartbeatAgeSeconds: z.number().nullable(),
  /** It says `inf`: it has never beaten. */
  neverBeat: z.boolean(),
  /** Counters since its process began, summed over their labels; null when not said. */
  proposalsTotal: z.number().nullable(),
  cyclesTotal: z.number().nullable(),
  skippedTotal: z.number().nullable(),
  staleTotal: z.number().nullable(),
  haltedTotal: z.number().nullable(),
};
export type PrometheusMetrics = Said<typeof says>;

const COUNTERS = {
  proposalsTotal: 'order_proposals_total',
  cyclesTotal: 'strategy_cycles_total',
  skippedTotal: 'strategy_cycles_skipped_total',
  staleTotal: 'marketdata_stale_total',
  haltedTotal: 'safety_halted_total',
} as const;
const AGE = 'heartbeat_age_seconds';

/** Evidence needs one of the metrics of the contract; all others are ignored. One that is no number is unreadable. */
export function readPrometheusMetrics({ status, json }: Reply): ParseResult<PrometheusMetrics> {
  if (status !== 200 || typeof json !== 'string') return noEvidence(status, 'metrics');
  const samples = parsePrometheusText(json);
  if (samples === null) return { outcome: 'unreadable', message: say('parse-metrics-malformed', { status }) };
  const values = Map.groupBy(samples, ({ name }) => name);
  if (![AGE, ...Object.values(COUNTERS)].some((name) => values.has(name)))
    return noEvidence(status, 'metrics');
  const unreadable: Unreadable[] = [];
  const of = (name: string) => (values.get(name) ?? []).map(({ value }) => value);
  const counter = (name: string) => counterOf(name, of(name), unreadable);
  const value = {
    contract: 'metrics',
    ...heartbeatOf(of(AGE), unreadable),
    proposalsTotal: counter(COUNTERS.proposalsTotal),
    cyclesTotal: counter(COUNTERS.cyclesTotal),
    skippedTotal: counter(COUNTERS.skippedTotal),
    staleTotal: counter(COUNTERS.staleTotal),
    haltedTotal: counter(COUNTERS.haltedTotal),
  } as const;
  return evidenceWith(value, unreadable);
}

/** The oldest of its parts. If one part has never sent a heartbeat, the whole has not; one that is no age hides the oldest. */
function heartbeatOf(ages: readonly number[], unreadable: Unreadable[]) {
  const neverBeat = ages.includes(Number.POSITIVE_INFINITY);
  const odd = ages.find((age) => Number.isNaN(age) || age === Number.NEGATIVE_INFINITY);
  if (odd !== undefined) unreadable.push({ field: AGE, value: String(odd), about: 'beat' });
  const unknown = neverBeat || odd !== undefined || ages.length === 0;
  return { neverBeat, heartbeatAgeSeconds: unknown ? null : Math.max(...ages) };
}

/** Null where it is not said, or where a part of it counts nothing. */
function counterOf(field: string, values: readonly number[], unreadable: Unreadable[]): number | null {
  const sum = values.reduce((a, b) => a + b, 0);
  const odd =
    values.find((value) => !Number.isFinite(value) || value < 0) ?? (Number.isFinite(sum) ? null : sum);
  if (odd !== null) unreadable.push({ field, value: String(odd), about: 'other' });
  return odd !== null || values.length === 0 ? null : sum;
}

export const metrics = contract({ says, body: 'text', read: readPrometheusMetrics });
