/** A pod's end, as kubelets, the pod garbage collector and node shutdowns leave pods behind. */

import { expect, test } from 'vitest';
import { container, containerState, endedState, pod } from '#testing/samples/facts.ts';
import type { ContainerState, PodValue } from './fact.ts';
import { type PodEnd, podEnd } from './pod-end.ts';

const NOT_FOUND = { code: 137, reason: 'ContainerStatusUnknown', message: null, at: null };
const notFound = endedState({ reason: 'ContainerStatusUnknown', lastExit: NOT_FOUND });
const initializing = containerState({ ready: false, state: 'waiting', reason: 'PodInitializing' });
const INIT = container({ name: 'init', role: 'init' });
const DEBUG = container({ name: 'debug', role: 'ephemeral' });
const killed = { code: 137, reason: 'OOMKilled', message: null, at: 1 };
const initEnds = (code: number): ContainerState =>
  endedState({ name: 'init', reason: 'Error', lastExit: { code, reason: 'Error', message: null, at: 1 } });

const failed = (value: Partial<PodValue>): Partial<PodValue> => ({ phase: 'Failed', ...value });

const CASES: [string, Partial<PodValue>, PodEnd][] = [
  ['a Job’s pod that completed', { phase: 'Succeeded' }, 'ended'],
  ['one that failed', failed({ reason: 'DeadlineExceeded' }), 'ended'],
  ['killed for memory', failed({ states: [endedState({ reason: 'OOMKilled', lastExit: killed })] }), 'ended'],
  ['evicted, its end reported', failed({ reason: 'Evicted' }), 'ended'],
  ['evicted, its container still running', failed({ reason: 'Evicted', states: [containerState()] }), 'runs'],
  [
    'marked Failed by the garbage collector before it deletes it from a silent node',
    failed({ states: [endedState(), containerState({ name: 'side' })] }),
    'runs',
  ],
  ['Succeeded, a container running', { phase: 'Succeeded', states: [containerState()] }, 'runs'],
  ['evicted, its container not found', failed({ reason: 'Evicted', states: [notFound] }), 'unclear'],
  ['killed with no time of it', failed({ states: [endedState({ lastExit: NOT_FOUND })] }), 'unclear'],
  ['one container not found of two', failed({ states: [endedState(), notFound] }), 'unclear'],
  ['of a node shutdown, its end reported', failed({ reason: 'Terminated' }), 'ended'],
  ['of a node shutdown, in the phase Running', { phase: 'Running', reason: 'Terminated' }, 'runs'],
  ['a restarting container in a final phase', failed({ states: [initializing] }), 'unclear'],
  ['a state of which nothing is said', failed({ states: [containerState({ state: 'unknown' })] }), 'unclear'],
  ['a container without a state', failed({ containers: [container(), DEBUG] }), 'unclear'],
  [
    'an ephemeral container that runs on',
    failed({ containers: [container(), DEBUG], states: [endedState(), containerState({ name: 'debug' })] }),
    'runs',
  ],
  [
    'a failed init container: the others never began',
    failed({ containers: [container(), INIT], states: [initializing, initEnds(1)] }),
    'ended',
  ],
  [
    'an init container that did its work: the next began, and its end is missing',
    failed({ containers: [container(), INIT], states: [initializing, initEnds(0)] }),
    'unclear',
  ],
  [
    'a container that ran before it waited',
    failed({
      containers: [container(), INIT],
      states: [{ ...initializing, restarts: 1 }, initEnds(1)],
    }),
    'unclear',
  ],
  ['Failed without a node', failed({ node: null, states: [] }), 'ended'],
  ...['OutOfcpu', 'OutOfephemeral-storage', 'UnexpectedAdmissionError', 'NodeAffinity', 'NodeShutdown'].map(
    (reason): [string, Partial<PodValue>, PodEnd] => [
      `refused before it began: ${reason}`,
      failed({ reason, states: [] }),
      'ended',
    ],
  ),
  ...['Evicted', 'Preempting', 'NodeLost', 'Shutdown', 'Terminated', null].map(
    (reason): [string, Partial<PodValue>, PodEnd] => [
      `Failed without any state: ${reason}`,
      failed({ reason, states: [] }),
      'unclear',
    ],
  ),
  ['Succeeded without any state', { phase: 'Succeeded', states: [] }, 'unclear'],
  ['in the phase Unknown', { phase: 'Unknown', states: [endedState()] }, 'runs'],
  ['in a phase that nobody knows', { phase: 'Paused', states: [endedState()] }, 'runs'],
  ['Pending', { phase: 'Pending', states: [] }, 'runs'],
];

test.each(CASES)('%s', (_rule, value, end) => {
  const { value: made } = pod('x', 'feed', value);
  expect(made && 'states' in made ? podEnd(made) : null).toBe(end);
});
