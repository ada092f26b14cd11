/** A console without sources for tests of what its metrics page says: fed by hand, its clock set by hand. */

import { pino } from 'pino';
import { parsePrometheusText, type Sample } from '#lib/contracts/prometheus-text.ts';
import type { Fact } from '#lib/facts/fact.ts';
import type { Plan } from '#lib/plan/schema.ts';
import { Collector } from '#server/collector.ts';
import { type Metrics, makeMetrics } from '#server/metrics/metrics.ts';
import { Vitals } from '#server/vitals.ts';

export class SampleConsole {
  /** Epoch milliseconds. */
  now: number;
  readonly #metrics: Metrics;
  readonly #collector: Collector;

  constructor(plan: Plan, now: number) {
    this.now = now;
    const clock = { now: () => this.now, monotonic: () => this.now };
    const vitals = new Vitals(clock, pino({ enabled: false }));
    this.#metrics = makeMetrics({
      posture: () => this.#collector.posture(),
      tick: () => this.#collector.latestTick(),
      evaluatedAt: () => this.#collector.evaluatedAt(),
      sourceStatuses: () => this.#collector.sourceStatuses(),
      viewers: () => 0,
      drops: () => ({ messages: 0, readers: 0 }),
      vitals: () => vitals.signs(),
      internalErrors: () => 0,
    });
    this.#collector = new Collector({
      plan: { plan, file: 'sample', digest: 'd', problems: [] },
      about: { version: '1', build: 'b', clockOffsetSeconds: 0, context: 'c' },
      clock,
      listeners: {
        posture: (_posture, _before, detectionMs) => this.#metrics.published(detectionMs),
        tick: (_tick, posture) => this.#metrics.second(posture),
        evaluated: (ms) => this.#metrics.evaluated(ms),
      },
    });
  }

  /** Takes facts in and evaluates, as each second. */
  hear(facts: readonly Fact[]): void {
    this.#metrics.facts(facts);
    this.#collector.say(facts);
    this.#collector.tick();
  }

  /** Its whole metrics page, as Prometheus reads it. */
  async page(): Promise<Sample[]> {
    const samples = parsePrometheusText((await this.#metrics.page()).text);
    if (samples === null) throw new Error('the metrics page is not in the text format');
    return samples;
  }
}
