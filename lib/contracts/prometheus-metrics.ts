/** `GET /metrics` of an agent, in Prometheus' text format (docs/contracts.md, HTTP). It names no service. */

import { z } from 'zod';
import { contract, type Said } from './contract.ts';
import { parsePrometheusText, type Sample } from './prometheus-text.ts';
import { noEvidence, type Reading, type Reply } from './reading.ts';

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

/** Evidence needs one of the metrics of the contract; all others are ignored. */
export function readPrometheusMetrics({ status, json }: Reply): Reading<PrometheusMetrics> {
  const samples = status === 200 && typeof json === 'string' ? parsePrometheusText(json) : null;
  const value = samples === null ? null : metricsOf(samples);
  return value === null ? noEvidence(status, 'metrics') : { outcome: 'evidence', value };
}

function metricsOf(samples: readonly Sample[]): PrometheusMetrics | null {
  const ages = valuesOf(samples, 'heartbeat_age_seconds');
  // If one part has never sent a heartbeat, the whole has not. A NaN among them makes the oldest unknown.
  const oldest = ages.includes(Number.POSITIVE_INFINITY) ? Number.POSITIVE_INFINITY : oldestOf(ages);
  const value: PrometheusMetrics = {
    contract: 'metrics',
    heartbeatAgeSeconds: oldest !== null && Number.isFinite(oldest) ? oldest : null,
    neverBeat: oldest === Number.POSITIVE_INFINITY,
    proposalsTotal: counter(samples, 'order_proposals_total'),
    cyclesTotal: counter(samples, 'strategy_cycles_total'),
    skippedTotal: counter(samples, 'strategy_cycles_skipped_total'),
    staleTotal: counter(samples, 'marketdata_stale_total'),
    haltedTotal: counter(samples, 'safety_halted_total'),
  };
  const { contract: _contract, neverBeat, ...said } = value;
  return neverBeat || Object.values(said).some((v) => v !== null) ? value : null;
}

function oldestOf(ages: readonly number[]): number | null {
  return ages.length === 0 ? null : ages.reduce((a, b) => Math.max(a, b));
}

function valuesOf(samples: readonly Sample[], name: string): number[] {
  return samples.filter((sample) => sample.name === name).map((sample) => sample.value);
}

/** A counter that is not a finite number counts nothing. */
function counter(samples: readonly Sample[], name: string): number | null {
  const values = valuesOf(samples, name);
  const sum = values.reduce((a, b) => a + b, 0);
  return values.length > 0 && Number.isFinite(sum) && sum >= 0 ? sum : null;
}

export const metrics = contract({ says, body: 'text', read: readPrometheusMetrics });
