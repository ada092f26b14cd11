import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TIME_HEADER } from '#lib/documents/live.ts';
import { EMPTY_POSTURE as POSTURE } from '#testing/samples/empty-posture.ts';
import { asker } from './ask.ts';
import { firstState, type Heard, type LiveState } from './live-state.ts';

const TICK = { seq: 1, now: POSTURE.at, postureId: POSTURE.id, build: 'b', measured: POSTURE.measured };
const unmeasured = firstState(POSTURE, TICK);
const settled: LiveState = { ...unmeasured, leastMs: 0, lagMs: 10 };

type Reply = { status?: number; now?: string | null; body?: string | null };
let asked: string[] = [];
let heard: Heard[] = [];
let reply: () => Promise<Reply>;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  heard = [];
  reply = async () => ({});
  vi.stubGlobal('fetch', async (_: string, { method, signal }: { method: string; signal: AbortSignal }) => {
    asked.push(method);
    const { status = 200, now = POSTURE.at, body = null } = await reply();
    signal.throwIfAborted();
    return new Response(body, { status, headers: now === null ? {} : { [TIME_HEADER]: now } });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('the console’s time is asked for at once, with when it was asked and answered', async () => {
  const from = performance.now();
  reply = () => new Promise((resolve) => setTimeout(resolve, 40, {}));
  asker((answer) => void heard.push(answer))(unmeasured);
  await vi.advanceTimersByTimeAsync(40);
  expect(asked).toEqual(['HEAD']);
  expect(heard).toEqual([{ kind: 'answer', askedAt: from, at: from + 40, now: POSTURE.at, data: null }]);
});

test('while nothing is open it is asked for once a minute', async () => {
  const ask = asker((answer) => void heard.push(answer));
  for (let second = 0; second < 150; second++) {
    ask(settled);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(asked).toEqual(['HEAD', 'HEAD', 'HEAD']);
});

test.each<[string, LiveState, string]>([
  ['a measure that was refuted', unmeasured, 'HEAD'],
  ['ticks that seem late', { ...settled, lagMs: 9_000 }, 'HEAD'],
  ['a posture that is missing', { ...settled, missing: 'p2' }, 'GET'],
])('%s is asked about within a second, and not more often', async (_, state, method) => {
  const ask = asker((answer) => void heard.push(answer));
  ask(settled);
  for (let i = 0; i < 30; i++) {
    await vi.advanceTimersByTimeAsync(100);
    ask(state);
  }
  expect(asked).toEqual(['HEAD', method, method, method]);
});

test('a missing posture comes with the answer', async () => {
  reply = async () => ({ body: '{"id":"p2"}' });
  asker((answer) => void heard.push(answer))({ ...settled, missing: 'p2' });
  await vi.advanceTimersByTimeAsync(0);
  expect(heard).toMatchObject([{ data: '{"id":"p2"}' }]);
});

test.each<[string, Reply]>([
  ['a failure', { status: 502 }],
  ['a page of some proxy, without the console’s time', { now: null, body: '<html>' }],
])('%s is no answer, and the next message asks again', async (_, failed) => {
  reply = async () => failed;
  const ask = asker((answer) => void heard.push(answer));
  ask(unmeasured);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(heard).toEqual([]);
  ask(unmeasured);
  expect(asked).toHaveLength(2);
});

test('one question at a time', async () => {
  reply = () => new Promise(() => undefined);
  const ask = asker((answer) => void heard.push(answer));
  for (let i = 0; i < 4; i++) {
    ask(unmeasured);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(asked).toHaveLength(1);
});
