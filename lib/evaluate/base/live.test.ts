/** A deleted pod runs until its containers are seen to have ended, by the kubelet of a node that is there. */

import { expect, test } from 'vitest';
import { executionOf, proofOf } from '#testing/samples/execution-case.ts';
import {
  container,
  containerState,
  endedState,
  NOW,
  node,
  pod,
  sourceStatus,
} from '#testing/samples/facts.ts';
import type { Fact, PodValue } from '../../facts/fact.ts';

const SECOND = 1_000;
/** An executor's pod, deleted a quarter of an hour ago and held. */
const held = (value: Partial<PodValue>): Fact =>
  pod('crane-x', 'crane', { phase: 'Succeeded', terminating: true, endsBy: NOW - 900 * SECOND, ...value });
const told = (facts: readonly Fact[]) => proofOf(executionOf(facts), 'executor-pods').verdict;

test.each<[string, Fact[]]>([
  ['it succeeded', [held({})]],
  ['it failed', [held({ phase: 'Failed' })]],
  ['its phase was left as it was', [held({ phase: 'Running', states: [endedState()] })]],
])('only its object is left if %s: it ran, and execution is off', (_how, facts) => {
  expect(told(facts)).toBe('attention');
});

test.each<[string, Partial<PodValue>]>([
  ['that never had a node', { phase: 'Failed', node: null, states: [] }],
  ['whose time is not up', { endsBy: NOW + SECOND }],
])('of one %s no run is told', (_which, value) => expect(told([held(value)])).toBe('good'));

test.each<[string, Fact[]]>([
  ['a container runs', [held({ states: [containerState()] })]],
  [
    'one of two runs',
    [
      held({
        states: [endedState(), containerState({ name: 'b' })],
        containers: [container(), container({ name: 'b' })],
      }),
    ],
  ],
  ['one of two is not reported', [held({ containers: [container(), container({ name: 'b' })] })]],
  ['a container waits', [held({ states: [containerState({ state: 'waiting', ready: false })] })]],
  ['nothing is reported', [held({ states: [] })]],
  ['nobody saw the end', [held({ states: [endedState({ reason: 'ContainerStatusUnknown' })] })]],
  ['its node is silent', [held({}), node('n1', { ready: null })]],
  ['its node is unreachable', [held({}), node('n1', { taints: ['node.kubernetes.io/unreachable'] })]],
  ['its node is gone', [held({ node: 'n9' })]],
  ['nodes are not read', [held({}), sourceStatus('watch/Node', { state: 'blind' })]],
  [
    'its phase says that it runs, and its time is up since a moment',
    [held({ phase: 'Running', states: [endedState()], endsBy: NOW - 60 * SECOND })],
  ],
  [
    'its phase says that it runs, and its node is back since a moment',
    [held({ phase: 'Running', states: [endedState()] }), node('n1', { readySince: NOW - 60 * SECOND })],
  ],
  [
    'its phase says that it runs, and no time is set',
    [held({ phase: 'Running', states: [endedState()], endsBy: undefined })],
  ],
  ['it has no node and waits for one', [held({ phase: 'Pending', node: null, states: [] })]],
])('it counts as running if %s', (_how, facts) => {
  expect(told(facts)).toBe('bad');
});
