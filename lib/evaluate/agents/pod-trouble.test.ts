/** Problems in a pod's own status. */

import { expect, test } from 'vitest';
import { container, NOW, pod } from '#testing/samples/facts.ts';
import { rendered } from '#testing/samples/rendered.ts';
import type { ContainerState, PodValue } from '../../facts/fact.ts';
import { deathsOf } from './deaths.ts';
import { type PodPast, troublesOf } from './pod-trouble.ts';

const MINUTE = 60_000;
type Exit = NonNullable<ContainerState['lastExit']>;

function trouble(state: Partial<ContainerState>, value: Partial<PodValue> = {}): string[][] {
  const base = { name: 'main', ready: false, restarts: 0, state: 'running' as const };
  const states = [{ ...base, reason: null, message: null, startedAt: null, lastExit: null, ...state }];
  const fact = pod('p', 'p', { states, ...value });
  if (fact.kind !== 'pod' || fact.value === null) throw new Error('no pod');
  return troublesOf(fact.value, pastOf(fact.value), { now: NOW, evidenceMs: 60 * MINUTE })
    .map(rendered)
    .map((t) => [t.code, t.state, t.reason]);
}

/** As a console sees it that has just been started. */
const pastOf = ({ states }: PodValue): PodPast => ({
  deaths: (container) => {
    const state = states.find(({ name }) => name === container);
    return state === undefined ? null : deathsOf(state, undefined, NOW);
  },
  waitsSince: (_container, byEvidence) => byEvidence ?? NOW,
});

const died = (value: Partial<Exit> = {}): Exit => ({
  code: 1,
  reason: 'Error',
  message: null,
  at: NOW - MINUTE,
  ...value,
});

const WAITS: [string, string, string][] = [
  ['CrashLoopBackOff', 'crashloop', 'p keeps dying: no exit recorded'],
  ['ImagePullBackOff', 'image-pull', 'p cannot pull its image: ImagePullBackOff'],
  ['ErrImagePull', 'image-pull', 'p cannot pull its image: ErrImagePull'],
  ['InvalidImageName', 'image-pull', 'p cannot pull its image: InvalidImageName'],
  ['ErrImageNeverPull', 'image-pull', 'p cannot pull its image: ErrImageNeverPull'],
  ['RegistryUnavailable', 'image-pull', 'p cannot pull its image: RegistryUnavailable'],
  ['CreateContainerConfigError', 'not-starting', 'p cannot start: CreateContainerConfigError'],
  ['CreateContainerError', 'not-starting', 'p cannot start: CreateContainerError'],
  ['RunContainerError', 'not-starting', 'p cannot start: RunContainerError'],
  ['ImageInspectError', 'image-pull', 'p cannot pull its image: ImageInspectError'],
  ['SignatureValidationFailed', 'image-pull', 'p cannot pull its image: SignatureValidationFailed'],
];

test.each(WAITS)('a container that waits for %s is in trouble', (reason, code, text) => {
  expect(trouble({ state: 'waiting', reason })).toEqual([[code, reason, text]]);
});

test.each(WAITS)('a container that does not wait does not wait for %s', (reason) => {
  for (const state of ['running', 'terminated', 'unknown'] as const)
    expect(trouble({ state, reason })).toEqual([]);
});

test.each(WAITS.slice(1).filter(([reason]) => reason !== 'RunContainerError'))(
  'a container that waits for %s after it died does not die again',
  (reason, code) => {
    const codes = trouble({ state: 'waiting', reason, restarts: 5, lastExit: died() }).map(
      ([first]) => first,
    );
    expect(codes).toEqual([code]);
  },
);

test('a container that cannot even be started dies each time', () => {
  for (const reason of ['RunContainerError', 'PostStartHookError'])
    expect(
      trouble({ state: 'waiting', reason, restarts: 5, lastExit: died() }).map(([code]) => code),
    ).toEqual(['crashloop', 'not-starting']);
});

