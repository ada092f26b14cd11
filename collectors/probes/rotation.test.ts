/** Many pods, on the clock of events: how often each is asked, and how many questions leave in a second. */

import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fact, PodValue } from '#lib/facts/fact.ts';
import { planOf } from '#testing/collectors/agents.ts';
import { runningPod } from '#testing/collectors/pods.ts';
import { EventClock } from '#testing/pipeline/event-clock.ts';
import type { Answer } from '../http/exchange.ts';
import { timeoutError } from '../http/exchange.ts';
import type { ReadOnlyTransport } from '../kubernetes/transport.ts';
import { type Probes, startProbes } from './source.ts';

const START = Date.parse('2026-11-20T15:15:00Z');
const HEALTHY: Answer = { status: 200, headers: {}, body: Buffer.from('{"status":"ok","service":"feed"}') };

let clock: EventClock;
let probes: Probes | null;
let pods: PodValue[];
let facts: Fact[];
/** Each request: when, and of which pod and path. */
let asked: { at: number; path: string }[];
let inFlight: Map<string, number>;
let most: number;
let answers: (path: string) => Promise<Answer>;

beforeEach(() => {
  clock = new EventClock(START);
  clock.install(Math.random);
  probes = null;
  pods = [];
  facts = [];
  asked = [];
  inFlight = new Map();
  most = 0;
  answers = () => later(5, HEALTHY);
});
afterEach(() => {
  probes?.stop();
  clock.uninstall();
});

const later = <T>(ms: number, value: T): Promise<T> =>
  new Promise((resolve) => setTimeout(() => resolve(value), ms));

async function request(path: string): Promise<Answer> {
  asked.push({ at: clock.now() - START, path });
  const open = (inFlight.get(path) ?? 0) + 1;
  inFlight.set(path, open);
  most = Math.max(most, open);
  try {
    return await answers(path);
  } finally {
    inFlight.set(path, (inFlight.get(path) ?? 1) - 1);
  }
}

const transport: ReadOnlyTransport = {
  get: async (path) => ({ ...(await request(path)), startedAt: 0 }),
  stream: () => Promise.reject(new Error('not used')),
};

const agent = (name: string, more: object = {}) => ({
  name,
  aliases: ['feed', `${name}-too`],
  workloads: [{ kind: 'Deployment', name }],
  probes: [
    {
      id: 'p',
      kind: 'process-health',
      path: '/health',
      target: { via: 'workload', workload: name, port: 80 },
      ...more,
    },
  ],
});

function start(agents: object[], inCluster = false): void {
  probes = startProbes({
    plan: planOf(agents.map((one) => ({ ...one }))),
    pods: () => pods,
    config: () => ({ unseen: 'not used' }),
    tokens: null,
    transport,
    inCluster,
    env: {},
    firstWithinMs: Number.POSITIVE_INFINITY,
    clock,
    say: (said) => facts.push(...said),
    log: pino({ level: 'silent' }),
    http: {
      fetchAnswer: ({ url }) => request(url.href),
      fetchReview: () => Promise.reject(new Error('not used')),
      readLines: () => Promise.reject(new Error('not used')),
    },
  });
}

const seconds = (count: number): Promise<void> => clock.passUntil(clock.now() + count * 1_000);
const many = (name: string, count: number): PodValue[] =>
  Array.from({ length: count }, (_, i) => runningPod(`${name}-${i}`, name, { ip: `10.0.${count}.${i}` }));

/** The most requests that began within any one second. */
function mostInASecond(): number {
  const times = asked.map(({ at }) => at);
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
}

/** How often each was asked after `from` ms, and the longest time between two questions, in seconds. */
function turns(name: string, from: number) {
  const own = asked.filter(({ at, path }) => at >= from && path.includes(name));
  const byPod = [...Map.groupBy(own, ({ path }) => path).values()].map((list) => list.map(({ at }) => at));
  const gaps = byPod.flatMap((list) => list.slice(1).map((at, i) => (at - (list[i] ?? at)) / 1_000));
  const counts = byPod.map((list) => list.length);
  return {
    pods: byPod.length,
    least: Math.min(...counts),
    most: Math.max(...counts),
    gap: Math.max(...gaps),
  };
}

