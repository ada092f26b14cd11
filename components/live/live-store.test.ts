import { expect, test } from 'vitest';
import { EMPTY_POSTURE as POSTURE } from '#testing/samples/empty-posture.ts';
import { firstState } from './live-state.ts';
import { LiveStore } from './live-store.ts';

const TICK = { seq: 1, now: POSTURE.at, postureId: POSTURE.id, build: 'b', measured: POSTURE.measured };
const says = (posture: typeof POSTURE) =>
  ({ kind: 'event', name: 'posture', data: JSON.stringify(posture), at: 0 }) as const;

test('a listener gets each message until it stops', () => {
  const store = new LiveStore(firstState(POSTURE, TICK));
  let told = 0;
  const stop = store.subscribe(() => {
    told += 1;
  });
  store.hear({ kind: 'link', link: 'open' });
  stop();
  store.hear({ kind: 'link', link: 'lost' });
  expect([told, store.now().link]).toEqual([1, 'lost']);
});

test('what a new posture says as before stays the same object, so that it is not drawn again', () => {
  const store = new LiveStore(firstState(POSTURE, TICK));
  const { market, execution } = store.now().posture;
  store.hear(says({ ...POSTURE, id: 'p2', execution: { ...execution, outcome: 'gated' } }));
  const after = store.now().posture;
  expect(after.id).toBe('p2');
  expect(after.market).toBe(market);
  expect(after.execution).not.toBe(execution);
});

test('the first render of the browser sees what the server rendered, whatever came meanwhile', () => {
  const store = new LiveStore(firstState(POSTURE, TICK));
  store.hear(says({ ...POSTURE, id: 'p2' }));
  expect(store.first().posture.id).toBe('p1');
});

test('hours of ticks leave nothing behind', () => {
  const store = new LiveStore(firstState(POSTURE, TICK));
  const size = () => JSON.stringify(store.now()).length;
  const tick = (seq: number) => {
    const now = new Date(Date.parse(POSTURE.at) + seq * 1_000).toISOString();
    const data = JSON.stringify({ ...TICK, seq: 100_000 + seq, now });
    store.hear({ kind: 'event', name: 'tick', data, at: 1_000_000 + seq * 1_000 });
  };
  tick(1);
  const before = size();
  for (let seq = 2; seq < 10_000; seq++) tick(seq);
  expect(size()).toBe(before);
});
