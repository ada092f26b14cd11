import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { VERDICTS } from '#lib/vocabulary.ts';
import { calmFacts, NOW, workload } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { Collector } from '../collector.ts';
import { Vitals } from '../vitals.ts';
import { type Metrics, makeMetrics } from './metrics.ts';

let metrics: Metrics;
let collector: Collector;
let now: number;

/** The metrics of a console that is fed by hand. */
beforeEach(() => {
  now = NOW;
  metrics = makeMetrics({
    posture: () => collector.posture(),
    tick: () => collector.latestTick(),
    viewers: () => 3,
    evaluatedAt: () => collector.evaluatedAt(),
    sourceStatuses: () => collector.sourceStatuses(),
    drops: () => ({ messages: 7, readers: 2 }),
    internalErrors: () => 5,
    vitals: () => new Vitals({ now: () => now, monotonic: () => now }, pino({ enabled: false })).signs(),
  });
  collector = new Collector({
    plan: { plan: SAMPLE_PLAN, file: 'sample', digest: 'd', problems: [] },
    about: { version: '1.2', build: 'b"uild\\', clockOffsetSeconds: 0, context: 'c' },
    clock: { now: () => now, monotonic: () => now },
    listeners: {
      posture: (_posture, _before, detectionMs) => metrics.published(detectionMs),
      tick: (_tick, posture) => metrics.second(posture),
      evaluated: metrics.evaluated,
    },
  });
});

function hear(facts: readonly Fact[]): void {
  metrics.facts(facts);
  collector.say(facts);
  collector.turn();
}

const SAMPLE =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*\})? (\S+)$/;

/** Every series with its value. Fails on what Prometheus' text format 0.0.4 does not allow. */
async function scraped(): Promise<Map<string, number>> {
  const { text } = await metrics.page();
  const series = new Map<string, number>();
  const typed = new Map<string, string>();
  for (const line of text.split('\n').filter((l) => l !== '')) {
    const type = /^# TYPE (\S+) (counter|gauge|histogram|summary|untyped)$/.exec(line);
    if (type?.[1] !== undefined && type[2] !== undefined) {
      expect(typed.has(type[1]), `${type[1]} is typed once`).toBe(false);
      typed.set(type[1], type[2]);
    } else if (!line.startsWith('# HELP ')) {
      const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
      expect(name, `not a sample: ${line}`).not.toBe('');
      const family = name.replace(/_(bucket|sum|count)$/, '');
      expect(typed.has(name) || typed.has(family), `${name} has no type`).toBe(true);
      expect(series.has(name + labels), `${name}${labels} is there once`).toBe(false);
      series.set(name + labels, value === '+Inf' ? Number.POSITIVE_INFINITY : Number(value));
    }
  }
  return series;
}

const of = (series: Map<string, number>, start: string) =>
  [...series].filter(([name, value]) => name.startsWith(start) && value === 1).map(([name]) => name);

describe('the page', () => {
  test('is the text format, every name with the prefix of the console', async () => {
    hear(calmFacts());
    const series = await scraped();
    expect([...series.keys()].filter((name) => !name.startsWith('mission_control_'))).toEqual([]);
    expect(series.get('mission_control_build_info{version="1.2",build="b\\"uild\\\\"}')).toBe(1);
    expect(series.get('mission_control_viewers')).toBe(3);
    expect(series.get('mission_control_stream_dropped_messages_total')).toBe(7);
    expect(series.get('mission_control_stream_dropped_readers_total')).toBe(2);
    expect(series.get('mission_control_event_loop_stalls_total')).toBe(0);
    expect(series.get('mission_control_source_mishaps_total')).toBe(5);
    expect(series.get('mission_control_evaluated_timestamp_seconds')).toBe(NOW / 1_000);
  });

  test('says of execution what the pane says, one outcome at a time', async () => {
    const outcome = async () => of(await scraped(), 'mission_control_execution_outcome');
    expect(await outcome()).toEqual(['mission_control_execution_outcome{outcome="unproven"}']);
    hear(calmFacts());
    expect(await outcome()).toEqual(['mission_control_execution_outcome{outcome="proven-off"}']);
    hear([workload('crane')]);
    expect(await outcome()).toEqual(['mission_control_execution_outcome{outcome="not-off"}']);
  });

  test('has every agent, proof, failure and rule of the plan, each in one state', async () => {
    hear(calmFacts());
    const series = await scraped();
    const posture = collector.posture();
    expect(of(series, 'mission_control_agent_verdict').length).toBe(posture.agents.length);
    expect([...series.keys()].filter((n) => n.startsWith('mission_control_agent_verdict')).length).toBe(
      posture.agents.length * VERDICTS.length,
    );
    expect(of(series, 'mission_control_proof_verdict').length).toBe(posture.execution.proofs.length);
    expect(of(series, 'mission_control_failure_verdict').length).toBe(posture.failures.length);
    expect(of(series, 'mission_control_failure_state').length).toBe(posture.failures.length);
    expect(of(series, 'mission_control_market_state')).toEqual([
      'mission_control_market_state{state="open"}',
    ]);
    expect(series.get('mission_control_agent_heartbeat_limit_seconds{agent="feed"}')).toBe(60);
    expect(of(series, 'mission_control_escalation_state').length).toBe(posture.escalations.length);
  });

  test('an agent that the plan no longer has is gone from it', async () => {
    hear(calmFacts());
    const [first, ...agents] = SAMPLE_PLAN.agents;
    collector.setPlan({ plan: { ...SAMPLE_PLAN, agents }, file: 'sample', digest: 'e', problems: [] });
    const names = [...(await scraped()).keys()].join('\n');
    expect(names).not.toContain(`agent_verdict{agent="${first?.name}"`);
    expect(names).toContain(`agent_verdict{agent="${agents[0]?.name}"`);
  });
});

