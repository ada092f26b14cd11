import { expect, test } from 'vitest';
import { FanOut } from './fan-out.ts';
import type { StreamMessage } from './stream.ts';

function tab() {
  const got: StreamMessage[] = [];
  return { got, postMessage: (message: StreamMessage) => void got.push(message) };
}
const posture: StreamMessage = { kind: 'event', name: 'posture', data: 'P' };
const tick: StreamMessage = { kind: 'event', name: 'tick', data: 'T' };
const lost: StreamMessage = { kind: 'link', link: 'lost' };

test('every tab gets messages, until it goes', () => {
  const fanOut = new FanOut();
  const [one, two] = [tab(), tab()];
  fanOut.here(one, 0);
  fanOut.here(two, 0);
  fanOut.gone(two);
  fanOut.say(tick, 10);
  expect(one.got.at(-1)).toBe(tick);
  expect(two.got).not.toContain(tick);
});

test('a new tab gets the present at once', () => {
  const fanOut = new FanOut();
  fanOut.say(posture, 0);
  fanOut.say(tick, 100);
  const late = tab();
  fanOut.here(late, 500);
  expect(late.got.slice(1)).toEqual([posture, tick]);
});

test('nothing heard before the link was lost is handed on: the page that asks may be newer', () => {
  const fanOut = new FanOut();
  fanOut.say(posture, 0);
  fanOut.say(tick, 0);
  fanOut.say(lost, 100);
  const after = tab();
  fanOut.here(after, 200);
  expect(after.got).toEqual([lost]);
});

test('on a link that has gone silent a new tab gets the posture only once a tick vouches for it', () => {
  const fanOut = new FanOut();
  fanOut.say(posture, 0);
  fanOut.say(tick, 0);
  const late = tab();
  fanOut.here(late, 3_000);
  expect(late.got.slice(1)).toEqual([]);
  fanOut.say(tick, 3_500);
  fanOut.say(tick, 4_500);
  expect(late.got.slice(1)).toEqual([posture, tick, tick]);
});

test('a posture that comes by itself is not said twice', () => {
  const fanOut = new FanOut();
  fanOut.say(posture, 0);
  const early = tab();
  fanOut.here(early, 3_000);
  fanOut.say(posture, 3_100);
  fanOut.say(tick, 3_200);
  expect(early.got.slice(1)).toEqual([posture, tick]);
});

test('a tab that has been quiet for minutes is let go, and is welcome again', () => {
  const fanOut = new FanOut();
  const slept = tab();
  fanOut.here(slept, 0);
  fanOut.say(tick, 200_000);
  expect(fanOut.size).toBe(0);
  fanOut.here(slept, 200_100);
  expect(slept.got).toContain(tick);
});
