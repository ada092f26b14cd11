/** Everything that can run a program, and its executors. */

import { describe, expect, test } from 'vitest';
import { cloudRun } from '#testing/samples/cloud-run.ts';
import { planWith } from '#testing/samples/contracts.ts';
import { container, NOW, pod, workload } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { CloudRunValue, Fact } from '../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../facts/ledger.ts';
import { marketAt } from '../../market/market.ts';
import type { AgentPlan, Plan } from '../../plan/schema.ts';
import { executorNames } from './executor.ts';
import { inventoryOf, isLongLived } from './inventory.ts';

const inventory = (facts: readonly Fact[], plan: Plan = SAMPLE_PLAN) =>
  inventoryOf({ plan, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(NOW), now: NOW });

const executors = (names: string[]): Pick<Plan, 'safety'> => ({
  safety: { ...SAMPLE_PLAN.safety, executors: { ...SAMPLE_PLAN.safety.executors, names } },
});
const named = (names: string[]): Plan => ({ ...SAMPLE_PLAN, ...executors(names) });

describe('the names of executors', () => {
  // Values that follow from a plan are cached by plan object: each test makes its own plan.
  test.each<[string, () => Plan, string[]]>([
    ['those that the plan gives', () => named(['crane']), ['crane']],
    ['an agent that executes is one, though no name says so', () => named(['hoist']), ['hoist', 'crane']],
    ['an agent of another kind that bears one of them', () => named(['feed']), ['feed', 'crane']],
    ['with all aliases', () => planWith('crane', { aliases: ['arm', 'hook'] }), ['crane', 'arm', 'hook']],
    [
      'with those of who bears a name',
      () => ({ ...planWith('feed', { aliases: ['tap'] }), ...executors(['feed']) }),
      ['feed', 'tap', 'crane'],
    ],
  ])('%s', (_rule, plan, names) => {
    expect(executorNames(plan())).toEqual(names);
  });
});

describe('a workload is an executor', () => {
  const side = container({ name: 'side', image: 'r/side:1' });
  const declared = {
    ...SAMPLE_PLAN,
    otherWorkloads: [{ kind: 'Deployment' as const, name: 'crane-report' }],
  };
  test.each<[string, Fact, boolean, Plan?]>([
    ['by its name', workload('crane'), true],
    ['by a name that begins with it', workload('crane-canary'), true],
    ['by a name that begins with any of several', workload('hoist-canary'), true, named(['crane', 'hoist'])],
    ['by a name that has it in it', workload('old-crane'), true],
    ['nor by one that only looks alike', workload('cranes'), false],
    [
      'also where the plan declares it as something else: only a listing says that it is none',
      workload('crane-report', { labels: {} }),
      true,
      declared,
    ],
    ['by the label app', workload('x', { labels: { app: 'crane' } }), true],
    [
      'by one of several containers',
      workload('x', { containers: [side, container({ name: 'crane' })] }),
      true,
    ],
    [
      'by the image of one of several',
      workload('x', { containers: [container({ image: 'a/crane' }), side] }),
      true,
    ],
    ['by a folder of its image', workload('x', { containers: [container({ image: 'crane/x:1' })] }), true],
    [
      'not by the registry of its image',
      workload('x', { namespace: 'far', containers: [container({ image: 'crane.example/x:1' })] }),
      false,
    ],
  ])('%s, or not', (_how, fact, executor, plan = SAMPLE_PLAN) => {
    const found = inventory([fact], plan);
    expect(found.executors).toHaveLength(executor ? 1 : 0);
    expect(found.runnables.map((r) => r.executor)).toEqual([executor]);
  });
});

const FEED = { kind: 'Deployment', name: 'feed', namespace: 'pier' };

