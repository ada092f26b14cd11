/** Pods and nodes in every kind of trouble, with many and with few details. */

import type { ContainerState, Fact, PodValue } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { braked } from '../execution-case.ts';
import { blind, containerState, NOW, node as nodeFact, pod, sourceStatus, workload } from '../facts.ts';
import type { Situations } from './situation.ts';

const MINUTE = 60_000;
type Exit = NonNullable<ContainerState['lastExit']>;

function state(value: Partial<ContainerState> = {}): ContainerState {
  return containerState({ startedAt: NOW - 30 * MINUTE, ...value });
}

function pilot(states: ContainerState[], value: Partial<PodValue> = {}): Fact[] {
  return [pod('pilot-0', 'pilot', { containers: [braked()], states, ...value })];
}

const exit = (value: Partial<Exit> = {}): Exit => ({
  code: 1,
  reason: 'Error',
  message: 'no such table',
  at: NOW - MINUTE,
  ...value,
});
const waits = (reason: string | null, value: Partial<ContainerState> = {}): ContainerState =>
  state({ ready: false, state: 'waiting', startedAt: null, reason, ...value });
/** Ran, died so often, and runs again. */
const again = (restarts: number, last: Partial<Exit> = {}, value: Partial<PodValue> = {}): Fact[] =>
  pilot([state({ restarts, lastExit: exit(last) })], value);
const oom = (value: Partial<Exit> = {}): Exit =>
  exit({ code: 137, reason: 'OOMKilled', message: null, ...value });
const node = (name: string, pressures: string[]): Fact => nodeFact(name, { pressures });
const silent = (name: string): Fact => nodeFact(name, { ready: null });

