import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { text } from '#lib/messages/text.ts';
import { Vitals } from './vitals.ts';

let wall: number;
let steady: number;
let lines: { msg: string; seconds: number }[];
let vitals: Vitals;

beforeEach(() => {
  wall = 1_000_000;
  steady = 0;
  lines = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  vitals = new Vitals({ now: () => wall, monotonic: () => steady }, log);
});

/** Time goes by, on both clocks. */
function pass(ms: number): void {
  wall += ms;
  steady += ms;
}

/** One second as it should be, `lateMs` late. */
function second(lateMs = 0): void {
  pass(1_000 + lateMs);
  vitals.evaluated();
  vitals.beat(lateMs);
}

describe('what is served is the present', () => {
  test.each([
    [0, []],
    [3_000, []],
    [3_001, ['the last evaluation is 3 s old: the console is stuck']],
    [95_400, ['the last evaluation is 95 s old: the console is stuck']],
  ])('%d ms after the last evaluation: %j', (ms, reasons) => {
    second();
    pass(ms);
    expect(vitals.signs().reasons.map(text)).toEqual(reasons);
    expect(vitals.signs().evaluatedMsAgo).toBe(ms);
  });

  test('by the clock that nobody sets', () => {
    second();
    steady += 10_000;
    wall -= 60_000;
    expect(vitals.signs().reasons.map(text)).toEqual([
      'the last evaluation is 10 s old: the console is stuck',
    ]);
  });
});

describe('the event loop', () => {
  test.each([
    [1_000, 0, false],
    [1_001, 1, false],
    [3_001, 1, true],
  ])('that stood still for %d ms', (ms, stalls, told) => {
    second(ms);
    expect(vitals.signs().stalls).toBe(stalls);
    expect(lines.length).toBe(stalls);
    expect(vitals.signs().reasons.map(text)).toEqual(told ? ['the event loop stood still for 3 s'] : []);
  });

  test('is reported for 5 s after it went on, and logged once', () => {
    second(6_500);
    pass(5_000);
    vitals.evaluated();
    expect(vitals.signs().reasons.map(text)).toEqual(['the event loop stood still for 6.5 s']);
    pass(1);
    vitals.beat(0);
    expect(vitals.signs().reasons.map(text)).toEqual([]);
    expect(vitals.signs().lastStall).toMatchObject({ ms: 6_500 });
    expect(lines).toMatchObject([{ seconds: 6.5, msg: expect.stringContaining('stood still') }]);
  });
});

test('a machine that is late at every beat fills no log: one line each 30 s, with how many there were', () => {
  for (let i = 0; i < 30; i++) second(1_500);
  expect(vitals.signs().stalls).toBe(30);
  expect(lines).toMatchObject([
    { seconds: 1.5, moreSinceLastTold: 0 },
    { seconds: 1.5, moreSinceLastTold: 11 },
    { seconds: 1.5, moreSinceLastTold: 11 },
  ]);
});

describe('the system’s clock', () => {
  test.each([
    [2_000, []],
    [2_001, ['the system’s clock was set forward by 2 s']],
    [-600_000, ['the system’s clock was set back by 600 s']],
  ])('that was set by %d ms', (ms, reasons) => {
    second();
    wall += ms;
    second();
    expect(vitals.signs().reasons.map(text)).toEqual(reasons);
    expect(lines.length).toBe(reasons.length);
    for (let i = 0; i < 6; i++) second();
    expect(vitals.signs().reasons.map(text)).toEqual([]);
    expect(lines.length).toBe(reasons.length);
  });

  test('that drifts is not set', () => {
    for (let i = 0; i < 100; i++) {
      wall += 50;
      second();
    }
    expect(lines).toEqual([]);
  });
});
