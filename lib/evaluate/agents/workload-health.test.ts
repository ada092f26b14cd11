/** A count of ready pods is a summary: what stands beside it, and the pods themselves, are the evidence. */

import { describe, expect, test } from 'vitest';
import {
  calmFacts,
  container,
  containerState,
  pod,
  SEEN,
  status,
  tick,
  workload,
} from '#testing/samples/facts.ts';
import { lookedAt } from '#testing/samples/looks.ts';
import { renderedAgent } from '#testing/samples/rendered.ts';
import type { Fact, PodValue, WorkloadCondition, WorkloadValue } from '../../facts/fact.ts';

const feed = (value: Partial<WorkloadValue>, pods: Partial<PodValue>[] = [{}]): Fact[] => [
  ...calmFacts().filter(({ kind, subject }) => kind !== 'pod' || !subject.includes('feed')),
  workload('feed', value),
  ...pods.map((one, i) => pod(`feed-${i + 1}`, 'feed', { uid: `u-${i}`, ...one })),
  ...pods.slice(1).flatMap((_, i) => tick({}, SEEN, `pier/feed-${i + 2}`)),
];

/** The feed's state and reason at each of these seconds, over facts that stay as they are. */
function rows(facts: readonly Fact[], seconds: readonly number[]): (readonly [string, string])[] {
  return lookedAt(seconds.map((at) => [at, facts] as const)).map((said) => {
    const feed = renderedAgent(said, 'feed');
    return [feed?.state ?? '', feed?.reason ?? ''];
  });
}

