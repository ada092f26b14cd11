/** The owners of the cluster's objects, and their names. */

import { describe, expect, test } from 'vitest';
import { config, NOW, pod, SEEN, workload } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { Fact } from '../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../facts/ledger.ts';
import { marketAt } from '../../market/market.ts';
import type { HaltState } from '../execution/kill-switch.ts';
import { haltOf } from '../execution/kill-switch-state.ts';
import { isRef, sinceOf } from './input.ts';
import { runbookRef } from './runbook-ref.ts';
import { undeclaredWorkloads } from './undeclared.ts';

const world = (facts: readonly Fact[]) => ({
  plan: SAMPLE_PLAN,
  ledger: applyAll(EMPTY_LEDGER, facts),
  market: marketAt(NOW),
  now: NOW,
});

describe('a workload is the one that the plan refers to', () => {
  const free = { kind: 'Deployment' as const, name: 'feed' };
  const object = { kind: 'Deployment', name: 'feed', namespace: 'pier' };
  test.each<[string, Parameters<typeof isRef>[1], Parameters<typeof isRef>[2], boolean]>([
    ['in a namespace of the mesh', free, object, true],
    ['not in another one', free, { ...object, namespace: 'quay' }, false],
    ['not of another kind', free, { ...object, kind: 'Job' }, false],
    ['not of another name', free, { ...object, name: 'feed-2' }, false],
    [
      'in the namespace that the plan gives it',
      { ...free, namespace: 'quay' },
      { ...object, namespace: 'quay' },
      true,
    ],
    ['and then in no other, of the mesh or not', { ...free, namespace: 'quay' }, object, false],
  ])('%s', (_rule, ref, found, is) => {
    expect(isRef(SAMPLE_PLAN, ref, found)).toBe(is);
  });
});

test('since when a value is known; a value that was never published has no time', () => {
  expect(sinceOf(world([pod('p', 'feed')]), 'pod', 'Pod/pier/p')).toBe(SEEN);
  expect(sinceOf(world([]), 'pod', 'Pod/pier/p')).toBeNull();
});

describe('workloads of the mesh that are in no entry of the plan', () => {
  test('are listed in order, each once, and no ReplicaSet that somebody owns', () => {
    const daemon = {
      owner: { kind: 'DaemonSet', name: 'b', group: 'apps' },
      workload: { kind: 'DaemonSet', name: 'b' },
    };
    const found = undeclaredWorkloads(
      world([
        workload('c'),
        workload('a'),
        workload('r', { kind: 'ReplicaSet' }),
        workload('a-1', { kind: 'ReplicaSet', owner: { kind: 'Deployment', name: 'a', group: 'apps' } }),
        workload('feed'),
        pod('b-1', 'b', daemon),
        pod('b-2', 'b', daemon),
        workload('d', { namespace: 'quay' }),
      ]),
    );
    expect(found.map((w) => `${w.kind} ${w.name}: ${w.code}`)).toEqual([
      'Deployment a: not-in-plan',
      'DaemonSet b: not-in-plan',
      'Deployment c: not-in-plan',
      'ReplicaSet r: not-in-plan',
    ]);
  });
});

test('what an operator owns is in no entry either, even if its kind has a known name', () => {
  const own = (kind: string) => ({ kind, name: 'pilot-op', group: 'desk.example' });
  const found = undeclaredWorkloads(
    world([
      workload('a', { owner: own('Pilot') }),
      workload('b', { kind: 'Job', owner: { kind: 'CronJob', name: 'nightly', group: 'batch' } }),
      workload('c', { owner: own('StatefulSet') }),
      pod('a-1', 'a'),
      pod('d-1', 'd', { owner: own('Deployment'), workload: own('Deployment') }),
    ]),
  );
  expect(found.map((w) => `${w.kind} ${w.name}`)).toEqual([
    'Deployment a',
    'Deployment c',
    'Deployment pilot-op',
  ]);
});

test('pods of a workload that is read itself add nothing', () => {
  const job = {
    owner: { kind: 'Job', name: 'once', group: 'batch' },
    workload: { kind: 'Job', name: 'once' },
  };
  expect(undeclaredWorkloads(world([pod('x-1', 'x'), pod('once-1', 'once', job)]))).toEqual([]);
});

describe('the switches together, for an agent that reports itself halted by them', () => {
  const [on, off, odd] = ['1', '0', 'maybe'];
  test.each<[string | undefined, string | undefined, HaltState]>([
    [on, on, 'halted'],
    [on, off, 'halted'],
    [off, on, 'halted'],
    [on, odd, 'halted'],
    [off, off, 'allowed'],
    [off, odd, 'unknown'],
    [odd, off, 'unknown'],
    [odd, odd, 'unknown'],
    [off, undefined, 'unknown'],
    [undefined, undefined, 'unknown'],
  ])('%s and %s: %s', (first, second, result) => {
    const map = (name: string, key: string, value: string | undefined) =>
      value === undefined ? [] : [config(name, { [key]: value })];
    const facts = [...map('brake', 'HALTED', first), ...map('second', 'STOP', second)];
    expect(haltOf(world(facts))).toBe(result);
  });
});

describe('a runbook', () => {
  const plan = {
    ...SAMPLE_PLAN,
    failures: SAMPLE_PLAN.failures.map((f) => ({ ...f, title: `When ${f.id}` })),
  };
  test('bears the title of the failure mode that it is for', () => {
    expect(runbookRef(plan, 'pilot_halted')).toEqual({ slug: 'pilot_halted', title: 'When pilot-halted' });
  });

  test('for none bears its own name', () => {
    expect(runbookRef(plan, 'high_water')).toEqual({ slug: 'high_water', title: 'high water' });
  });

  test('that is a last resort too bears its own name', () => {
    expect(runbookRef(plan, 'blind')).toEqual({ slug: 'blind', title: 'blind' });
    const { fallbackRunbooks: _none, ...without } = plan;
    expect(runbookRef(without, 'blind')).toEqual({ slug: 'blind', title: 'When blind' });
  });

  test('that nobody names is none', () => {
    expect(runbookRef(plan, undefined)).toBeNull();
  });
});
