import { describe, expect, test } from 'vitest';
import type { PodValue } from '#lib/facts/fact.ts';
import { planOf } from '#testing/collectors/agents.ts';
import { runningPod } from '#testing/collectors/pods.ts';
import { fairShares, pacesOf } from './pace.ts';
import { instancesOf } from './targets.ts';

describe('shares', () => {
  test.each<[string, number[], number, number[]]>([
    ['who wants little gets it, the rest is shared alike', [1, 50, 30], 21, [1, 10, 10]],
    ['all get what they want while there is enough', [3, 2, 1], 6, [3, 2, 1]],
    ['all alike get alike', [9, 9, 9], 9, [3, 3, 3]],
    ['nobody wants anything', [], 20, []],
  ])('%s', (_rule, wanted, capacity, shares) => expect(fairShares(wanted, capacity)).toEqual(shares));
});

const agent = (name: string, more: object = {}) => ({
  name,
  workloads: [{ kind: 'Deployment', name }],
  probes: [
    {
      id: 'p',
      kind: 'process-health',
      path: '/health',
      target: { via: 'workload', workload: name, port: 80 },
      intervalSeconds: 1,
      ...more,
    },
  ],
});
const podsOf = (name: string, count: number): PodValue[] =>
  Array.from({ length: count }, (_, i) => runningPod(`${name}-${i}`, name));

/** Seconds between two questions, by agent, and the number of questions in a second. */
function paces(counts: Readonly<Record<string, number>>, inCluster = false, more: object = {}) {
  const plan = planOf(Object.keys(counts).map((name) => agent(name, more)));
  const pods = Object.entries(counts).flatMap(([name, count]) => podsOf(name, count));
  const every = [...pacesOf(instancesOf({ plan, pods, inCluster, env: {} }))];
  return {
    each: Object.fromEntries(
      every.map(
        ([
          {
            agent: { name },
          },
          ms,
        ]) => [name, ms / 1_000],
      ),
    ),
    perSecond: every.reduce((sum, [, ms]) => sum + 1_000 / ms, 0),
  };
}

test('few pods are asked as often as the plan says', () => {
  expect(paces({ feed: 12, pilot: 3 }).each).toEqual({ feed: 1, pilot: 1 });
});

test('fifty pods of an agent are asked in turn through the API server, and one pod of another as before', () => {
  const { each, perSecond } = paces({ feed: 50, pilot: 1 });
  expect(each.pilot).toBe(1);
  expect(each.feed).toBeCloseTo(50 / 19, 2);
  expect(perSecond).toBeCloseTo(20, 1);
});

test('in the cluster fifty pods are asked as often as the plan says, more of them in turn', () => {
  expect(paces({ feed: 50 }, true).each.feed).toBe(1);
  expect(paces({ feed: 75 }, true).each.feed).toBe(1.5);
});

test('nine agents with fifty pods each stay within the bound, and are treated alike', () => {
  const nine = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`agent-${i}`, 50]));
  const proxied = paces(nine);
  expect(proxied.perSecond).toBeCloseTo(20, 1);
  expect(new Set(Object.values(proxied.each))).toEqual(new Set([22.5]));
  const direct = paces(nine, true);
  expect(direct.perSecond).toBeCloseTo(200, 0);
});

test('paths of older builds cost requests too', () => {
  expect(
    paces({ feed: 20 }, false, { kind: 'marketdata-heartbeat', fallbacks: ['/a', '/b'] }).each.feed,
  ).toBe(1.4);
});

test('within an agent a probe that is asked seldom anyway is not asked less often', () => {
  const often = agent('feed').probes;
  const plan = planOf([
    { ...agent('feed'), probes: [...often, ...agent('feed', { id: 'q', intervalSeconds: 10 }).probes] },
  ]);
  const instances = instancesOf({ plan, pods: podsOf('feed', 40), inCluster: false, env: {} });
  const every = new Map([...pacesOf(instances)].map(([{ probe }, ms]) => [probe.id, ms]));
  expect(every.get('q')).toBe(10_000);
  expect(every.get('p')).toBe(2_500);
});
