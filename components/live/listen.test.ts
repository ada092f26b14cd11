import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listen } from './listen.ts';
import type { Heard } from './live-state.ts';

const TICK = { kind: 'event', name: 'tick', data: 'T' };
let toWorker: string[] = [];
let fromWorker: ((message: unknown) => void) | null = null;
let page: EventTarget & { hidden?: boolean } = new EventTarget();
let view = new EventTarget();
let own: { closed: boolean }[] = [];
let heard: Heard[] = [];
let stop: () => void = () => undefined;

class Worker {
  onerror: (() => void) | null = null;
  readonly port: {
    onmessage: ((event: { data: unknown }) => void) | null;
    postMessage(message: string): void;
    close(): void;
  } = {
    onmessage: null,
    postMessage: (message) => void toWorker.push(message),
    close: () => undefined,
  };
  constructor() {
    fromWorker = (data) => this.port.onmessage?.({ data });
  }
}
class Connection extends EventTarget {
  closed = false;
  constructor() {
    super();
    own.push(this);
  }
  close() {
    this.closed = true;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  page = Object.assign(new EventTarget(), { hidden: false });
  view = new EventTarget();
  vi.stubGlobal('document', page);
  vi.stubGlobal('addEventListener', view.addEventListener.bind(view));
  vi.stubGlobal('removeEventListener', view.removeEventListener.bind(view));
  vi.stubGlobal('SharedWorker', Worker);
  vi.stubGlobal('EventSource', Connection);
  [toWorker, own, heard] = [[], [], []];
  stop = listen((message) => void heard.push(message));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('messages of the worker are received with the time of this tab’s clock', () => {
  vi.advanceTimersByTime(500);
  fromWorker?.(TICK);
  expect(heard).toEqual([{ ...TICK, at: performance.now() }]);
});

test('a worker that has died without a word is replaced by a connection of the tab’s own', () => {
  fromWorker?.(TICK);
  vi.advanceTimersByTime(9_000);
  expect(own).toHaveLength(0);
  vi.advanceTimersByTime(3_001);
  expect(own).toHaveLength(1);
});

test('a worker that was only slow has the tab back', () => {
  vi.advanceTimersByTime(12_001);
  fromWorker?.(TICK);
  expect(own).toMatchObject([{ closed: true }]);
  expect(heard).toMatchObject([TICK]);
});

test('a tab that comes to the front says at once that it is here, since it may have been let go', () => {
  toWorker = [];
  page.hidden = true;
  page.dispatchEvent(new Event('visibilitychange'));
  expect(toWorker).toEqual([]);
  page.hidden = false;
  page.dispatchEvent(new Event('visibilitychange'));
  expect(toWorker).toEqual(['here']);
});

test('a page that is put away says that it is gone, and that it is here when it is shown again', () => {
  toWorker = [];
  view.dispatchEvent(new Event('pagehide'));
  view.dispatchEvent(new Event('pageshow'));
  expect(toWorker).toEqual(['gone', 'here']);
});