const condition = (value: Partial<WorkloadCondition>): WorkloadCondition => ({
  type: 'Progressing',
  status: 'True',
  reason: null,
  message: null,
  since: null,
  ...value,
});
const stuck = condition({
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
  message: 'ReplicaSet "feed-2" has timed out progressing.',
});
const refused = condition({
  type: 'ReplicaFailure',
  reason: 'FailedCreate',
  message: 'pods "feed-2-x" is forbidden: exceeded quota: floor',
});
const unavailable = condition({ type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable' });

describe('conditions are read, however many pods are ready', () => {
  test.each<[string, Partial<WorkloadValue>, string, string]>([
    [
      'a rollout past its deadline',
      { conditions: [stuck] },
      'Rollout stuck',
      'Deployment feed: Progressing False, ProgressDeadlineExceeded, ReplicaSet "feed-2" has timed out progressing.',
    ],
    [
      'a quota',
      { conditions: [refused] },
      'Pods refused',
      'Deployment feed: ReplicaFailure True, FailedCreate, pods "feed-2-x" is forbidden: exceeded quota: floor',
    ],
    [
      'too few available',
      { conditions: [unavailable] },
      'Unavailable',
      'Deployment feed: Available False, MinimumReplicasUnavailable',
    ],
  ])('%s', (_what, value, state, reason) => {
    expect(rows(feed(value), [0])).toEqual([[state, reason]]);
  });

  test.each<[string, WorkloadCondition]>([
    ['progresses', condition({})],
    ['is paused', condition({ status: 'Unknown', reason: 'DeploymentPaused' })],
    ['is available', condition({ type: 'Available' })],
    ['no longer fails', condition({ type: 'ReplicaFailure', status: 'False' })],
  ])('one that %s is well', (_what, one) => {
    expect(rows(feed({ conditions: [one] }), [0])).toEqual([['Good', '']]);
  });

  test('of an agent whose readiness the console reads itself, availability says no more than that', () => {
    const probes = { liveness: null, startup: null, readiness: { path: '/healthz', port: '80' } };
    const unready = {
      ready: false,
      containers: [container({ probes })],
      states: [containerState({ ready: false })],
    };
    const facts = [
      ...feed({ ready: 0, conditions: [unavailable, stuck] }, [unready]),
      ...tick({ ok: false, status: 503, lastTickAt: null }),
    ];
    expect(rows(facts, [0])[0]?.[0]).toBe('No tick');
  });
});

describe('a status of an older spec', () => {
  test('is no evidence after a moment, and nothing controls the workload after minutes', () => {
    const states = rows(feed({ lagging: true }), [0, 9, 10, 299, 300]).map(([state]) => state);
    const [verdicts] = [lookedAt([0, 9, 10, 299, 300].map((at) => [at, feed({ lagging: true })] as const))];
    expect(states).toEqual(['Good', 'Good', 'Status behind', 'Status behind', 'Status behind']);
    expect(verdicts.map((said) => said.agents.find(({ name }) => name === 'feed')?.verdict)).toEqual([
      'good',
      'good',
      'unknown',
      'unknown',
      'bad',
    ]);
  });

  test('that is caught up in between begins again', () => {
    const [lags, caught] = [feed({ lagging: true }), feed({ lagging: false })];
    const said = lookedAt([
      [0, lags],
      [8, caught],
      [9, lags],
      [18, lags],
      [19, lags],
    ]);
    expect(said.map(({ agents }) => agents.find(({ name }) => name === 'feed')?.code)).toEqual([
      'good',
      'good',
      'good',
      'good',
      'status-behind',
    ]);
  });
});

test('while nothing is read after a restart, both timers run on', () => {
  const both = feed({ lagging: true, desired: 2, actual: 2, ready: 2 }, [{}, UNREADY]);
  const codes = lookedAt([
    [0, both],
    [3, both],
    [6, both],
    [7, []],
    [30, both],
  ]).map(({ agents }) => agents.find(({ name }) => name === 'feed')?.evidence.map(({ path }) => path));
  expect(codes.at(-1)).toEqual(expect.arrayContaining(['Status behind', 'Partly ready']));
});

const UNREADY: Partial<PodValue> = { ready: false, states: [containerState({ ready: false })] };
const SECONDS = [0, 3, 6, 29, 30];
const none = 'Deployment feed: its status says 1 of 1 ready, 0 pods of it are';

describe('pods and status that disagree', () => {
  test.each<[string, Partial<PodValue>[]]>([
    ['its only pod is not ready', [UNREADY]],
    ['its only pod is on its way out', [{ terminating: true }]],
    ['its only pod has ended', [{ phase: 'Failed' }]],
    ['its pod is called ready, and its container is not', [{ states: [containerState({ ready: false })] }]],
    ['it has no pod', []],
  ])('for half a minute are a finding: %s', (_what, pods) => {
    const said = rows(feed({}, pods), SECONDS);
    expect(said.slice(0, 4).every(([state]) => state === said[0]?.[0])).toBe(true);
    expect(said.slice(0, 4).every(([, reason]) => reason !== none)).toBe(true);
    expect(said[4]).toEqual(['Not ready', none]);
  });

  test('some of them ready: attention, with both facts', () => {
    const said = rows(feed({ desired: 3, actual: 3, ready: 3 }, [{}, UNREADY, UNREADY]), SECONDS);
    expect(said[4]).toEqual([
      'Partly ready',
      'Deployment feed: its status says 3 of 3 ready, 1 pod of it is',
    ]);
  });

  test('that agree in between begin again', () => {
    const apart = feed({}, [UNREADY]);
    const said = lookedAt([
      [0, apart],
      [15, feed({})],
      [16, apart],
      [31, apart],
      [45, apart],
      [46, apart],
    ]);
    expect(said.map(({ agents }) => agents.find(({ name }) => name === 'feed')?.code)).toEqual([
      ...Array.from({ length: 5 }, () => 'good'),
      'pods-disagree',
    ]);
  });

  test('are none while one of them was read once only', () => {
    const apart = feed({}, [UNREADY]);
    const said = lookedAt([
      [0, apart],
      [31, apart],
      [32, apart],
    ]);
    expect(said.map(({ agents }) => agents.find(({ name }) => name === 'feed')?.code)).toEqual([
      'good',
      'good',
      'pods-disagree',
    ]);
  });

  test('pods behind a ReplicaSet that names its Deployment are the Deployment’s', () => {
    const set = workload('feed-abc', {
      kind: 'ReplicaSet',
      owner: { kind: 'Deployment', name: 'feed', group: 'apps' },
    });
    const its = { owner: { kind: 'ReplicaSet', name: 'feed-abc', group: 'apps' } };
    const facts = [
      ...feed({}, [{ ...its, workload: { kind: 'ReplicaSet', name: 'feed-abc' } }]),
      set,
      ...status(),
    ];
    expect(rows(facts, SECONDS).map(([state]) => state)).toEqual(SECONDS.map(() => 'Good'));
  });
});