describe('through the API server', () => {
  test('fifty pods have their turns alike, twenty questions begin in a second, one pod of another agent waits for nobody', async () => {
    pods = [...many('feed', 50), runningPod('lone-0', 'lone')];
    start([agent('feed'), agent('lone')]);
    await seconds(60);
    expect(mostInASecond()).toBeLessThanOrEqual(20);
    const feed = turns('feed-', 0);
    expect(feed).toMatchObject({ pods: 50 });
    expect(feed.most - feed.least).toBeLessThanOrEqual(1);
    expect(feed.gap).toBeLessThan(4);
    expect(turns('lone-0', 5_000)).toMatchObject({ pods: 1, least: 55, gap: expect.closeTo(1, 0) });
  });

  test('nine agents with fifty pods each: every pod comes to its turn within half a minute', async () => {
    const names = Array.from({ length: 9 }, (_, i) => `agent${i}x`);
    pods = names.flatMap((name) => many(name, 50));
    start(names.map((name) => agent(name)));
    await seconds(120);
    expect(mostInASecond()).toBeLessThanOrEqual(20);
    expect(asked.length / 120).toBeGreaterThan(18);
    for (const name of names) expect(turns(`${name}-`, 0)).toMatchObject({ pods: 50 });
    expect(Math.max(...names.map((name) => turns(`${name}-`, 0).gap))).toBeLessThan(30);
  });

  test('pods that do not answer hold up nobody, and are asked once at a time', async () => {
    pods = [...many('feed', 30), runningPod('lone-0', 'lone')];
    answers = async (path) => {
      if (path.includes('lone')) return later(5, HEALTHY);
      await later(1_500, null);
      throw timeoutError(1_500);
    };
    start([agent('feed'), agent('lone')]);
    await seconds(30);
    expect(most).toBe(1);
    expect(mostInASecond()).toBeLessThanOrEqual(20);
    expect(turns('lone-0', 2_000).gap).toBeLessThan(1.2);
  });

  test('builds that answer nowhere cost more requests, and no more than the bound', async () => {
    pods = many('feed', 40);
    answers = () => later(5, { status: 404, headers: {}, body: Buffer.from('{}') });
    start([agent('feed', { kind: 'marketdata-heartbeat', fallbacks: ['/a', '/b'] })]);
    await seconds(60);
    expect(mostInASecond()).toBeLessThanOrEqual(20);
    const own = turns('/health', 15_000);
    expect(own).toMatchObject({ pods: 40 });
    expect(own.gap).toBeLessThan(8);
  });

  test('an attempt says how often it is asked only where that is less often than planned', async () => {
    pods = many('feed', 50);
    start([agent('feed')]);
    await seconds(10);
    const every = () => facts.findLast(({ kind, value }) => kind === 'probe' && value !== null)?.value;
    expect(every()).toMatchObject({ everySeconds: 2.5 });
    pods = many('feed', 20);
    await seconds(10);
    expect(every()).not.toHaveProperty('everySeconds');
    expect(turns('feed-1/', 12_000).pods).toBeLessThanOrEqual(1);
  });
});

test('in the cluster two hundred questions begin in a second at most', async () => {
  const names = Array.from({ length: 9 }, (_, i) => `agent${i}x`);
  pods = names.flatMap((name, i) => many(name, 50).map((pod, j) => ({ ...pod, ip: `10.${i}.0.${j}` })));
  start(
    names.map((name) => agent(name)),
    true,
  );
  await seconds(20);
  expect(mostInASecond()).toBeLessThanOrEqual(200);
  expect(asked.length / 20).toBeGreaterThan(180);
});

test('a pod of the same name in place of another has answered nothing yet', async () => {
  pods = [runningPod('feed-0')];
  start([agent('feed')]);
  await seconds(5);
  expect(facts.some(({ kind, value }) => kind === 'answer' && value !== null)).toBe(true);
  answers = () => later(60_000, HEALTHY);
  pods = [runningPod('feed-0', 'feed', { uid: 'another' })];
  await seconds(1);
  expect(facts.slice(-2).map(({ kind, value }) => [kind, value])).toEqual([
    ['probe', null],
    ['answer', null],
  ]);
});

test('when the agent itself last answered is kept while nobody answers', async () => {
  pods = [runningPod('feed-0')];
  answers = () => later(5, { status: 500, headers: {}, body: Buffer.from('boom') });
  start([agent('feed')]);
  await seconds(3);
  const heard = facts.findLast(({ kind }) => kind === 'probe')?.observedAt;
  answers = async () => {
    await later(1_500, null);
    throw timeoutError(1_500);
  };
  await seconds(10);
  const last = facts.findLast(({ kind }) => kind === 'probe')?.value;
  expect(last).toMatchObject({ outcome: 'timeout', heardAt: expect.any(Number) });
  expect(heard).toBeLessThan(START + 3_000);
});
