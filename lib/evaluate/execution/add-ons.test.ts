import { describe, expect, test } from 'vitest';
import { executionOf, proofOf, SWITCHED_PLAN } from '#testing/samples/execution-case.ts';
import { blind, container, discovered, NOW, SEEN, sourceStatus, workload } from '#testing/samples/facts.ts';
import type { Fact, FactValue, WorkloadValue } from '../../facts/fact.ts';
import { say } from '../../messages/say.ts';
import type { Plan } from '../../plan/schema.ts';

const ROLLOUT = 'Rollout.argoproj.io';
const JOB_SET = 'JobSet.jobset.x-k8s.io';
const served = [ROLLOUT];
const seen = sourceStatus(`poll/${ROLLOUT}`);
const crane = [container({ image: 'r/crane:1' })];
const OFF = { desired: 0, actual: 0, ready: 0 };
const rollout = (name: string, value: Partial<WorkloadValue> = {}) =>
  workload(name, { kind: ROLLOUT, namespace: 'elsewhere', containers: crane, ...value });
const NO_TEMPLATE = {
  containers: [],
  uses: [{ kind: 'PodTemplate', namespace: 'elsewhere', name: 'base' }],
};
const UNKNOWN_KINDS: Fact = {
  ...{ subject: 'served-kinds', kind: 'served-kinds' },
  ...{ observedAt: NOW, source: 'test', value: null },
};
const kind = { group: 'desk.example', kind: 'ExecutionAgent', resource: 'executionagents' };
const named = { group: 'desk.example', kind: 'Crane', resource: 'cranes' };
const unavailable = say('cause-server-error', { status: 503, words: null });
const unread = (group: string, ...holds: string[]) =>
  discovered({ unread: [{ group, holds, why: unavailable }] });
const settled = (until?: string): Plan => ({
  ...SWITCHED_PLAN,
  safety: {
    ...SWITCHED_PLAN.safety,
    executors: {
      ...SWITCHED_PLAN.safety.executors,
      knownKinds: [
        { group: 'desk.example', kind: 'Crane', by: 'ada', why: 'a catalogue', ...(until && { until }) },
      ],
    },
  },
});

