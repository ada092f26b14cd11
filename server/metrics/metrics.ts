/**
 * The console's metrics for Prometheus, at `/ops/metrics`. Every name begins with `mission_control_`, base units are
 * seconds, and every label's values come from the plan, the posture or the program: never from an answer.
 */

import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Fact, ProbeValue } from '#lib/facts/fact.ts';
import type { Posture } from '#lib/posture.ts';
import { type Said, stateGauges } from './state-gauges.ts';

const PREFIX = 'mission_control_';
/** From a probe over loopback to one that runs into its timeout of 1.5 s. */
const PROBE_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5];
const EVALUATION_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25];
/** The bounds that the product is held to lie among these: 1, 5 and 10 s. */
const DETECTION_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];

export interface Metrics {
  /** Facts as they come in from the sources. */
  facts(facts: readonly Fact[]): void;
  /** Duration of one evaluation, in milliseconds. */
  evaluated(ms: number): void;
  /** A posture was published; how old what changed it was, in milliseconds, where a fact did. */
  published(detectionMs: number | null): void;
  /** One second has passed with this state. */
  second(posture: Posture): void;
  /** The text of the exposition format, and its media type. */
  page(): Promise<{ type: string; text: string }>;
}

/** `said`: the state at scrape time. */
export function makeMetrics(said: Said): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: PREFIX });
  stateGauges(registry, PREFIX, said);
  const counts = countersOf(registry);
  const times = timesOf(registry);
  return {
    facts(facts) {
      for (const fact of facts) {
        counts.facts.inc({ source: originOf(fact.source), kind: fact.kind });
        if (fact.kind === 'probe' && fact.value !== null) probed(fact.value);
      }
    },
    evaluated: (ms) => times.evaluate.observe(ms / 1_000),
    published(detectionMs) {
      counts.postures.inc();
      if (detectionMs !== null) times.detection.observe(Math.max(0, detectionMs) / 1_000);
    },
    second(posture) {
      for (const { id, verdict } of posture.sources)
        counts.blind.inc({ source: id }, verdict === 'unknown' ? 1 : 0);
    },
    page: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };

  function probed({ agent, probe, outcome, latencyMs }: ProbeValue): void {
    counts.probes.inc({ agent, probe, outcome });
    if (latencyMs !== null) times.probe.observe({ agent, probe }, latencyMs / 1_000);
  }
}

function countersOf(registry: Registry) {
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name: `${PREFIX}${name}`, help, labelNames, registers: [registry] });
  return {
    facts: counter('facts_total', 'Facts that the sources said, by source and kind.', ['source', 'kind']),
    probes: counter('probes_total', 'Probe attempts by agent, probe of the plan and outcome.', [
      'agent',
      'probe',
      'outcome',
    ]),
    postures: counter('postures_published_total', 'Postures published: something that is said changed.', []),
    blind: counter('source_blind_seconds_total', 'Seconds in which a source was not seen.', ['source']),
  };
}

function timesOf(registry: Registry) {
  const histogram = <L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    buckets: number[],
  ) => new Histogram({ name: `${PREFIX}${name}`, help, labelNames, buckets, registers: [registry] });
  return {
    probe: histogram(
      'probe_duration_seconds',
      'How long probes took, connect to last byte, those that failed included.',
      ['agent', 'probe'],
      PROBE_SECONDS,
    ),
    evaluate: histogram(
      'evaluation_duration_seconds',
      'How long one evaluation took.',
      [],
      EVALUATION_SECONDS,
    ),
    detection: histogram(
      'detection_seconds',
      'From when something was observed to the publishing of the posture that it changed.',
      [],
      DETECTION_SECONDS,
    ),
  };
}

/** `watch/Pod` of `watch/Pod`; `watch/ConfigMap` of a single map's: the names of objects are no labels. */
function originOf(source: string): string {
  return source.split('/').slice(0, 2).join('/');
}
