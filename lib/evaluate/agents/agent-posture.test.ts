/** An evaluated agent in the posture. */

import { describe, expect, test } from 'vitest';
import { cloudRun, searchedRegion } from '#testing/samples/cloud-run.ts';
import { planWith } from '#testing/samples/contracts.ts';
import { evaluation } from '#testing/samples/evaluated.ts';
import {
  answered,
  attempt,
  blind,
  calmFacts,
  container,
  containerState,
  literal,
  NOW,
  pod,
  SEEN,
  status,
  waitingPod,
  workload,
} from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { CloudRunValue, ContainerState, Fact, PodValue } from '../../facts/fact.ts';
import { agentReason } from '../../messages/status/agent.ts';
import { text } from '../../messages/text.ts';
import { type AgentPlan, type Plan, planSchema } from '../../plan/schema.ts';
import type { AgentPosture } from '../../posture.ts';
import { EMPTY_STATE } from '../base/state.ts';

/** One agent over a calm mesh with changes. */
function posture(name: string, facts: readonly Fact[], plan: Plan = SAMPLE_PLAN) {
  const found = evaluation([...calmFacts(), ...facts], NOW, EMPTY_STATE, plan).said.agents;
  const agent = found.find((a) => a.name === name);
  if (agent === undefined) throw new Error(`no agent ${name}`);
  return agent;
}

const ZERO = workload('pilot', { kind: 'StatefulSet', desired: 0, actual: 0, ready: 0 });