type Case = [rule: string, facts: Fact[], outcome: string, words: string, plan?: Plan];
const CASES: Case[] = [
  ['no add-on is served', [], 'proven-off', '0 wanted'],
  ['one is served, and holds none', [...discovered({ served }), seen], 'proven-off', '0 wanted'],
  [
    'an executor of one is wanted',
    [...discovered({ served }), seen, rollout('web', { actual: 0 })],
    'not-off',
    'Rollout.argoproj.io web, elsewhere',
  ],
  ['one at 0 is off', [...discovered({ served }), seen, rollout('web', OFF)], 'proven-off', '0 wanted'],
  [
    'it takes its template from the executor',
    [
      ...discovered({ served }),
      seen,
      rollout('web', {
        namespace: 'pier',
        containers: [],
        uses: [{ kind: 'Deployment', namespace: 'pier', name: 'crane' }],
      }),
    ],
    'not-off',
    'Rollout.argoproj.io web, pier',
  ],
  [
    'it takes its template from what was not found',
    [...discovered({ served }), seen, rollout('web', NO_TEMPLATE)],
    'unproven',
    'PodTemplate elsewhere/base',
  ],
  [
    'at 0 it takes its template from what was not found',
    [...discovered({ served }), seen, rollout('web', { ...OFF, ...NO_TEMPLATE })],
    'proven-off',
    '0 wanted',
  ],
  [
    'at 0 it does so, and a message may start it',
    [...discovered({ served }), seen, rollout('web', { ...OFF, ...NO_TEMPLATE, startsBy: 'event' })],
    'unproven',
    'PodTemplate elsewhere/base',
  ],
  ['it is not read yet', discovered({ served }), 'unproven', 'Rollout.argoproj.io not read yet'],
  [
    'it may not be read',
    [...discovered({ served }), blind(`poll/${ROLLOUT}`)],
    'unproven',
    'not searched: Rollout.argoproj.io: connection refused',
  ],
  [
    'it is read in a part of the scope',
    [...discovered({ served }), sourceStatus(`poll/${ROLLOUT}`, { scope: ['pier'] })],
    'unproven',
    'outside pier cannot be seen',
  ],
  [
    'it was read too long ago',
    [...discovered({ served }), sourceStatus(`poll/${ROLLOUT}`, { lastSeenAt: NOW - 10_001 })],
    'unproven',
    'last read',
  ],
  [
    'discovery fails',
    [blind('discovery/kinds')],
    'unproven',
    'which kinds the cluster serves is not known: connection refused',
  ],
  [
    'discovery fails before it ever told anything',
    [UNKNOWN_KINDS, blind('discovery/kinds')],
    'unproven',
    'which kinds the cluster serves is not known: connection refused',
  ],
  [
    'discovery tells nothing, and says that it works',
    [UNKNOWN_KINDS],
    'unproven',
    'which kinds the cluster serves is not known',
  ],
  [
    'discovery works, and nobody knows since when',
    [sourceStatus('discovery/kinds', { lastSeenAt: null })],
    'unproven',
    'which kinds the cluster serves is not known',
  ],
  [
    'discovery is old',
    [sourceStatus('discovery/kinds', { lastSeenAt: NOW - 90_001 })],
    'unproven',
    'kinds last read',
  ],
  [
    'a group that may hold known kinds is not listed',
    unread('argoproj.io', ROLLOUT),
    'unproven',
    'argoproj.io could not be listed: 503',
  ],
  ['another group is not listed', unread('metrics.k8s.io'), 'proven-off', '0 wanted'],
  [
    'a group named like an executor is not listed',
    unread('cranes.desk.example'),
    'unproven',
    'cranes.desk.example',
  ],
  [
    'a custom kind that nobody knows changes nothing',
    discovered({ others: [kind] }),
    'proven-off',
    '0 wanted',
  ],
  [
    'one named like an executor does',
    discovered({ others: [named] }),
    'unproven',
    'cranes.desk.example carries an executor’s name',
  ],
  ['until the plan says what it is', discovered({ others: [named] }), 'proven-off', '0 wanted', settled()],
  [
    'for as long as it says',
    discovered({ others: [named] }),
    'proven-off',
    '0 wanted',
    settled('2027-01-01T00:00:00Z'),
  ],
  ['and no longer', discovered({ others: [named] }), 'unproven', 'carries', settled('2026-11-20T15:15:00Z')],
  [
    'and for no other kind of that group',
    discovered({ others: [{ ...named, kind: 'TowerCrane' }] }),
    'unproven',
    'cranes.desk.example carries',
    settled(),
  ],
  [
    'one is named so by its plural alone',
    discovered({ others: [{ group: 'desk.example', kind: 'Hoist', resource: 'cranes' }] }),
    'unproven',
    'cranes.desk.example carries',
  ],
  [
    'one is named so by the end of its group',
    discovered({ others: [{ group: 'desk.cranes', kind: 'Hoist', resource: 'hoists' }] }),
    'unproven',
    'hoists.desk.cranes carries',
  ],
  [
    'and for that group alone',
    discovered({ others: [{ ...named, group: 'other.example' }] }),
    'unproven',
    'cranes.other.example carries',
    settled(),
  ],
];

describe('add-on kinds', () => {
  test.each(CASES)('%s', (_rule, facts, outcome, words, plan = SWITCHED_PLAN) => {
    const evaluated = executionOf(facts, { plan });
    const proof = proofOf(evaluated, 'executors-scaled');
    expect(`${proof.value}; ${proof.detail}`).toContain(words);
    expect(evaluated.outcome).toBe(outcome);
  });

  test('never discovered: not known, whatever else was read', () => {
    const evaluated = executionOf([
      { ...sourceStatus('discovery/kinds'), value: null, observedAt: NOW } as Fact,
    ]);
    expect(evaluated.outcome).toBe('unproven');
  });

  test('the proof is as old as the oldest read', () => {
    const lastSeenAt = SEEN - 4_000;
    const later = sourceStatus(`poll/${JOB_SET}`, { lastSeenAt: SEEN - 2_000 });
    const served = [ROLLOUT, JOB_SET];
    const facts = [...discovered({ served }), sourceStatus(`poll/${ROLLOUT}`, { lastSeenAt }), later];
    expect(proofOf(executionOf(facts), 'executors-scaled').observedAt).toBe(
      new Date(lastSeenAt).toISOString(),
    );
  });

  test('a ReplicaSet of an add-on that wants an executor is one', () => {
    const owner = { kind: 'Desk', name: 'web', group: 'desk.example' };
    const facts = [workload('web-1', { kind: 'ReplicaSet', owner, containers: crane, actual: 0 })];
    expect(executionOf(facts).outcome).toBe('not-off');
  });

  test.each(['DaemonSet', 'ReplicationController', 'ReplicaSet'])('a %s that wants one is one', (kind) => {
    expect(executionOf([workload('crane', { kind, namespace: 'elsewhere' })]).outcome).toBe('not-off');
    expect(executionOf([blind(`poll/${kind}`)]).outcome).toBe('unproven');
  });
});

