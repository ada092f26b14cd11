import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openStream, type StreamMessage } from './stream.ts';

/** A connection as the browser gives it, driven by the test. */
class Connection extends EventTarget {
  static all: Connection[] = [];
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;
  constructor() {
    super();
    Connection.all.push(this);
  }
  close() {
    this.closed = true;
  }
  say(name: string, data: unknown = '{}') {
    this.dispatchEvent(new MessageEvent(name, { data }));
  }
}
const last = () => {
  const connection = Connection.all.at(-1);
  if (connection === undefined) throw new Error('nothing was connected');
  return connection;
};

let said: StreamMessage[] = [];
let stop: () => void = () => undefined;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Connection);
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  Connection.all = [];
  said = [];
  stop = openStream('/stream', (message) => void said.push(message));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Milliseconds until the next connection is made. */
async function untilNext(): Promise<number> {
  const [from, before] = [performance.now(), Connection.all.length];
  while (Connection.all.length === before) await vi.advanceTimersByTimeAsync(10);
  return performance.now() - from;
}

test('what comes is said as it came', () => {
  last().onopen?.();
  last().say('posture', 'P');
  last().say('tick', 'T');
  expect(said).toEqual([
    { kind: 'link', link: 'open' },
    { kind: 'event', name: 'posture', data: 'P' },
    { kind: 'event', name: 'tick', data: 'T' },
  ]);
});

describe('a link that fails', () => {
  test('is said to be lost at once, and its connection is closed', () => {
    const failed = last();
    failed.onerror?.();
    expect(said).toEqual([{ kind: 'link', link: 'lost' }]);
    expect(failed.closed).toBe(true);
  });
  test('as one does where a proxy answers with a page, or that it has no server: tried ever more slowly', async () => {
    const waits: number[] = [];
    for (let i = 0; i < 6; i++) {
      last().onerror?.();
      waits.push(await untilNext());
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000, 2_000, 2_000]);
  });
  test('right after it has said all there is, each time, is tried ever more slowly too', async () => {
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) {
      last().onopen?.();
      last().say('posture');
      last().say('tick');
      last().onerror?.();
      waits.push(await untilNext());
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000]);
  });
  test('after it has lasted is tried again quickly', async () => {
    for (let i = 0; i < 4; i++) {
      last().onerror?.();
      await untilNext();
    }
    for (let second = 0; second < 7; second++) {
      await vi.advanceTimersByTimeAsync(1_000);
      last().say('tick');
    }
    last().onerror?.();
    expect(await untilNext()).toBe(250);
  });
});

describe('a link that is silent', () => {
  test('though it is open is given up within 5 s', async () => {
    last().onopen?.();
    last().say('tick');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(said.at(-1)).toEqual({ kind: 'link', link: 'lost' });
  });
  test('and never answers at all is given up too, again and again', async () => {
    await vi.advanceTimersByTimeAsync(30_000);
    expect(Connection.all.length).toBeGreaterThan(3);
    expect(Connection.all.slice(0, -1).every(({ closed }) => closed)).toBe(true);
  });
  test('is left alone while it speaks each second', async () => {
    for (let second = 0; second < 20; second++) {
      last().say('tick');
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(Connection.all).toHaveLength(1);
  });
});

test('nothing is tried any more once it was stopped', async () => {
  last().onerror?.();
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(Connection.all).toHaveLength(1);
});