describe('things that can run', () => {
  test.each([
    [1, 1, true],
    [1, 0, true],
    [0, 1, true],
    [0, 0, false],
  ])('a workload, wanted %i and running %i: active %s', (desired, actual, active) => {
    expect(inventory([workload('feed', { desired, actual })]).runnables).toMatchObject([
      { kind: 'Deployment', name: 'feed', namespace: 'pier', origin: FEED, active, pod: null },
    ]);
  });

  test('a pod that lives, and stands for its workload', () => {
    const found = inventory([pod('feed-1', 'feed'), pod('done', 'feed', { phase: 'Succeeded' })]);
    expect(found.runnables).toMatchObject([
      { kind: 'Pod', name: 'feed-1', origin: FEED, active: true, executor: false },
    ]);
  });

  test('nothing that is over for good, even if it was an executor', () => {
    const found = inventory([workload('crane', { kind: 'Job', finished: 'failed' })]);
    expect([found.executors.length, found.runnables]).toEqual([1, []]);
  });

  test.each([
    ['Deployment', true],
    ['StatefulSet', true],
    ['CronJob', true],
    ['Job', false],
  ] as const)('a %s outlives a run: %s', (kind, standing) => {
    expect(inventory([workload('x', { kind })]).runnables.map(isLongLived)).toEqual([standing]);
  });

  test('a pod does not', () => {
    expect(inventory([pod('feed-1', 'feed')]).runnables.map(isLongLived)).toEqual([false]);
  });
});

describe('on Cloud Run', () => {
  const on = (agent: string, cloudRunNames: NonNullable<AgentPlan['cloudRun']>) =>
    planWith(agent, { cloudRun: cloudRunNames });

  test('an object is its containers, in no namespace', () => {
    const object = { kind: 'Cloud Run worker pool', name: 'tide', namespace: '' };
    const recognition = { is: 'plain', signs: [], beside: null, entry: null, lapse: null };
    const containers = [container({ image: 'r/tide:1' })];
    expect(inventory([cloudRun('tide', { kind: 'worker-pool', containers })]).runnables).toEqual([
      { ...object, origin: object, recognition, pod: null, executor: false, active: false, containers },
    ]);
  });

  test.each<[string, Plan, string, Partial<CloudRunValue>, boolean]>([
    ['that bears the name of one', SAMPLE_PLAN, 'crane', {}, true],
    ['with a label of one', SAMPLE_PLAN, 'x', { labels: { app: 'crane' } }, true],
    ['with an image of one', SAMPLE_PLAN, 'x', { containers: [container({ image: 'r/crane:7' })] }, true],
    ['of an agent that is one, whatever it is called', on('crane', { service: 'hoist' }), 'hoist', {}, true],
    ['of that agent as a job', on('crane', { job: 'hoist' }), 'hoist', { kind: 'job' }, true],
    ['of that name and of another kind', on('crane', { job: 'hoist' }), 'hoist', {}, false],
    ['of another agent', on('feed', { service: 'tide' }), 'tide', {}, false],
    ['beside the one of the executor', on('crane', { service: 'hoist' }), 'tide', {}, false],
    ['of nobody', SAMPLE_PLAN, 'tide', {}, false],
  ])('one %s is an executor, or not', (_whose, plan, name, value, executor) => {
    const { runnables, cloudRunExecutors } = inventory([cloudRun(name, value)], plan);
    expect(runnables.map((r) => r.executor)).toEqual([executor]);
    expect(cloudRunExecutors.map((c) => c.name)).toEqual(executor ? [name] : []);
  });

  test.each<[string, Partial<CloudRunValue>, boolean]>([
    ['by hand to none', {}, false],
    ['by hand to one', { manualInstances: 1 }, true],
    ['by hand, nobody says to how many', { manualInstances: null }, true],
    ['by itself', { scaling: 'automatic', manualInstances: null }, true],
    ['by itself, whatever hands were said to do', { scaling: 'automatic' }, true],
    ['by whoever executes it', { kind: 'job', scaling: 'on-demand', manualInstances: null }, true],
  ])('scaled %s, active or not', (_how, value, active) => {
    expect(inventory([cloudRun('tide', value)]).runnables.map((r) => r.active)).toEqual([active]);
  });
});