test.each([
  'PostStartHookError',
  'PreCreateHookError',
  'CreatePodSandboxError',
  'ContainerCannotRun',
  'SetNetworkFailed',
  'OOMKilled',
  'WordThatNobodyKnows',
])('a container that waits for %s is in trouble at once: only two words are normal', (reason) => {
  expect(trouble({ state: 'waiting', reason })).toEqual([
    ['not-starting', reason, `p cannot start: ${reason}`],
  ]);
});

const AT_0910 = NOW - 65 * MINUTE;

/** Created 65 minutes ago; its node came so many minutes ago. */
test.each<[string, Partial<ContainerState>, Partial<PodValue>, string | null]>([
  [
    'creates its container for 5 minutes',
    { reason: 'ContainerCreating' },
    { scheduledAt: NOW - 5 * MINUTE },
    'waits since 10:10:00 ET (ContainerCreating)',
  ],
  ['does so for less', { reason: 'ContainerCreating' }, { scheduledAt: NOW - 5 * MINUTE + 1 }, null],
  [
    'waits for others before it',
    { reason: 'PodInitializing' },
    { scheduledAt: NOW - 5 * MINUTE },
    'waits since 10:10:00 ET (PodInitializing)',
  ],
  [
    'gives no reason',
    { reason: null },
    { scheduledAt: NOW - 5 * MINUTE },
    'waits since 10:10:00 ET (Waiting)',
  ],
  [
    'has a node since nobody knows when',
    { reason: 'ContainerCreating' },
    {},
    'waits since 09:10:00 ET (ContainerCreating)',
  ],
  [
    'is created again, after its container ran',
    { reason: 'ContainerCreating', restarts: 1, lastExit: died({ at: NOW - 3_600_000 }) },
    {},
    null,
  ],
  ['is on its way out', { reason: 'ContainerCreating' }, { terminating: true }, null],
  [
    'was refused before it began',
    { reason: 'ContainerCreating' },
    { phase: 'Failed', reason: 'OutOfcpu', states: [] },
    null,
  ],
])('a pod that %s', (_who, state, value, words) => {
  const found = trouble({ state: 'waiting', ...state }, { createdAt: AT_0910, ...value });
  const told = (state.reason ?? 'Waiting') as string;
  expect(found).toEqual(words === null ? [] : [['not-starting', told, `p: container main ${words}`]]);
});

test.each<[string, Partial<PodValue>, string | null]>([
  [
    'has no node for 5 minutes, and no reason',
    { node: null, phase: 'Pending', createdAt: NOW - 5 * MINUTE },
    'p has no node since 10:10:00 ET',
  ],
  ['has none for less', { node: null, phase: 'Pending', createdAt: NOW - 5 * MINUTE + 1 }, null],
  [
    'is not taken up by its node',
    { phase: 'Pending', createdAt: AT_0910, scheduledAt: NOW - 5 * MINUTE },
    'p: its node n1 starts no container of it since 10:10:00 ET',
  ],
  ['is not yet taken up', { phase: 'Pending', createdAt: AT_0910, scheduledAt: NOW - 5 * MINUTE + 1 }, null],
])('a pod without containers that %s', (_who, value, words) => {
  const found = trouble({}, { ...value, states: [] });
  expect(found).toEqual(words === null ? [] : [['not-starting', 'Pending', words]]);
});

test('a container waits for what keeps another from starting: only that is told', () => {
  const base = { ready: false, restarts: 0, message: null, startedAt: null, lastExit: null };
  const states: ContainerState[] = [
    { ...base, name: 'main', state: 'waiting', reason: 'PodInitializing' },
    { ...base, name: 'first', state: 'waiting', reason: 'ErrImagePull' },
  ];
  expect(trouble({}, { createdAt: AT_0910, states }).map(([code]) => code)).toEqual(['image-pull']);
});

test.each<[string, Partial<PodValue>]>([
  ['a pod that ended', { phase: 'Failed' }],
  ['a pod that is deleted', { terminating: true }],
])('the last end of %s is no loop', (_who, value) => {
  const end = { state: 'terminated' as const, reason: 'Error', restarts: 6, lastExit: died() };
  expect(trouble(end, { ...value, containers: [container({ name: 'main' })] })).toEqual([]);
});

