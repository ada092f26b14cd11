import { describe, expect, test } from 'vitest';
import { container, NOW, workload } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { Fact, WorkloadValue } from '../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../facts/ledger.ts';
import { marketAt } from '../../market/market.ts';
import { eachOnce, missingTemplates, standingWorkloads } from './standing.ts';

const worldOf = (facts: readonly Fact[]) => ({
  plan: SAMPLE_PLAN,
  ledger: applyAll(EMPTY_LEDGER, facts),
  market: marketAt(NOW),
  now: NOW,
});
const names = (found: readonly WorkloadValue[]) => found.map(({ kind, name }) => `${kind} ${name}`);

const OFF = { desired: 0, actual: 0 };
const WEB = { kind: 'Deployment', name: 'web', group: 'apps' };
const ROLLOUT = { kind: 'Rollout', name: 'web', group: 'argoproj.io' };
const set = (value: Partial<WorkloadValue> = {}) => workload('web-1', { kind: 'ReplicaSet', ...value });
const old = container({ image: 'r/web:0' });

describe('a ReplicaSet', () => {
  test.each<[string, Fact[], boolean]>([
    ['of a Deployment that is read is a part of it', [workload('web'), set({ owner: WEB })], false],
    ['of one at 0 is its history', [workload('web', OFF), set({ owner: WEB, ...OFF })], false],
    ['that is wanted while its Deployment is not counts', [workload('web', OFF), set({ owner: WEB })], true],
    [
      'of one that only runs still is a part of it',
      [workload('web', { desired: 0, actual: 1 }), set({ owner: WEB })],
      false,
    ],
    [
      'that only runs still counts while its Deployment is not wanted',
      [workload('web', OFF), set({ owner: WEB, desired: 0, actual: 1 })],
      true,
    ],
    [
      'that an unfinished rollout keeps counts',
      [workload('web'), set({ owner: WEB, containers: [old] })],
      true,
    ],
    [
      'that a rollout has left is history',
      [workload('web'), set({ owner: WEB, containers: [old], ...OFF })],
      false,
    ],
    ['of a Deployment that is not there counts', [set({ owner: WEB })], true],
    ['of a Deployment elsewhere counts', [workload('web', { namespace: 'quay' }), set({ owner: WEB })], true],
    [
      'of a Deployment of another group counts',
      [workload('web'), set({ owner: { ...WEB, group: 'x.io' } })],
      true,
    ],
    ['of an operator counts, at 0 too', [set({ owner: { ...ROLLOUT, kind: 'Desk' }, ...OFF })], true],
    ['of nobody counts', [set()], true],
    [
      'of a Rollout that is read and wanted is a part of it',
      [workload('web', { kind: 'Rollout.argoproj.io' }), set({ owner: ROLLOUT })],
      false,
    ],
    [
      'of a Rollout at 0 counts while it is wanted',
      [workload('web', { kind: 'Rollout.argoproj.io', ...OFF }), set({ owner: ROLLOUT })],
      true,
    ],
  ])('%s', (_rule, facts, counts) => {
    expect(names(standingWorkloads(worldOf(facts))).includes('ReplicaSet web-1')).toBe(counts);
  });

  test('does not count beside its Deployment where that counts itself', () => {
    const facts = [workload('web'), set({ owner: WEB, containers: [old] })];
    expect(names(eachOnce(standingWorkloads(worldOf(facts))))).toEqual(['Deployment web']);
    const paused = [workload('web', OFF), set({ owner: WEB })];
    expect(names(eachOnce(standingWorkloads(worldOf(paused))))).toEqual([
      'Deployment web',
      'ReplicaSet web-1',
    ]);
  });
});

describe('a template that stands elsewhere', () => {
  const use = (kind: string, name: string) => ({ kind, namespace: 'pier', name });
  const rollout = workload('web', {
    kind: 'Rollout.argoproj.io',
    containers: [],
    uses: [use('Deployment', 'base')],
  });
  const base = workload('base', { ...OFF, podLabels: { app: 'crane' } });

  test('is its own', () => {
    const [found] = standingWorkloads(worldOf([rollout, base]));
    expect(found).toMatchObject({ containers: [container()], podLabels: { app: 'crane' } });
  });

  test('and is missing where it was not found', () => {
    const world = worldOf([rollout]);
    expect(standingWorkloads(world).map((w) => missingTemplates(world, w))).toEqual([
      [use('Deployment', 'base')],
    ]);
  });

  test('may lead in a circle', () => {
    const circle = (name: string, of: string) =>
      workload(name, {
        kind: 'WorkflowTemplate.argoproj.io',
        uses: [use('WorkflowTemplate.argoproj.io', of)],
      });
    const world = worldOf([circle('a', 'b'), circle('b', 'a')]);
    expect(standingWorkloads(world)).toHaveLength(2);
  });
});
