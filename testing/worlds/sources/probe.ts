/** Probes: each agent is asked at its own pace while its pod runs; an attempt is observed at its start. */

import type { AnswerValue, Fact } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import type { OutageKind } from '../outages.ts';
import type { Endpoint, Reply, Stage } from '../stage.ts';
import { versionAt } from '../timeline.ts';
import type { Feed, Observation } from './observation.ts';
import type { Surroundings } from './poll.ts';

const TIMEOUT_MS = 1_500;
/** How soon the console notices that a pod runs, or runs no more. */
const NOTICE_MS = 500;

export function probes(around: Surroundings, stage: Stage): Feed[] {
  return stage.endpoints.map((endpoint) => probe(around, stage, endpoint));
}

function probe(around: Surroundings, stage: Stage, endpoint: Endpoint): Feed {
  const { life, random } = around;
  const feed: Feed = { observations: [], arrivals: [] };
  const source = `probe/${endpoint.agent}/${endpoint.probe}`;
  const subject = `${source}/${endpoint.instance}`;
  const phase = random.int(0, endpoint.everyMs - 1);
  let asked = false;
  for (let at = life.from + phase; at < life.to; at += endpoint.everyMs) {
    const runs = isRunning(around, endpoint, at - NOTICE_MS);
    if (!runs && asked) feed.arrivals.push({ at, source, says: () => gone(subject, at) });
    asked = runs;
    if (runs) attempt({ around, stage, endpoint, feed, source, subject, at });
  }
  return feed;
}

function isRunning(around: Surroundings, { pod }: Endpoint, at: number): boolean {
  if (pod === null) return true;
  const timeline = around.timelines.find((t) => t.subject === pod);
  const seen = timeline === undefined ? null : (versionAt(timeline, at)?.seen ?? null);
  return seen?.kind === 'pod' && seen.value.phase === 'Running' && !seen.value.terminating;
}

interface Attempt {
  around: Surroundings;
  stage: Stage;
  endpoint: Endpoint;
  feed: Feed;
  source: string;
  subject: string;
  at: number;
}

function attempt({ around, stage, endpoint, feed, source, subject, at }: Attempt): void {
  const outage = around.outage(source, at);
  const latency = latencyOf(outage, around);
  const arrivedAt = at + latency;
  const reply =
    outage === null || outage === 'slow' ? stage.replyAt(endpoint, at + (latency >> 1)) : lost(outage);
  const took = reply.outcome === 'timeout' ? at + TIMEOUT_MS : arrivedAt;
  const whole = reply.outcome === 'answered';
  const observation: Observation = {
    source,
    startedAt: at,
    arrivedAt: took,
    whole,
    clear: outage === null,
    wide: true,
  };
  feed.observations.push(observation);
  if (outage === 'silent') return;
  feed.arrivals.push({ at: took, source, says: () => facts(endpoint, subject, reply, at, took - at) });
}

function latencyOf(outage: OutageKind | null, { random }: Surroundings): number {
  if (outage === 'timeout') return TIMEOUT_MS;
  return outage === 'slow' ? random.int(200, TIMEOUT_MS - 1) : random.int(3, 150);
}

function lost(outage: OutageKind): Reply {
  return { outcome: outage === 'timeout' ? 'timeout' : 'proxy-error', status: null, body: null };
}

function facts(
  endpoint: Endpoint,
  subject: string,
  reply: Reply,
  observedAt: number,
  latencyMs: number,
): Fact[] {
  const { agent, probe: id, instance } = endpoint;
  const about = { agent, probe: id, instance };
  const base = { subject, observedAt, source: 'probe' };
  const { outcome, status, body } = reply;
  const tried: Fact = {
    ...base,
    kind: 'probe',
    value: { ...about, outcome, status, latencyMs, message: say('quoted', { words: outcome }) },
  };
  if (body === null || status === null) return [tried];
  const value: AnswerValue = { ...about, status, raw: '{}', ...body };
  return [tried, { ...base, kind: 'answer', value }];
}

function gone(subject: string, observedAt: number): Fact[] {
  const base = { subject, observedAt, source: 'probe', value: null };
  return [
    { ...base, kind: 'probe' },
    { ...base, kind: 'answer' },
  ];
}
