import { expect, test } from 'vitest';
import { say } from '#lib/messages/say.ts';
import type { AgentPosture } from '#lib/posture.ts';
import { samplePod } from '#testing/samples/empty-posture.ts';
import { crashOf } from './crash.ts';

type Pod = AgentPosture['pods']['list'][number];
const POD = samplePod('p');
const NOW = '2026-11-20T20:00:00.000Z';
const crash = (list: Pod[], params: AgentPosture['params'] = {}) =>
  crashOf({ pods: { desired: 1, ready: 1, restarts: 0, place: null, list }, params }, NOW);
const exit = (code: number, at: string) => ({ code, reason: 'Error', message: 'no such key', at });

test('a pod that never died says nothing', () => expect(crash([POD])).toBeNull());

test('the latest death counts, with code, reason and message', () => {
  const pods = [
    { ...POD, lastExit: exit(1, '2026-11-20T15:00:00.000Z') },
    { ...POD, lastExit: exit(2, '2026-11-20T15:01:00.000Z') },
  ];
  expect(crash(pods)).toBe('last exit 2, Error: no such key, at 10:01:00 ET');
});

test('a death of another day has its date', () => {
  expect(crash([{ ...POD, lastExit: exit(1, '2026-11-17T15:00:00.000Z') }])).toBe(
    'last exit 1, Error: no such key, at 2026-11-17 10:00:00 ET',
  );
});

test('an exit that the reason tells already is not said twice', () => {
  const pods = [{ ...POD, lastExit: exit(2, '2026-11-20T15:01:00.000Z') }];
  const told = (exitCode: number) => ({
    reason: say('pod-keeps-dying', {
      pod: 'x',
      exit: say('pod-exit', { exitCode, cause: 'Error', message: null, at: null }),
    }),
  });
  expect(crash(pods, told(2))).toBeNull();
  expect(crash(pods, told(1))).toContain('last exit 2');
  expect(crash(pods, { reason: say('agent-pod-unready', { pod: 'x' }) })).toContain('last exit 2');
});

test('what it waits for is said too', () => {
  const waiting = { reason: 'ImagePullBackOff', message: null };
  expect(crash([{ ...POD, waiting }])).toBe('waits: ImagePullBackOff');
});

test('a code that was not given is not made up', () => {
  const lastExit = { code: null, reason: null, message: null, at: null };
  expect(crash([{ ...POD, lastExit }])).toBe('exit code not given');
});
