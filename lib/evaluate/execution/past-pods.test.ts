/** Summaries that the evidence below them does not bear out: a phase, a count, a value on a silent node. */

import { describe, expect, test } from 'vitest';
import { executionOf, proofOf } from '#testing/samples/execution-case.ts';
import { cranePod, n1, settledBy } from '#testing/samples/executor-life.ts';
import { container, endedState, NOW, pod, workload } from '#testing/samples/facts.ts';
import type { Fact, WorkloadValue } from '../../facts/fact.ts';

const off = { desired: 0, actual: 0, ready: 0 };
const crane = (value: Partial<WorkloadValue>): Fact => workload('crane', { ...off, ...value });

describe('an executor’s pod whose end is unclear', () => {
  const lostState = endedState({ reason: 'ContainerStatusUnknown' });
  const evicted = cranePod({ phase: 'Failed', reason: 'Evicted', states: [lostState], createdAt: NOW });

  test('proves nothing, is not called running, and names its node', () => {
    const found = executionOf([evicted]);
    expect([found.outcome, proofOf(found, 'executor-pods').detail]).toEqual([
      'unproven',
      'crane-x, pier: Failed, Evicted, but its containers do not show that they ended (node n1)',
    ]);
  });
  test('is no executor’s where it is of another: then it says nothing here', () => {
    const other = pod('tidy-x', 'tidy', { phase: 'Failed', reason: 'Evicted', states: [lostState] });
    expect(proofOf(executionOf([other]), 'executor-pods').code).toBe('executor-pods-none');
  });
  test('is evidence, and so is one that ended', () => {
    const ended = cranePod({ phase: 'Failed' });
    const told = (fact: Fact) =>
      proofOf(executionOf([fact]), 'executor-pods').evidence.map(({ path }) => path);
    expect([told(evicted), told(ended)]).toEqual([['pod'], ['run']]);
  });
  test('in a live mode is a doubt of its proof alone', () => {
    const literal = { name: 'MODE', origin: 'literal', value: 'LIVE', filled: true, ref: null } as const;
    const lost = cranePod({
      ...{ phase: 'Failed', states: [lostState] },
      containers: [container({ environment: [literal] })],
    });
    expect(proofOf(executionOf([lost]), 'modes').verdict).toBe('good');
  });
  test('is settled by a person', () => {
    expect(executionOf([evicted], { plan: settledBy() }).outcome).toBe('proven-off');
    expect(executionOf([evicted], { plan: settledBy({ pod: 'crane-y' }) }).outcome).toBe('unproven');
  });
  test('of another agent with a live mode may place orders, and disproves nothing', () => {
    const literal = { name: 'MODE', origin: 'literal', value: 'LIVE', filled: true, ref: null } as const;
    const containers = [container({ environment: [literal] })];
    const found = executionOf([pod('feed-9', 'feed', { phase: 'Failed', states: [lostState], containers })]);
    expect([found.outcome, proofOf(found, 'modes').verdict]).toEqual(['unproven', 'unknown']);
  });
  test('that runs by a container is running, whatever its phase says', () => {
    const found = executionOf([
      cranePod({ phase: 'Failed', reason: 'Evicted', states: [endedState({ state: 'running' })] }),
    ]);
    expect([found.outcome, proofOf(found, 'executor-pods').code]).toEqual(['not-off', 'executor-pods-exist']);
  });
});

describe('a workload’s status', () => {
  test('of an older spec proves no zero', () => {
    const found = executionOf([crane({ lagging: true })]);
    expect([found.outcome, proofOf(found, 'executors-scaled').detail]).toEqual([
      'unproven',
      'Deployment crane, pier: its status is of an older spec',
    ]);
  });
  test('of an older spec that counts replicas is bad all the same', () => {
    expect(executionOf([crane({ lagging: true, actual: 1 })]).outcome).toBe('not-off');
  });
});

describe('an executor that runs on a silent node', () => {
  test('is not known to have the switch’s value', () => {
    const found = executionOf([cranePod(), n1({ ready: null })]);
    expect(proofOf(found, 'halt-processes').detail).toContain('node n1, which is silent');
    expect(found.haltConfirmed).toBe(false);
  });
});