export const PODS: Situations = {
  'crash loop, with its last exit': {
    facts: pilot([waits('CrashLoopBackOff', { restarts: 7, lastExit: exit() })]),
  },
  'crash loop of which nothing is said': { facts: pilot([waits('CrashLoopBackOff')]) },
  'crash loop with a message and no exit': {
    facts: pilot([waits('CrashLoopBackOff', { message: 'back-off 5m0s' })]),
  },
  'crash loop whose exit has no code': {
    facts: pilot([waits('CrashLoopBackOff', { lastExit: exit({ code: null }) })]),
  },
  'crash loop whose exit has no time': {
    facts: pilot([waits('CrashLoopBackOff', { lastExit: exit({ at: null }) })]),
  },
  'crash loop whose exit has no words': {
    facts: pilot([waits('CrashLoopBackOff', { lastExit: exit({ reason: null, message: '' }) })]),
  },
  'one of two containers in a crash loop': {
    facts: pilot([state(), waits('CrashLoopBackOff', { name: 'side' })]),
  },
  'died twice a minute ago, and runs': { facts: again(2) },
  'died once a minute ago, and runs': { facts: again(1) },
  'died twice and ended well': { facts: again(2, { code: 0 }) },
  'died twice, nobody knows when': { facts: again(2, { at: null }) },
  'died twice just within ten minutes': { facts: again(2, { at: NOW - 10 * MINUTE + 1 }) },
  'died twice ten minutes ago': { facts: again(2, { at: NOW - 10 * MINUTE }) },
  'dies three times in an hour': {
    facts: again(3, { at: NOW - 20 * MINUTE }, { createdAt: NOW - 80 * MINUTE }),
  },
  'dies three times, just within half an hour each': {
    facts: again(3, { at: NOW - 20 * MINUTE }, { createdAt: NOW - 110 * MINUTE + 1 }),
  },
  'dies three times, half an hour each': {
    facts: again(3, { at: NOW - 20 * MINUTE }, { createdAt: NOW - 110 * MINUTE }),
  },
  'dies twice in an hour': { facts: again(2, { at: NOW - 20 * MINUTE }, { createdAt: NOW - 50 * MINUTE }) },
  'died often, not for half an hour': {
    facts: again(9, { at: NOW - 30 * MINUTE }, { createdAt: NOW - 40 * MINUTE }),
  },
  'died often, just within half an hour': {
    facts: again(9, { at: NOW - 30 * MINUTE + 1 }, { createdAt: NOW - 40 * MINUTE }),
  },
  'died often, made nobody knows when': { facts: again(9, { at: NOW - 20 * MINUTE }, { createdAt: null }) },
  'cannot pull its image': { facts: pilot([waits('ImagePullBackOff', { message: 'no such tag' })]) },
  'cannot pull its image, without a word': { facts: pilot([waits('ErrImagePull')], { phase: 'Pending' }) },
  'cannot pull its image after it died': {
    facts: pilot([waits('ErrImagePull', { restarts: 5, lastExit: exit() })]),
  },
  'cannot start': { facts: pilot([waits('CreateContainerConfigError', { message: 'no secret' })]) },
  'cannot start, without a word': { facts: pilot([waits('RunContainerError')]) },
  'cannot start after it died': {
    facts: pilot([waits('CreateContainerError', { restarts: 5, lastExit: exit() })]),
  },
  'waits for no reason': { facts: pilot([waits(null)], { ready: false }) },
  'is created': { facts: pilot([waits('ContainerCreating')], { ready: false, phase: 'Pending' }) },
  'killed for memory a minute ago': { facts: pilot([state({ restarts: 1, lastExit: oom() })]) },
  'killed for memory often': { facts: pilot([state({ restarts: 6, lastExit: oom() })]) },
  'killed for memory just within a quarter of an hour': {
    facts: pilot([state({ restarts: 1, lastExit: oom({ at: NOW - 15 * MINUTE + 1 }) })]),
  },
  'killed for memory a quarter of an hour ago': {
    facts: pilot([state({ restarts: 1, lastExit: oom({ at: NOW - 15 * MINUTE }) })]),
  },
  'killed for memory, nobody knows when': {
    facts: pilot([state({ restarts: 1, lastExit: oom({ at: null }) })]),
  },
  'lies killed for memory': {
    facts: pilot([state({ ready: false, state: 'terminated', reason: 'OOMKilled' })], { ready: false }),
  },
  'lies ended': {
    facts: pilot([state({ ready: false, state: 'terminated', reason: 'Completed' })], { ready: false }),
  },
  'cannot be scheduled': {
    facts: pilot([], { phase: 'Pending', ready: false, node: null, unschedulable: 'insufficient cpu' }),
  },
  'on its way out': { facts: pilot([state()], { terminating: true }) },
  'not ready, and its workload says so': {
    facts: [
      ...pilot([state({ ready: false })], { ready: false }),
      workload('pilot', { kind: 'StatefulSet', ready: 0 }),
    ],
  },
  'two in trouble at once': {
    facts: [
      ...pilot([waits('CrashLoopBackOff')]),
      pod('feed-1', 'feed', { states: [waits('CrashLoopBackOff')] }),
      pod('stray', 'stray', { owner: null, workload: null, states: [waits('CrashLoopBackOff')] }),
    ],
  },
  'a crash elsewhere, with the pilot out of sight': {
    facts: [pod('feed-1', 'feed', { states: [waits('CrashLoopBackOff')] }), blind('poll/StatefulSet')],
  },
  'a crash outside the mesh': {
    facts: [pod('x', 'x', { namespace: 'quay', states: [waits('CrashLoopBackOff')] })],
  },
  'a silent node': { facts: [silent('n1')] },
  'a silent node of a pod on its way out': {
    facts: [silent('n2'), pod('feed-0', 'feed', { node: 'n2', terminating: true })],
  },
  'a node under pressure': { facts: [node('n1', ['MemoryPressure', 'DiskPressure'])] },
  'nodes at ease': { facts: [node('n1', [])] },
  'a node under pressure, and a pod that finds no place': {
    facts: [
      node('n1', ['MemoryPressure']),
      ...pilot([], { phase: 'Pending', unschedulable: 'insufficient memory' }),
    ],
  },
  'nodes out of sight': {
    facts: [
      sourceStatus('watch/Node', { state: 'blind', cause: say('quoted', { words: '403' }), blindSince: NOW }),
    ],
  },
  'nodes seen with a caveat': {
    facts: [sourceStatus('watch/Node', { cause: say('quoted', { words: '1 could not be read' }) })],
  },
  'nodes not heard of': { facts: [{ ...sourceStatus('watch/Node'), observedAt: NOW - 15_001, value: null }] },
};
