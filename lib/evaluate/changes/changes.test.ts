import { describe, expect, test } from 'vitest';
import { evaluation } from '#testing/samples/evaluated.ts';
import {
  blind,
  calmFacts,
  config,
  container,
  containerState,
  literal,
  node,
  pod,
  sourceStatus,
  workload,
} from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { Fact } from '../../facts/fact.ts';
import { type Plan, planSchema } from '../../plan/schema.ts';
import { EMPTY_STATE, type EvaluationState, parseState, serialiseState } from '../base/state.ts';

/** Friday's close in New York, and times of Monday before the open. */
const CLOSE = Date.parse('2026-11-20T21:00:00Z');
const T_60 = Date.parse('2026-11-23T13:30:00Z');
const MINUTE = 60_000;

const PLAN: Plan = planSchema.parse({
  ...SAMPLE_PLAN,
  cadence: [
    {
      ...{ id: 'changes', title: 'Changes', phase: 'p', anchor: 'open', offsetMinutes: -60, who: 'w' },
      evidence: [{ kind: 'changes-since-close' }],
      steps: ['s'],
    },
  ],
});

/** The facts as read at `now`. */
function readAt(now: number, facts: readonly Fact[]): Fact[] {
  const observedAt = now - 500;
  return facts.map((fact) =>
    fact.kind === 'source-status' && fact.value !== null
      ? { ...fact, observedAt, value: { ...fact.value, lastSeenAt: observedAt, syncedAt: observedAt } }
      : { ...fact, observedAt },
  );
}

const marked = (name: string, mark: string) => ({ ...literal(name, ''), mark });
const ENVIRONMENT = [marked('FEED_KEY', 'mark:aa:1'), marked('OLD', 'mark:aa:2')];
const feed = (value: Parameters<typeof workload>[1] = {}, image = 'r/x:1', environment = ENVIRONMENT) =>
  workload('feed', { containers: [container({ image, environment })], ...value });
const feedPod = (digest: string) =>
  pod('feed-1', 'feed', {
    states: [containerState({ ran: { digest, knownTo: 'registry', runtime: 'containerd' } })],
  });
const brake = (mark: string): Fact => {
  const fact = config('brake', { HALTED: '1' });
  if (fact.kind !== 'config' || fact.value === null) throw new Error('a ConfigMap is wanted');
  return { ...fact, value: { ...fact.value, marks: { HALTED: mark } } };
};
const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;
const SEEN = [sourceStatus('poll/ConfigMap/pier/brake'), sourceStatus('poll/ConfigMap/pier/second')];
const NODE = node('n1', { platform: 'linux/amd64' });
const world = (...more: Fact[]) => [
  ...calmFacts(),
  ...SEEN,
  NODE,
  feed(),
  feedPod(A),
  brake('mark:aa:9'),
  ...more,
];

const restored = (state: EvaluationState) =>
  parseState(JSON.parse(JSON.stringify(serialiseState(state)))) ?? EMPTY_STATE;

const closed = (facts: readonly Fact[], at = CLOSE + 2_000, before = EMPTY_STATE) =>
  restored(evaluation(readAt(at, facts), at, before, PLAN).evaluationState);

function told(facts: readonly Fact[], before: EvaluationState, now = T_60 + MINUTE) {
  const { said, evaluationState } = evaluation(readAt(now, facts), now, before, PLAN);
  const evidence = said.agents.find(({ name }) => name === 'feed')?.evidence ?? [];
  return {
    feed: evidence.filter(({ path }) => path === 'since the last close').map(({ value }) => value),
    item: said.cadence.items[0],
    evaluationState,
  };
}

