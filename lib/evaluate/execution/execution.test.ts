import { describe, expect, test } from 'vitest';
import { evaluated } from '#testing/samples/evaluated.ts';
import { braked, executionOf, proofOf, runningCrane } from '#testing/samples/execution-case.ts';
import {
  blind,
  calmFacts,
  config,
  container,
  fromSecret,
  literal,
  mount,
  NOW,
  POLLS,
  pod,
  sourceStatus,
  status,
  workload,
} from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { ContainerSpec, Fact } from '../../facts/fact.ts';
import { executionSentence, headlineOf } from '../../messages/status/execution.ts';
import { PROOF_IDS } from '../../vocabulary.ts';

const running = (environment: ContainerSpec['environment'], mounts: ContainerSpec['mounts'] = []) => [
  container({ environment, mounts }),
];

const outcomes: [string, Fact[], string][] = [
  ['calm in clear sight is proven off', [], 'proven-off'],
  ['no executor workload at all is proven off', [{ ...workload('crane'), value: null }], 'proven-off'],
  ['one wanted replica is not off', [workload('crane', { desired: 1, actual: 0 })], 'not-off'],
  [
    'one actual replica is not off though none is wanted',
    [workload('crane', { desired: 0, actual: 1 })],
    'not-off',
  ],
  ['a running executor pod is not off', [pod('crane-x', 'crane')], 'not-off'],
  ['a terminating executor pod is not off', [pod('crane-x', 'crane', { terminating: true })], 'not-off'],
  ['an executor in another namespace is not off', [workload('crane', { namespace: 'elsewhere' })], 'not-off'],
  [
    'an executor image under another name is not off',
    [
      workload('innocent', {
        namespace: 'elsewhere',
        containers: [container({ name: 'a', image: 'r/p/crane:2@sha256:1' })],
      }),
    ],
    'not-off',
  ],
  [
    'an executor under a longer name is not off',
    [workload('crane-canary', { namespace: 'elsewhere' })],
    'not-off',
  ],
  ['an executor CronJob is not off', [workload('crane', { kind: 'CronJob' })], 'not-off'],
  [
    'a bare executor pod is not off',
    [pod('crane-debug', 'crane', { owner: null, workload: null })],
    'not-off',
  ],
  ['a finished executor pod is history', [pod('crane-x', 'crane', { phase: 'Succeeded' })], 'proven-off'],
  [
    'a live mode anywhere is not off',
    [workload('other', { namespace: 'elsewhere', containers: running([literal('MODE', 'live')]) })],
    'not-off',
  ],
  [
    'dry run off in the mesh is not off',
    [workload('feed', { containers: running([literal('DRY', '0')]) })],
    'not-off',
  ],
  [
    'dry run off outside the mesh is somebody else’s',
    [workload('other', { namespace: 'elsewhere', containers: running([literal('DRY', '0')]) })],
    'proven-off',
  ],
  [
    'broker execution enabled is not off',
    [workload('feed', { containers: running([literal('ENABLED', 'yes')]) })],
    'not-off',
  ],
  [
    'an executor mode from a Secret is unproven',
    [workload('crane', { desired: 0, actual: 0, containers: running([fromSecret('MODE')]) })],
    'unproven',
  ],
  [
    'another agent’s mode from a Secret does not count',
    [workload('feed', { containers: running([fromSecret('MODE')]) })],
    'proven-off',
  ],
  ['a process that reports a live mode is not off', status({ mode: 'LIVE' }), 'not-off'],
  ['a process that reports that orders may leave is not off', status({ safeToExecute: true }), 'not-off'],
  ['a switch that allows contradicts one that halts', [config('brake', { HALTED: '0' })], 'contradicted'],
  [
    'both switches allowing is not off',
    [config('brake', { HALTED: '0' }), config('second', { STOP: 'false' })],
    'not-off',
  ],
  [
    'a switch that allows, and a live mode, are no mere contradiction',
    [config('brake', { HALTED: '0' }), ...status({ mode: 'LIVE' })],
    'not-off',
  ],
  ['a garbled switch is unproven', [config('brake', { HALTED: 'maybe' })], 'unproven'],
  ['an empty switch is unproven', [config('brake', { HALTED: '' })], 'unproven'],
  ['a missing key is unproven', [config('brake', {})], 'unproven'],
  ['a missing ConfigMap is unproven', [config('brake', null)], 'unproven'],
  ['a process that reports the switch as open contradicts it', status({ killSwitch: false }), 'contradicted'],
  [
    'a garbled switch is unproven even where processes read it as open',
    [config('brake', { HALTED: 'maybe' }), ...status({ killSwitch: false })],
    'unproven',
  ],
  [
    'availability of less than the cluster is unproven',
    [sourceStatus('poll/Pod', { scope: ['pier'] })],
    'unproven',
  ],
  ...POLLS.map((s): [string, Fact[], string] => [`blindness of ${s} is unproven`, [blind(s)], 'unproven']),
  ...POLLS.map((s): [string, Fact[], string] => [
    `${s} last read over 10 s ago is unproven`,
    [sourceStatus(s, { lastSeenAt: NOW - 10_001 })],
    'unproven',
  ]),
];

