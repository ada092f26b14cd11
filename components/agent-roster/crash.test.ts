import { expect, test } from 'vitest';
import type { AgentPosture } from '#lib/posture.ts';
import { crashOf } from './crash.ts';

type Pod = AgentPosture['pods']['list'][number];
const POD: Pod = {
  name: 'p',
  namespace: 'n',
  phase: 'Running',
  ready: true,
  terminating: false,
  restarts: 0,
  node: null,
  lastExit: null,
  waiting: null,
};
const exit = (code: number, at: string) => ({ code, reason: 'Error', message: 'no such key', at });

test('a pod that never died says nothing', () => expect(crashOf([POD])).toBeNull());

test('the latest death counts, with code, reason and message', () => {
  const pods = [
    { ...POD, lastExit: exit(1, '2026-11-20T15:00:00.000Z') },
    { ...POD, lastExit: exit(2, '2026-11-20T15:01:00.000Z') },
  ];
  expect(crashOf(pods)).toBe('last exit 2, Error: no such key');
});

test('an exit that the reason tells already is not said twice', () => {
  const pods = [{ ...POD, lastExit: exit(2, '2026-11-20T15:01:00.000Z') }];
  expect(crashOf(pods, 'x keeps dying: exit 2, Error')).toBeNull();
  expect(crashOf(pods, 'not ready')).toContain('last exit 2');
});

test('what it waits for is said too', () => {
  const waiting = { reason: 'ImagePullBackOff', message: null };
  expect(crashOf([{ ...POD, waiting }])).toBe('waits: ImagePullBackOff');
});

test('a code that was not given is not made up', () => {
  const lastExit = { code: null, reason: null, message: null, at: null };
  expect(crashOf([{ ...POD, lastExit }])).toBe('exit code not given');
});
