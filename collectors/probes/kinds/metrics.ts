import { readPrometheusMetrics } from '#lib/contracts/prometheus-metrics.ts';
import type { ProbeKindDefinition } from './probe-kind.ts';

/** `GET /metrics`: counters, in Prometheus' text format. */
export const metrics: ProbeKindDefinition = { body: 'text', read: readPrometheusMetrics };
