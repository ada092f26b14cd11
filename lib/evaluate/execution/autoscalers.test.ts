import { describe, expect, test } from 'vitest';
import { executionOf, proofOf, switchedCalm } from '#testing/samples/execution-case.ts';
import { blind, container, NOW, sourceStatus, workload } from '#testing/samples/facts.ts';
import type { Fact, FactValue } from '../../facts/fact.ts';
import { say } from '../../messages/say.ts';

const WATCH = 'watch/HorizontalPodAutoscaler';

function autoscaler(value: Partial<FactValue<'autoscaler'>> = {}): Fact {
  return {
    subject: 'HorizontalPodAutoscaler/pier/up',
    kind: 'autoscaler',
    observedAt: NOW - 3_600_000,
    source: 'watch/HorizontalPodAutoscaler',
    value: {
      namespace: 'pier',
      name: 'up',
      uid: 'u-up',
      resourceVersion: '10',
      target: { kind: 'Deployment', name: 'crane' },
      min: 1,
      max: 4,
      keda: false,
      ...value,
    },
  };
}

const innocent = workload('innocent', {
  namespace: 'pier',
  desired: 0,
  actual: 0,
  containers: [container({ image: 'r/crane:1' })],
});
const CASES: [string, Fact[], string, string][] = [
  ['none on an executor', [autoscaler({ target: { kind: 'Deployment', name: 'feed' } })], 'good', 'none'],
  ['an HPA is inactive at 0', [autoscaler()], 'attention', 'inactive while it is at 0'],
  ['KEDA that is paused at 0', [autoscaler({ keda: true, min: 0, max: 0 })], 'attention', 'at 0 to 0'],
  ['an executor that does not exist yet', [autoscaler({ namespace: 'elsewhere' })], 'attention', 'inactive'],
  [
    'an executor by its image under another name',
    [innocent, autoscaler({ target: { kind: 'Deployment', name: 'innocent' } })],
    'attention',
    'Deployment innocent, pier',
  ],
  ['blindness hides none that was seen', [autoscaler(), blind(WATCH)], 'attention', 'inactive'],
  ['a blind watch', [blind(WATCH)], 'attention', 'connection refused'],
  [
    'a watch that has fallen silent',
    [sourceStatus(WATCH, { lastSeenAt: NOW - 30_001 })],
    'attention',
    'the watch has been silent since',
  ],
  [
    'a source that says nothing any more',
    [{ ...sourceStatus(WATCH), observedAt: NOW - 15_001 } as Fact],
    'attention',
    'its source has fallen silent at',
  ],
  [
    'a watch over less than the plan’s scope',
    [sourceStatus(WATCH, { scope: ['pier'] })],
    'attention',
    'only pier can be seen',
  ],
  [
    'a blind watch that knew one of somebody else',
    [autoscaler({ target: { kind: 'Deployment', name: 'feed' } }), blind(WATCH)],
    'attention',
    'cannot be seen; connection refused',
  ],
  [
    'a cluster that has no such kind any more, where one was seen',
    [autoscaler(), sourceStatus(WATCH, { state: 'absent' })],
    'attention',
    'inactive while it is at 0',
  ],
  [
    'a cluster that has no such kind, where one of somebody else was seen',
    [autoscaler({ target: { kind: 'Deployment', name: 'feed' } }), sourceStatus(WATCH, { state: 'absent' })],
    'not-applicable',
    'none; the cluster has no autoscalers',
  ],
  [
    'a cluster that had no such kind when it was last heard of',
    [
      sourceStatus(WATCH, {
        state: 'absent',
        cause: say('quoted', { words: 'no such kind' }),
        lastSeenAt: NOW - 30_001,
      }),
    ],
    'attention',
    'no such kind',
  ],
  [
    'a cluster that has no such kind',
    [sourceStatus(WATCH, { state: 'absent' })],
    'not-applicable',
    'no autoscalers',
  ],
];

describe('autoscalers on executors', () => {
  test.each(CASES)(
    '%s: a finding at most, and execution stays proven off',
    (_rule, facts, verdict, words) => {
      const base = executionOf().proofs.length;
      const said = executionOf(facts, { base: calmWithout(facts) });
      const proof = proofOf(said, 'executor-autoscalers');
      expect([proof.verdict, said.outcome, said.proofs.length]).toEqual([verdict, 'proven-off', base]);
      expect(`${proof.value}; ${proof.detail}`).toContain(words);
    },
  );

  test('a watched object is as old as the last line of the watch, however lately its source reported that it watches', () => {
    const lastSeenAt = NOW - 29_000;
    const facts = [{ ...sourceStatus(WATCH, { lastSeenAt }), observedAt: NOW } as Fact];
    expect(proofOf(executionOf(facts), 'executor-autoscalers').observedAt).toBe(
      new Date(lastSeenAt).toISOString(),
    );
  });

  test('a watch may be silent for as long as it takes to presume it dead', () => {
    expect(proofOf(executionOf(), 'executor-autoscalers').limitSeconds).toBe(30);
  });

  test('one that was deleted is none', () => {
    const gone = { ...autoscaler(), value: null, observedAt: NOW } as Fact;
    expect(proofOf(executionOf([autoscaler(), gone]), 'executor-autoscalers').verdict).toBe('good');
  });
});

/** The case's own status of the watch is the only one: the ledger would ignore an older one. */
function calmWithout(facts: readonly Fact[]): Fact[] {
  const own = facts.some((f) => f.subject === WATCH);
  return switchedCalm().filter((f) => !own || f.subject !== WATCH);
}
