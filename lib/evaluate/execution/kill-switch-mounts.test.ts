import { describe, expect, test } from 'vitest';
import {
  BRAKE_FILE,
  braked,
  executionOf,
  fromMap,
  proofOf,
  runningCrane,
  SWITCHED_PLAN,
} from '#testing/samples/execution-case.ts';
import {
  blind,
  config,
  container,
  fromSecret,
  literal,
  mount,
  NOW,
  pod,
  workload,
} from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { ContainerSpec, Fact } from '../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../facts/ledger.ts';
import { marketAt } from '../../market/market.ts';
import { inventoryOf } from './inventory.ts';
import { everyExecutorTakesSwitch } from './kill-switch-mounts.ts';

const PATH = literal('HALTED_FILE', BRAKE_FILE);
const OFF = literal('MODE', 'OFF');
const file = (...mounts: ContainerSpec['mounts']) => container({ environment: [PATH, OFF], mounts });
const env = (variable: ContainerSpec['environment'][number]) => container({ environment: [variable, OFF] });
const twin =
  (ns: string) =>
  (c: ContainerSpec): Fact[] => [workload('twin', { namespace: ns, containers: [c] })];
const atZero = (c: ContainerSpec): Fact[] => [workload('crane', { desired: 0, actual: 0, containers: [c] })];
const running = (c: ContainerSpec): Fact[] => runningCrane(c);

/** The result for the same container at a workload, at an executor at zero, and at one that runs. */
const CASES: [string, ContainerSpec, string, string, string][] = [
  ['a mounted file is as it should be', file(mount('/etc/brake', 'brake')), 'good', 'good', 'good'],
  ['a path in a variable without the mount', file(), 'attention', 'attention', 'bad'],
  ['a mount of another map', file(mount('/etc/brake', 'other')), 'attention', 'attention', 'unknown'],
  [
    'a mount of a Secret',
    file(mount('/etc/brake', null, { secret: 's' })),
    'attention',
    'attention',
    'unknown',
  ],
  [
    'a file by subPath is never updated',
    file(mount(BRAKE_FILE, 'brake', { subPath: 'HALTED' })),
    'attention',
    'attention',
    'attention',
  ],
  [
    'items that leave the key out',
    file(mount('/etc/brake', 'brake', { files: [] })),
    'attention',
    'attention',
    'bad',
  ],
  [
    'an empty path',
    container({ environment: [literal('HALTED_FILE', ''), OFF] }),
    'attention',
    'attention',
    'bad',
  ],
  [
    'a path from a Secret',
    container({ environment: [fromSecret('HALTED_FILE'), OFF] }),
    'attention',
    'attention',
    'unknown',
  ],
  ['a variable from the switch', env(fromMap()), 'good', 'good', 'good'],
  [
    'a variable from another key',
    env(fromMap('HALTED', 'brake', 'OTHER')),
    'attention',
    'attention',
    'unknown',
  ],
  ['a variable from a Secret', env(fromSecret('HALTED')), 'attention', 'attention', 'unknown'],
  [
    'a value in the spec that halts follows no switch',
    env(literal('HALTED', '1')),
    'attention',
    'attention',
    'unknown',
  ],
  ['a value in the spec that allows', env(literal('HALTED', '0')), 'attention', 'attention', 'bad'],
  ['a value in the spec that is neither', env(literal('HALTED', 'maybe')), 'attention', 'attention', 'bad'],
  [
    'a whole map that may bring the variable in',
    container({ environment: [OFF], environmentFrom: [{ kind: 'config-map', name: 'brake' }] }),
    'attention',
    'attention',
    'unknown',
  ],
  [
    'the file where the plan expects it, without a variable',
    container({ environment: [OFF], mounts: [mount('/etc/brake', 'brake')] }),
    'good',
    'good',
    'good',
  ],
  ['no way at all matters at executors only', env(OFF), 'good', 'attention', 'bad'],
];