describe('since the last close', () => {
  test.each<[string, Fact[], string[]]>([
    ['nothing', [], ['nothing changed since the close of Fri 20 Nov 16:00 ET']],
    ['an image', [feed({}, 'r/x:2')], ['Deployment pier/feed, main: image r/x:1 → r/x:2']],
    [
      'a digest under the same name',
      [feedPod(B)],
      ['Deployment pier/feed, main: digest sha256:aaaaaaaaaaaa → sha256:bbbbbbbbbbbb'],
    ],
    ['replicas', [feed({ desired: 3 })], ['Deployment pier/feed: replicas 1 → 3']],
    [
      'a mode',
      [feed({}, 'r/x:1', [...ENVIRONMENT, { ...literal('MODE', 'EVAL'), mark: 'mark:aa:4' }])],
      ['Deployment pier/feed, main: MODE added', 'mode none → EVAL'],
    ],
    [
      'values of settings, by name and never by value',
      [feed({}, 'r/x:1', [marked('FEED_KEY', 'mark:aa:7'), marked('NEW', 'mark:aa:8')])],
      [
        'Deployment pier/feed, main: FEED_KEY changed',
        'Deployment pier/feed, main: NEW added',
        'Deployment pier/feed, main: OLD removed',
      ],
    ],
    [
      'marks of another key',
      [feed({}, 'r/x:1', [marked('FEED_KEY', 'mark:bb:1'), marked('OLD', 'mark:aa:2')])],
      ['Deployment pier/feed, main: FEED_KEY cannot be compared: the console’s key is another one'],
    ],
    [
      'workloads that cannot be read',
      [blind('poll/Deployment')],
      ['not told: its workloads cannot be read now'],
    ],
  ])('%s', (_case, more, expected) => {
    const changed = told(world(...more), closed(world()));
    expect(changed.feed).toEqual(expected);
  });

  test('a ConfigMap that the plan names is of the mesh', () => {
    const { item } = told(world(brake('mark:aa:10')), closed(world()));
    expect(item).toMatchObject({ state: 'done', verdict: 'attention' });
    expect(JSON.stringify(item?.params)).toContain('ConfigMap pier/brake');
  });
});

describe('the item of the cadence', () => {
  test('is done where nothing changed', () => {
    expect(told(world(), closed(world())).item).toMatchObject({ state: 'done', verdict: 'good' });
  });

  test('is attention where something did', () => {
    expect(told(world(feed({ desired: 2 })), closed(world())).item).toMatchObject({ verdict: 'attention' });
  });

  test('is not done before a first close was watched, and says so', () => {
    const { item, feed: lines } = told(world(), EMPTY_STATE);
    expect(item?.state).toBe('due');
    expect(lines).toEqual(['no baseline yet: no close was watched so far']);
  });
});

describe('what is kept at a close', () => {
  const closeOf = (state: EvaluationState) => new Map(state.baselines).get('feed')?.close;

  test('is what was in force then, and not what came in the minutes after', () => {
    const at = closed(world());
    const after = closed(world(feed({ desired: 5 })), CLOSE + MINUTE, at);
    expect(told(world(), after).feed).toEqual(['nothing changed since the close of Fri 20 Nov 16:00 ET']);
  });

  test('is nothing where the first look came late', () => {
    expect(closeOf(closed(world(), CLOSE + 16 * MINUTE))).toBeUndefined();
  });

  test('is of an earlier close where the last one was not watched', () => {
    const earlier = closed(world(), Date.parse('2026-11-19T21:00:02Z'));
    expect(told(world(), earlier).feed).toEqual(['nothing changed since the close of Thu 19 Nov 16:00 ET']);
  });

  test('is taken at the first look that sees, if that is soon', () => {
    const blindAtClose = closed(world(blind('poll/Deployment')));
    expect(closeOf(blindAtClose)).toBeUndefined();
    expect(closeOf(closed(world(), CLOSE + MINUTE, blindAtClose))).toBe(CLOSE);
  });

  test('is dropped if a clock that was ahead took it at a close that is to come', () => {
    const ahead = closed(world(), CLOSE + 2_000);
    expect(closeOf(told(world(), ahead, CLOSE - 30 * MINUTE).evaluationState)).toBeUndefined();
  });
});