describe('what could start without a person', () => {
  const job = 'ScaledJob.keda.sh';
  const startable = (startsBy: WorkloadValue['startsBy'], containers = crane) => [
    ...discovered({ served: [job] }),
    sourceStatus(`poll/${job}`),
    workload('web', { kind: job, ...OFF, containers, ...(startsBy && { startsBy }) }),
  ];
  const scaler = (value: Partial<FactValue<'autoscaler'>>): Fact => ({
    subject: 'ScaledObject.keda.sh/pier/up',
    kind: 'autoscaler',
    observedAt: SEEN,
    source: 'poll/ScaledObject.keda.sh',
    value: {
      ...{ namespace: 'pier', name: 'up', uid: 'u', resourceVersion: '1' },
      ...{ target: { kind: 'Deployment', name: 'crane' }, min: 0, max: 3, keda: true },
      ...value,
    },
  });

  test.each<[string, Fact[], string, string]>([
    ['a message', startable('event'), 'not-off', 'ScaledJob.keda.sh web, pier: a message may start it'],
    ['a request', startable('request'), 'not-off', 'a request may start it'],
    ['what is paused', startable(undefined), 'proven-off', 'none'],
    ['a message for somebody else', startable('event', [container()]), 'proven-off', 'none'],
    ['KEDA', [scaler({})], 'not-off', 'Deployment crane, pier: KEDA may raise it from 0, up to 3 (up)'],
    ['KEDA at a most of 0', [scaler({ max: 0 })], 'proven-off', '1 finding'],
    [
      'KEDA on somebody else',
      [scaler({ target: { kind: 'Deployment', name: 'feed' } })],
      'proven-off',
      'none',
    ],
    [
      'KEDA on an add-on that runs an executor',
      [
        ...discovered({ served }),
        seen,
        rollout('web', { ...OFF, namespace: 'pier' }),
        scaler({ target: { kind: ROLLOUT, name: 'web' } }),
      ],
      'not-off',
      'Rollout.argoproj.io web, pier: KEDA',
    ],
    [
      'an HPA with a minimum of 0',
      [scaler({ keda: false })],
      'not-off',
      'an autoscaler with a minimum of 0 may raise it',
    ],
    ['an HPA with a minimum of 1', [scaler({ keda: false, min: 1 })], 'proven-off', '1 finding'],
    [
      'a kind that may not be read',
      [...discovered({ served: [job] }), blind(`poll/${job}`)],
      'unproven',
      'not searched',
    ],
    [
      'what was seen, while another kind may not be read',
      [scaler({}), ...discovered({ served: [job] }), blind(`poll/${job}`)],
      'not-off',
      'KEDA may raise it',
    ],
  ])('%s', (_rule, facts, outcome, words) => {
    const evaluated = executionOf(facts);
    const proof = proofOf(evaluated, 'executor-autoscalers');
    expect(`${proof.value}; ${proof.detail}`).toContain(words);
    expect(evaluated.outcome).toBe(outcome);
  });
});

describe('the scope', () => {
  test('names what was searched and what was not', () => {
    const facts = [
      ...discovered({ served: [ROLLOUT, JOB_SET], others: [kind, named] }),
      seen,
      blind('poll/DaemonSet'),
    ];
    const { kinds, notSearched, customKinds } = executionOf(facts).scope.cluster;
    expect(kinds).toContain(ROLLOUT);
    expect(kinds).toContain('Deployment');
    expect(notSearched.map(({ what }) => what)).toEqual(['DaemonSet', JOB_SET, 'cranes.desk.example']);
    expect(customKinds).toEqual({
      count: 2,
      named: ['cranes.desk.example', 'executionagents.desk.example'],
      unread: [],
    });
  });

  test('names groups that could not be listed and hold nothing known', () => {
    const { notSearched, customKinds } = executionOf(unread('metrics.k8s.io')).scope.cluster;
    expect([notSearched, customKinds.unread]).toEqual([[], [{ what: 'metrics.k8s.io', why: unavailable }]]);
  });

  test('names a group that could not be listed by the first known kind that it may hold', () => {
    const facts = unread('argoproj.io', ROLLOUT, 'Workflow.argoproj.io');
    const { notSearched, customKinds } = executionOf(facts).scope.cluster;
    expect([notSearched.map(({ what }) => what), customKinds.unread]).toEqual([[ROLLOUT], []]);
  });

  test('counts all custom kinds, and names as many as a screen shows', () => {
    const seven = Array.from({ length: 7 }, (_, i) => `g${i}.example`);
    const others = seven.map((group) => ({ ...kind, group }));
    const lost = seven.map((group) => ({ group, holds: [], why: unavailable }));
    const { customKinds } = executionOf(discovered({ others, unread: lost })).scope.cluster;
    expect([customKinds.count, customKinds.named.length, customKinds.unread.length]).toEqual([7, 5, 5]);
  });
});