describe('execution', () => {
  test.each(outcomes)('%s', (_rule, disturbance, outcome) => {
    expect(evaluated([...calmFacts(), ...disturbance]).execution.outcome).toBe(outcome);
  });

  test('a running executor is gated only if it mounts a kill switch and every gate is proven', () => {
    const mounted = running([literal('MODE', 'OFF')], [mount('/etc/brake', 'brake')]);
    const runs = [
      workload('crane', { containers: mounted }),
      pod('crane-x', 'crane', { containers: mounted }),
    ];
    expect(evaluated([...calmFacts(), ...runs]).execution.outcome).toBe('gated');
    expect(evaluated([...calmFacts(), ...runs, blind('poll/ConfigMap/pier/brake')]).execution.outcome).toBe(
      'not-off',
    );
  });

  test('a last known bad proof stays bad when its source is lost', () => {
    const facts = [...calmFacts(), workload('crane'), ...POLLS.map(blind)];
    expect(evaluated(facts, NOW + 3_600_000).execution.outcome).toBe('not-off');
  });

  test('the words EXECUTION OFF appear only while it is proven', () => {
    for (const [, disturbance, outcome] of outcomes) {
      const { execution } = evaluated([...calmFacts(), ...disturbance]);
      expect(headlineOf(execution.outcome) === 'EXECUTION OFF').toBe(outcome === 'proven-off');
    }
  });

  test('every proof of the list is there once, in its order', () => {
    expect(executionOf().proofs.map((p) => p.id)).toEqual(PROOF_IDS);
  });

  test('every proof that counts carries its evidence: value, place, time and rule', () => {
    for (const proof of executionOf().proofs.filter((p) => p.verdict !== 'not-applicable'))
      expect([proof.id, proof.evidence.length > 0]).toEqual([proof.id, true]);
  });

  test('each outcome names its weakest proof', () => {
    const sentence = (facts: Fact[]) => executionSentence(executionOf(facts));
    expect(sentence([])).toBe('Proven by 7 of 7');
    expect(sentence([blind('poll/Pod')])).toBe('3 of 7 proofs hold; executor pods: unknown');
    expect(sentence([config('brake', { HALTED: '0' })])).toBe(
      '6 of 7 proofs hold; kill switch: switches disagree',
    );
    expect(sentence([workload('feed', { containers: [braked({ mounts: [] })] })])).toBe(
      'Proven by 6 of 7; kill switch mounted: 1 finding',
    );
    expect(sentence(runningCrane(braked()))).toBe(
      'Against the plan, though every gate holds; executors scaled to: 1 wanted, 1 running',
    );
    expect(sentence(runningCrane(braked({ mounts: [] })))).toMatch(
      /^4 of 7 proofs hold; executors scaled to: 1 wanted, 1 running; kill switch mounted: not at an executor$/,
    );
  });

  test('the places where executors may live are named', () => {
    const safety = (scope: 'cluster' | string[]) => ({
      ...SAMPLE_PLAN.safety,
      executors: { ...SAMPLE_PLAN.safety.executors, scope },
    });
    const detail = (scope: 'cluster' | string[]) =>
      proofOf(executionOf([], { plan: { ...SAMPLE_PLAN, safety: safety(scope) } }), 'executor-pods').detail;
    expect([detail('cluster'), detail(['pier', 'quay'])]).toEqual([
      'whole cluster read',
      'read in pier, quay',
    ]);
  });

  test('the texts of one switch, and of several that agree', () => {
    const [first] = SAMPLE_PLAN.safety.haltSwitches;
    const haltSwitches = first === undefined ? [] : [first];
    const plan = { ...SAMPLE_PLAN, safety: { ...SAMPLE_PLAN.safety, haltSwitches } };
    const spaced = [config('brake', { HALTED: ' 1\n' })];
    expect(proofOf(executionOf(spaced), 'halt-switches').detail).toBe(
      '2 ConfigMaps agree: HALTED=1, STOP=true',
    );
    expect(proofOf(executionOf(spaced, { plan }), 'halt-switches').detail).toBe('HALTED=1');
  });

  test('an alias of an executor is one', () => {
    const { agents } = SAMPLE_PLAN;
    const plan = {
      ...SAMPLE_PLAN,
      agents: agents.map((a) => (a.name === 'crane' ? { ...a, aliases: ['hoist'] } : a)),
    };
    expect(executionOf([workload('hoist', { namespace: 'elsewhere' })], { plan }).outcome).toBe('not-off');
  });

  test('nothing known proves nothing', () => {
    expect(evaluated([]).execution.outcome).toBe('unproven');
  });

  test('the proof is as old as the oldest read that it depends on', () => {
    const said = evaluated([...calmFacts(), sourceStatus('poll/Job', { lastSeenAt: NOW - 7_000 })]);
    expect(said.measured.proofs['executors-scaled']).toBe(new Date(NOW - 7_000).toISOString());
  });
});