test('a container that waits for another reason, or runs with the old reason left over, keeps dying', () => {
  const again = ['crashloop', 'Restarting', 'p keeps dying: exit 1, Error, at 10:14:00 ET'];
  const often = { restarts: 5, lastExit: died() };
  expect(trouble({ state: 'waiting', reason: 'ContainerCreating', ...often })).toEqual([again]);
  expect(trouble({ state: 'waiting', reason: null, ...often })).toEqual([again]);
  expect(trouble({ state: 'running', reason: 'ErrImagePull', ...often })).toEqual([again]);
});

test.each<[string, ContainerState['state'], string | null, boolean]>([
  ['who ended by it', 'terminated', 'OOMKilled', true],
  ['who ended otherwise', 'terminated', 'Completed', false],
  ['who runs, whatever word is left over', 'running', 'OOMKilled', false],
])('killed for memory: %s', (_who, state, reason, killed) => {
  const found = trouble({ state, reason });
  expect(found).toEqual(
    killed ? [['oom-killed', 'OOMKilled', 'p was killed for memory: no exit recorded']] : [],
  );
});

test.each<[Partial<Exit>, string]>([
  [{}, 'exit 1, Error, at 10:14:00 ET'],
  [{ message: '' }, 'exit 1, Error, at 10:14:00 ET'],
  [{ reason: '', message: 'boom' }, 'exit 1, boom, at 10:14:00 ET'],
  [{ message: 'boom' }, 'exit 1, Error: boom, at 10:14:00 ET'],
  [{ reason: null, message: null }, 'exit 1, at 10:14:00 ET'],
  [{ code: null, at: null }, 'Error'],
])('its last exit %j reads as %s', (exit, words) => {
  const found = trouble({ state: 'waiting', reason: 'CrashLoopBackOff', lastExit: died(exit) });
  expect(found).toEqual([['crashloop', 'CrashLoopBackOff', `p keeps dying: ${words}`]]);
});

test('a pod that cannot be scheduled has its reason, beside all else', () => {
  expect(trouble({ state: 'waiting', reason: 'ErrImagePull' }, { unschedulable: 'no room' })).toEqual([
    ['image-pull', 'ErrImagePull', 'p cannot pull its image: ErrImagePull'],
    ['unschedulable', 'Pending', 'p cannot be scheduled: no room'],
  ]);
});

/** So many minutes ago it was created, and its container died last; after so many restarts. */
test.each<[string, number | null, number, number, boolean]>([
  ['thrice in an hour and a half, a little less', 109, 20, 3, true],
  ['thrice in an hour and a half', 110, 20, 3, false],
  ['twice, however quickly', 30, 20, 2, false],
  ['often, the last time half an hour ago', 40, 30, 20, false],
  ['often, the last time a moment less ago', 40, 29, 20, true],
  ['often, in a pod of no known age', null, 20, 20, false],
])('a container that runs and died %s keeps dying, or does not', (_rule, created, last, restarts, dies) => {
  const createdAt = created === null ? null : NOW - created * MINUTE;
  const codes = trouble({ restarts, lastExit: died({ at: NOW - last * MINUTE }) }, { createdAt }).map(
    ([code]) => code,
  );
  expect(codes).toEqual(dies ? ['crashloop'] : []);
});

test.each<[string, number | null, boolean]>([
  ['less than an hour ago', NOW - 60 * MINUTE + 1, true],
  ['an hour ago', NOW - 60 * MINUTE, false],
  ['nobody knows when', null, true],
])('a container that runs and was killed for memory %s is in trouble, or not', (_when, at, told) => {
  const codes = trouble({ restarts: 3, lastExit: died({ reason: 'OOMKilled', at }) }).map(([code]) => code);
  expect(codes).toEqual(told ? ['oom-killed'] : []);
});