describe('what it counts', () => {
  test('facts by source and kind, without the names of objects', async () => {
    hear([workload('crane', { desired: 0 }), { ...workload('other'), source: 'watch/ConfigMap/pit/halt' }]);
    const series = await scraped();
    expect([...series].filter(([name]) => name.startsWith('mission_control_facts_total'))).toEqual([
      ['mission_control_facts_total{source="test",kind="workload"}', 1],
      ['mission_control_facts_total{source="watch/ConfigMap",kind="workload"}', 1],
    ]);
  });

  test('probes by outcome, with their durations in seconds', async () => {
    const value = {
      agent: 'feed',
      probe: 'health',
      instance: 'i',
      outcome: 'timeout',
      status: null,
      latencyMs: 1_500,
      message: say('quoted', { words: '' }),
    } as const;
    hear([{ subject: 's', kind: 'probe', value, observedAt: NOW, source: 'probe' }]);
    const series = await scraped();
    const probe = 'agent="feed",probe="health"';
    expect(series.get(`mission_control_probes_total{${probe},outcome="timeout"}`)).toBe(1);
    expect(series.get(`mission_control_probe_duration_seconds_sum{${probe}}`)).toBe(1.5);
  });

  test('the seconds in which a source is not seen, and none while it is', async () => {
    hear(calmFacts());
    collector.tick();
    now += 60_000;
    collector.tick();
    collector.tick();
    const blind = [...(await scraped())].filter(([n]) =>
      n.startsWith('mission_control_source_blind_seconds_total'),
    );
    expect(blind.length).toBeGreaterThan(0);
    expect(blind.map(([, seconds]) => seconds)).toEqual(blind.map(() => 2));
  });

  test('how each source fares', async () => {
    const [status] = calmFacts().filter(({ kind }) => kind === 'source-status');
    if (status?.kind !== 'source-status' || status.value === null)
      throw new Error('the calm sample has no source status');
    hear([{ ...status, value: { ...status.value, syncedAt: NOW - 1_000, restarts: 4, unreadable: 9 } }]);
    const series = await scraped();
    const source = `{source="${status.subject}"}`;
    expect(series.get(`mission_control_source_synced_timestamp_seconds${source}`)).toBe(NOW / 1_000 - 1);
    expect(series.get(`mission_control_source_restarts${source}`)).toBe(4);
    expect(series.get(`mission_control_source_unreadable${source}`)).toBe(9);
    expect(of(series, 'mission_control_permissions_verdict')).toEqual([
      'mission_control_permissions_verdict{verdict="unknown"}',
    ]);
  });

  test('evaluations and postures, with how long it took to publish news', async () => {
    const before = (await scraped()).get('mission_control_evaluation_duration_seconds_count') ?? 0;
    now += 300;
    hear(calmFacts());
    const series = await scraped();
    expect(series.get('mission_control_evaluation_duration_seconds_count')).toBe(before + 1);
    expect(series.get('mission_control_postures_published_total')).toBe(1);
    expect(series.get('mission_control_detection_seconds_count')).toBe(1);
    expect(series.get('mission_control_detection_seconds_sum')).toBeGreaterThanOrEqual(0.3);
  });
});
