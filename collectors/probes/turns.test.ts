import { afterEach, beforeEach, expect, test } from 'vitest';
import { EventClock } from '#testing/pipeline/event-clock.ts';
import { Turns } from './turns.ts';

let clock: EventClock;
beforeEach(() => {
  clock = new EventClock(0);
  clock.install(Math.random);
});
afterEach(() => clock.uninstall());

const GOES_ON = new AbortController().signal;

test('as many as the bound begin at once, the others in the order in which they came', async () => {
  const turns = new Turns(clock, 2);
  const begun: [number, number][] = [];
  for (let i = 0; i < 5; i += 1) void turns.take(GOES_ON).then(() => begun.push([i, clock.now()]));
  await clock.passUntil(5_000);
  expect(begun).toEqual([
    [0, 0],
    [1, 0],
    [2, 1_000],
    [3, 1_000],
    [4, 2_000],
  ]);
});

test('whoever is stopped has no turn, and takes none from others', async () => {
  const turns = new Turns(clock, 1);
  const ends = new AbortController();
  const said: [string, boolean, number][] = [];
  const take = (name: string, signal: AbortSignal): void => {
    void turns.take(signal).then((may) => said.push([name, may, clock.now()]));
  };
  take('first', GOES_ON);
  take('stopped', ends.signal);
  take('last', GOES_ON);
  ends.abort();
  take('stopped already', ends.signal);
  await clock.passUntil(3_000);
  expect(said).toContainEqual(['last', true, 1_000]);
  expect(said.filter(([, may]) => !may).map(([name]) => name)).toEqual(['stopped already', 'stopped']);
});