describe('the runbook', () => {
  const refusing = status({ state: 'HALTED', reasonCodes: ['MARKETDATA_STALE'] });
  const { fallbackRunbooks: _none, ...withoutFallback } = SAMPLE_PLAN;

  test('is that of a failure mode that it shows', () => {
    expect(posture('pilot', [waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff')]).runbook?.slug).toBe(
      'crash',
    );
    expect(posture('pilot', refusing).runbook?.slug).toBe('pilot_halted');
  });

  test('even if the agent cannot be called well or unwell', () => {
    const found = posture('pilot', [...refusing, blind('poll/StatefulSet')]);
    expect([found.verdict, found.runbook?.slug]).toEqual(['unknown', 'pilot_halted']);
  });

  test('even if a workload of another name shows it', () => {
    const agents = SAMPLE_PLAN.agents.map((a) => (a.name === 'pilot' ? { ...a, name: 'navigator' } : a));
    const found = posture('navigator', [waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff')], {
      ...SAMPLE_PLAN,
      agents,
    });
    expect(found.runbook?.slug).toBe('crash');
  });

  test('is not that of a failure mode which others show', () => {
    expect(posture('pilot', [ZERO, waitingPod('feed-1', 'feed', 'CrashLoopBackOff')]).runbook?.slug).toBe(
      'down',
    );
  });

  test('is none while it is well, and for lost sight while it is not seen', () => {
    expect(posture('pilot', []).runbook).toBeNull();
    expect(posture('crane', []).runbook).toBeNull();
    expect(posture('pilot', [blind('poll/StatefulSet')]).runbook?.slug).toBe('blind');
  });

  test('is none if the plan has no last resort', () => {
    expect(posture('pilot', [ZERO], withoutFallback).runbook).toBeNull();
    expect(posture('crane', [workload('crane')], withoutFallback).runbook).toBeNull();
  });

  test('is that of execution for an agent that must be off', () => {
    expect(posture('crane', [workload('crane')]).runbook?.slug).toBe('crane_on');
  });

  const rule = (id: string, runbook: string) => ({
    ...SAMPLE_PLAN.escalations.find((e) => e.id === id),
    runbook,
  });
  const gated = planSchema.parse({
    ...SAMPLE_PLAN,
    escalations: [rule('crash-long', 'long'), rule('bypass', 'gate')],
  });
  const ungated = planSchema.parse({ ...SAMPLE_PLAN, escalations: [rule('crash-long', 'long')] });

  test.each<[string, Fact[], Plan, string]>([
    ['of the rule on gates, for who passes one', status({ marketdataFresh: false }), gated, 'gate'],
    ['of no rule on gates, for who does not', [ZERO], gated, 'down'],
    [
      'the last resort, where the plan has no rule on gates',
      status({ marketdataFresh: false }),
      ungated,
      'down',
    ],
  ])('is %s', (_which, facts, plan, slug) => {
    expect(posture('pilot', facts, plan).runbook?.slug).toBe(slug);
  });
});

describe('the limit of its heartbeat', () => {
  const feed = SAMPLE_PLAN.agents.find((a) => a.name === 'feed');
  const [beat] = feed?.probes ?? [];
  test('is the smallest of several, and none where it has none', () => {
    const probes = beat === undefined ? [] : [beat, { ...beat, id: 'tight', limitSeconds: 20 }];
    expect(posture('feed', [], planWith('feed', { probes })).heartbeatLimitSeconds).toBe(20);
    expect(posture('feed', []).heartbeatLimitSeconds).toBe(60);
    expect(posture('crane', []).heartbeatLimitSeconds).toBeNull();
  });
});

describe('the place where it runs', () => {
  const ref = (kind: 'Deployment' | 'Job' | 'CronJob', name: string) => ({ kind, name });
  const job = (kind: 'Job' | 'CronJob', name: string): Fact => workload(name, { kind, desired: 5, ready: 5 });
  const [feedRef, jobRef, cron] = [ref('Deployment', 'feed'), ref('Job', 'load'), ref('CronJob', 'tidy')];

  test.each<[string, Partial<AgentPlan>, Fact[], object]>([
    ['a Deployment', {}, [], { desired: 1, ready: 1, place: null }],
    [
      'nothing of it is there',
      {},
      [{ ...workload('feed'), value: null }],
      { desired: null, ready: null, place: null },
    ],
    [
      'beside a Job and a CronJob, which want no replicas',
      { workloads: [feedRef, jobRef, cron] },
      [job('Job', 'load'), job('CronJob', 'tidy')],
      { desired: 1, ready: 1, place: null },
    ],
    [
      'as a Job alone',
      { workloads: [jobRef] },
      [job('Job', 'load')],
      { desired: null, ready: null, place: 'job' },
    ],
    ['as a CronJob alone', { workloads: [cron] }, [job('CronJob', 'tidy')], { desired: null, place: 'job' }],
    [
      'as Jobs of both kinds',
      { workloads: [jobRef, cron] },
      [job('Job', 'load')],
      { desired: null, place: 'job' },
    ],
    ['in no workload that the plan knows', { workloads: [] }, [], { desired: null, place: 'script' }],
    [
      'nobody says as what',
      { workloads: [], workloadUndeclared: 'who knows' },
      [],
      { desired: null, place: 'not declared' },
    ],
    [
      'on Cloud Run',
      { workloads: [], cloudRun: { service: 's', urlEnv: 'U' } },
      [],
      { desired: null, place: 'Cloud Run' },
    ],
    ['in the cluster and on Cloud Run', { cloudRun: { job: 's' } }, [], { place: null }],
  ])('%s', (_where, change, facts, pods) => {
    expect(posture('feed', facts, planWith('feed', change)).pods).toMatchObject(pods);
  });

  describe('a job on Cloud Run', () => {
    const plan = planWith('feed', { workloads: [], probes: [], cloudRun: { job: 's' } });
    const on = (lastRun: CloudRunValue['lastRun'], searched: Fact = searchedRegion()) =>
      posture('feed', [searched, cloudRun('s', { kind: 'job', scaling: 'on-demand', lastRun })], plan);
    test.each<[string, () => AgentPosture, string]>([
      ['that failed needs attention', () => on('failed'), 'attention'],
      ['that failed, as last searched', () => on('failed', searchedRegion(NOW - 60_001)), 'attention'],
      ['that succeeded is well', () => on('succeeded'), 'good'],
      ['that runs is well', () => on('running'), 'good'],
      [
        'that was well, as last searched, shows nothing',
        () => on('running', searchedRegion(NOW - 60_001)),
        'unknown',
      ],
      ['that was cancelled shows nothing', () => on('cancelled'), 'unknown'],
      ['that never ran shows nothing', () => on(null), 'unknown'],
      [
        'of another kind shows nothing',
        () => posture('feed', [searchedRegion(), cloudRun('s')], plan),
        'unknown',
      ],
    ])('%s', (_what, row, expected) => {
      expect(row().verdict).toBe(expected);
    });
    test('stands in the row, with its region', () => {
      const told = { kind: 'Cloud Run job', namespace: 'us-east1', name: 's', image: 'r/x:1' };
      expect(on('failed').workloads).toMatchObject([told]);
      expect(text(agentReason(on('failed')))).toBe('Cloud Run job s, us-east1: its latest execution failed');
    });
  });

  test('a workload shows its first image, and none where it names no container', () => {
    const images = (containers: Parameters<typeof container>[0][]) =>
      posture('feed', [workload('feed', { containers: containers.map((c) => container(c)) })]).workloads.map(
        (w) => w.image,
      );
    expect(images([{ image: 'r/a:1' }, { image: 'r/b:2' }])).toEqual(['r/a:1']);
    expect(images([])).toEqual([null]);
  });
});

describe('a pod', () => {
  const shown = (states: ContainerState[], value: Partial<PodValue> = {}) =>
    posture('feed', [pod('feed-1', 'feed', { states, ...value })]).pods.list[0];
  const lastExit = { code: 1, reason: 'Error', message: 'boom', at: SEEN };

  test('shows the last exit of the container that had one', () => {
    const exit = { code: 1, reason: 'Error', message: 'boom', at: new Date(SEEN).toISOString() };
    expect(shown([containerState({}), containerState({ name: 'side', lastExit })])?.lastExit).toEqual(exit);
    expect(shown([containerState({ lastExit: { ...lastExit, at: null } })])?.lastExit).toEqual({
      ...exit,
      at: null,
    });
    expect(shown([containerState({})])?.lastExit).toBeNull();
    expect(shown([])?.lastExit).toBeNull();
  });

  test('shows its waiting reason, and its restarts together', () => {
    const states = [
      containerState({ restarts: 2 }),
      containerState({ name: 'side', restarts: 3, state: 'waiting', reason: null, message: 'soon' }),
    ];
    expect(shown(states)).toMatchObject({ restarts: 5, waiting: { reason: 'waiting', message: 'soon' } });
    expect(shown([containerState({})])?.waiting).toBeNull();
  });
});

describe('its modes', () => {
  test('are those of its specs and of its answers, each once, in upper case', () => {
    const spec = (mode: string) => container({ environment: [literal('MODE', mode)] });
    const facts = [
      workload('pilot', { kind: 'StatefulSet', containers: [spec(' stream ')] }),
      pod('pilot-0', 'pilot', { containers: [spec('STREAM')] }),
      ...status({ mode: 'observe ' }),
    ];
    expect(posture('pilot', facts).modesObserved).toEqual(['OBSERVE', 'STREAM']);
    expect(posture('feed', []).modesObserved).toEqual([]);
  });
});

describe('its measured values', () => {
  const NO_ANSWERS = calmFacts().filter((f) => f.kind !== 'answer' && f.kind !== 'probe');
  const measured = (facts: readonly Fact[]) =>
    evaluation([...NO_ANSWERS, ...facts], NOW, EMPTY_STATE, SAMPLE_PLAN).said.measured.agents.pilot;
  /** A runtime whose heartbeat is this many seconds old. */
  const beats = (instance: string, age: number): Fact[] => {
    const [, first] = status({ heartbeatAt: SEEN - age * 1000, reportedAgeSeconds: age });
    return answered('pilot', 'status', `pier/${instance}`, { ...first?.value, instance: `pier/${instance}` });
  };
  const told = (age: number) => ({
    lastBeatAt: new Date(SEEN - age * 1000).toISOString(),
    reportedAgeSeconds: age,
    observedAt: new Date(SEEN).toISOString(),
    latencyMs: 3,
  });

  test.each([
    ['the first', [30, 10, 20]],
    ['the middle one', [20, 30, 10]],
    ['the last', [10, 20, 30]],
  ])('is that of the runtime whose beat is oldest: %s', (_which, ages) => {
    expect(measured(ages.flatMap((age, i) => beats(`pilot-${i}`, age)))).toEqual(told(30));
  });

  test('without a heartbeat it is the time of the last answer', () => {
    const counts = { contract: 'metrics', heartbeatAgeSeconds: 0.4, neverBeat: false, proposalsTotal: 1 };
    expect(measured(answered('pilot', 'counts', 'pier/pilot-0', counts))).toEqual({
      lastBeatAt: null,
      reportedAgeSeconds: null,
      observedAt: new Date(SEEN).toISOString(),
      latencyMs: 3,
    });
  });

  test('without any answer it is nothing', () => {
    const nothing = { lastBeatAt: null, reportedAgeSeconds: null, observedAt: null, latencyMs: null };
    expect(measured([])).toEqual(nothing);
    expect(measured([attempt('pilot', 'status', 'pier/pilot-0', 'timeout')])).toEqual(nothing);
  });
});