describe('how workloads take the kill switch', () => {
  test.each(CASES)('%s', (_rule, spec, elsewhere, zero, runs) => {
    const verdict = (facts: Fact[]) => proofOf(executionOf(facts), 'halt-mounts').verdict;
    expect([verdict(twin('pier')(spec)), verdict(atZero(spec)), verdict(running(spec))]).toEqual([
      elsewhere,
      zero,
      runs,
    ]);
  });

  test.each(CASES)('%s: at an executor at zero it disproves nothing', (_rule, spec) => {
    const { safety } = SWITCHED_PLAN;
    const environment = { ...safety.environment, enables: [], dryRun: [] };
    const map = { kind: 'ConfigMap' as const, namespace: 'pier', name: 'brake' };
    const knownSources = [{ ...map, holds: 'the switch', by: 'ada', why: 'sets nothing else' }];
    const plan = { ...SWITCHED_PLAN, safety: { ...safety, environment, knownSources } };
    expect(executionOf(atZero(spec), { plan }).outcome).toBe('proven-off');
  });

  test('a map of the same name in another namespace is a copy and not the switch', () => {
    const copy = twin('elsewhere')(braked());
    expect(proofOf(executionOf(copy), 'halt-mounts')).toMatchObject({
      verdict: 'attention',
      detail: expect.stringContaining('a copy that the plan does not name'),
    });
  });

  test('a copy is only noted at zero, and an executor that runs by one is not gated', () => {
    const zero = executionOf([
      workload('crane', { namespace: 'elsewhere', desired: 0, actual: 0, containers: [braked()] }),
    ]);
    expect(proofOf(zero, 'halt-mounts')).toMatchObject({
      verdict: 'good',
      evidence: expect.arrayContaining([
        expect.objectContaining({
          subject: 'Deployment elsewhere/crane',
          value: expect.stringContaining('a copy that the plan does not name'),
        }),
      ]),
    });
    expect(executionOf(runningCrane(braked(), 'elsewhere')).outcome).toBe('not-off');
  });

  test('a switch whose ConfigMap is gone is mounted nowhere', () => {
    const said = executionOf([config('brake', null)]);
    expect(proofOf(said, 'halt-mounts')).toMatchObject({ verdict: 'attention' });
    expect(proofOf(said, 'halt-mounts').detail).toContain('which is missing');
  });

  test('a pod that differs from its template is a finding of its own', () => {
    const said = executionOf([pod('feed-1', 'feed', { containers: [file()] })]);
    expect(proofOf(said, 'halt-mounts')).toMatchObject({ verdict: 'attention', value: '1 finding' });
  });

  test('a pod with the same finding as its template is listed once, under the workload', () => {
    const both = [
      workload('feed', { containers: [file()] }),
      pod('feed-1', 'feed', { containers: [file()] }),
    ];
    const { value, evidence } = proofOf(executionOf(both), 'halt-mounts');
    const here = evidence.filter((e) => e.subject.includes('feed'));
    expect([value, here.map((e) => e.subject)]).toEqual(['1 finding', ['Deployment pier/feed']]);
  });

  test.each(['init', 'ephemeral'] as const)('an %s container can run too', (role) => {
    const spec = container({ name: 'extra', role, environment: [PATH] });
    const said = executionOf([workload('twin', { containers: [braked(), spec] })]);
    expect(proofOf(said, 'halt-mounts').detail).toContain('container extra');
  });

  test('the mounts of a finished Job are history', () => {
    const job = workload('once', { kind: 'Job', finished: 'complete', containers: [file()] });
    expect(proofOf(executionOf([job]), 'halt-mounts').verdict).toBe('good');
  });

  test('without availability a finding is no more than unknown', () => {
    const said = executionOf([...twin('pier')(file()), blind('poll/Deployment')]);
    expect(proofOf(said, 'halt-mounts').verdict).toBe('unknown');
  });

  test('an executor is gated only where every container of every pod takes the switch', () => {
    const bare = container({ name: 'bare', environment: [OFF], mounts: [] });
    const second = (...containers: ContainerSpec[]) => pod('crane-y', 'crane', { containers });
    const outcome = (...more: Fact[]) => executionOf([...running(braked()), ...more]).outcome;
    expect(outcome()).toBe('gated');
    expect(outcome(second(braked()))).toBe('gated');
    expect(outcome(second(bare))).toBe('not-off');
    expect(outcome(second(braked(), bare))).toBe('not-off');
    expect(outcome(second(bare, braked()))).toBe('not-off');
  });

  test('that every container of every executor pod takes it is decided by the pods themselves', () => {
    const bare = container({ name: 'bare', environment: [OFF], mounts: [] });
    const every = (...pods: ContainerSpec[][]) => {
      const facts = pods.map((containers, i) => pod(`crane-${i}`, 'crane', { containers }));
      const ledger = applyAll(EMPTY_LEDGER, [config('brake', { HALTED: '1' }), ...facts]);
      const world = { plan: SWITCHED_PLAN, ledger, market: marketAt(NOW), now: NOW };
      return everyExecutorTakesSwitch(world, inventoryOf(world));
    };
    expect([every(), every([braked()]), every([braked()], [braked(), braked()])]).toEqual([
      false,
      true,
      true,
    ]);
    expect([every([bare]), every([braked()], [bare]), every([bare], [braked()])]).toEqual([
      false,
      false,
      false,
    ]);
    expect([every([braked(), bare]), every([bare, braked()])]).toEqual([false, false]);
  });

  test('its readers are listed, or that there are none', () => {
    const said = (facts: Fact[], plan = SWITCHED_PLAN) => {
      const { verdict, value, detail } = proofOf(executionOf(facts, { plan }), 'halt-mounts');
      return [verdict, value, detail];
    };
    const plain = container({ environment: [OFF] });
    const [crane] = atZero(plain);
    const none = [workload('feed', { containers: [plain] }), pod('feed-1', 'feed', { containers: [plain] })];
    const gone: Fact[] = crane?.kind === 'workload' ? [{ ...crane, value: null }] : [];
    const everywhere = ['good', 'where it is read', 'every file and variable that names it leads to it'];
    expect(said([])).toEqual(everywhere);
    expect(said([...none, ...gone])).toEqual(['good', 'nobody reads it', 'no workload says that it does']);
    // If the plan names no reader a mount alone shows one, even if only a pod has it.
    const mounting = container({ environment: [OFF], mounts: [mount('/x', 'brake')] });
    const alone = pod('feed-1', 'feed', { containers: [mounting] });
    expect(said([...none, ...gone, alone], SAMPLE_PLAN)).toEqual(everywhere);
    expect(said([...none, ...gone], SAMPLE_PLAN)).toEqual([
      'not-applicable',
      'not declared',
      'the plan names no reader',
    ]);
  });

  test('a plan that names no reader has nothing to check', () => {
    const facts = [workload('feed'), pod('feed-1', 'feed'), workload('crane', { desired: 0, actual: 0 })];
    expect(proofOf(executionOf(facts, { plan: SAMPLE_PLAN }), 'halt-mounts').verdict).toBe('not-applicable');
    expect(proofOf(executionOf(facts, { plan: SWITCHED_PLAN }), 'halt-mounts').verdict).toBe('attention');
  });
});
