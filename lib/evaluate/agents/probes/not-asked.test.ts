import { describe, expect, test } from 'vitest';
import { evaluated } from '#testing/samples/evaluated.ts';
import {
  answered,
  attempt,
  calmFacts,
  containerState,
  NOW,
  pod,
  status,
  tick,
  workload,
} from '#testing/samples/facts.ts';
import { renderedAgent } from '#testing/samples/rendered.ts';
import type { AnswerValue, Fact, ProbeValue } from '../../../facts/fact.ts';

/** Twelve pods of the feed, of which the first ones were asked and answered well. */
function feedPods(count: number, asked: number, answer: object = {}, at = NOW - 500): Fact[] {
  const facts = Array.from({ length: count }, (_, i) => pod(`feed-${i}`, 'feed'));
  return [
    ...calmFacts().filter(({ subject }) => !/feed-1|probe\/feed/.test(subject)),
    workload('feed', { desired: count, actual: count, ready: count }),
    ...facts,
    ...Array.from({ length: asked }, (_, i) => beat(`pier/feed-${i}`, answer, at)).flat(),
  ];
}

function beat(instance: string, answer: object, at: number): Fact[] {
  const fact = tick(answer, at).find(({ kind }) => kind === 'answer');
  if (fact?.kind !== 'answer' || fact.value === null) throw new Error('no answer');
  const { agent: _a, probe: _p, instance: _i, ...rest } = fact.value as AnswerValue;
  return answered('feed', 'beat', instance, rest, at);
}

/** The attempts as those of pods that are asked less often. */
const stretched = (facts: readonly Fact[], everySeconds: number): Fact[] =>
  facts.map((fact) =>
    fact.kind === 'probe' && fact.value !== null
      ? { ...fact, value: { ...(fact.value as ProbeValue), everySeconds } }
      : fact,
  );

const feed = (facts: readonly Fact[], now = NOW) => {
  const found = renderedAgent(evaluated(facts, now), 'feed');
  return { verdict: found?.verdict, code: found?.code, reason: found?.reason };
};

describe('pods that were not asked', () => {
  test('are counted, and keep their agent from being good', () => {
    expect(feed(feedPods(12, 10))).toEqual({
      verdict: 'unknown',
      code: 'not-asked',
      reason: '/healthz: 12 pods, 2 not asked',
    });
    expect(feed(feedPods(12, 12)).verdict).toBe('good');
  });

  test('are counted beside those that are ready, whatever else is wrong', () => {
    const pods = (facts: Fact[]) => evaluated(facts).agents.find(({ name }) => name === 'feed')?.pods;
    expect(pods(feedPods(12, 10))).toMatchObject({ ready: 12, desired: 12, notAsked: 2 });
    expect(pods(feedPods(12, 10, { ok: false, status: 503 }))).toMatchObject({ notAsked: 2 });
    expect(pods(feedPods(12, 12))).not.toHaveProperty('notAsked');
  });

  test('right after a start, one of two is enough', () => {
    expect(feed(feedPods(2, 1))).toMatchObject({
      verdict: 'unknown',
      reason: '/healthz: 2 pods, 1 not asked',
    });
  });

  test.each<[string, Partial<Parameters<typeof pod>[2]>, string]>([
    [
      'one that has just started is asked soon',
      { states: [containerState({ startedAt: NOW - 1_000 })] },
      'good',
    ],
    [
      'one that started longer ago is not',
      { states: [containerState({ startedAt: NOW - 6_000 })] },
      'unknown',
    ],
    [
      'one whose start lies in the future is not new',
      { states: [containerState({ startedAt: NOW + 60_000 })] },
      'unknown',
    ],
    ['one that has not started is not asked', { phase: 'Pending' }, 'good'],
    ['one that ends is not asked', { terminating: true }, 'good'],
  ])('%s', (_rule, value, verdict) => {
    expect(feed([...feedPods(1, 1), pod('feed-9', 'feed', value)]).verdict).toBe(verdict);
  });

  test('of an endpoint that builds may lack are no finding', () => {
    const facts = [...calmFacts(), ...status()];
    expect(renderedAgent(evaluated(facts), 'pilot')?.verdict).toBe('good');
  });

  test('are not those that were asked in vain', () => {
    const facts = [...calmFacts(), attempt('feed', 'beat', 'pier/feed-9', 'timeout')];
    expect(feed(facts).verdict).toBe('bad');
  });
});

describe('pods that are asked less often', () => {
  const old = (seconds: number) => feedPods(12, 12, {}, NOW - 1_000 * seconds);

  test('an answer of twenty seconds ago is none of now where each is asked each second', () => {
    expect(feed(old(20))).toMatchObject({ verdict: 'unknown', code: 'lapsed' });
  });
  test('it is where each is asked each twelve seconds', () => {
    expect(feed(stretched(old(20), 12)).verdict).toBe('good');
  });
  test('one pod tells how often all of them are asked', () => {
    const facts = [...old(20), ...stretched(beat('pier/feed-0', {}, NOW - 500), 12)];
    expect(feed(facts).verdict).toBe('good');
  });
  test('its tick is not called stale because it is seldom asked', () => {
    const lastTickAt = NOW - 70_000;
    expect(
      feed(stretched(feedPods(12, 12, { lastTickAt, reportedAgeSeconds: 20 }, NOW - 50_000), 40)).verdict,
    ).toBe('good');
    expect(
      feed(stretched(feedPods(12, 12, { lastTickAt, reportedAgeSeconds: 69 }, NOW - 1_000), 40)).code,
    ).toBe('stale-claims-ok');
  });
  test('none is good that was not asked within the limit of its heartbeat', () => {
    expect(feed(stretched(old(61), 50))).toMatchObject({ verdict: 'unknown', code: 'lapsed' });
  });
});
