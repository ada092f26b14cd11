import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startSchedule } from './schedule.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const clock = { now: () => Date.now(), monotonic: () => performance.now() };

test('starts at its phase and then each interval, however long a task takes', async () => {
  const began = performance.now();
  const starts: number[] = [];
  const { stop } = startSchedule(clock, 1_000, 250, async () => {
    starts.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 700));
  });
  await vi.advanceTimersByTimeAsync(10_000);
  stop();
  expect(starts).toEqual([250, 1_250, 2_250, 3_250, 4_250, 5_250, 6_250, 7_250, 8_250, 9_250]);
});

test('without a phase it starts at once, although time passes between two reads of a clock', async () => {
  let passed = 0;
  const starts: number[] = [];
  const walking = { now: clock.now, monotonic: () => performance.now() + passed++ * 0.001 };
  const { stop } = startSchedule(walking, 60_000, 0, async () => {
    starts.push(Math.round(performance.now()));
  });
  const began = Math.round(performance.now());
  await vi.advanceTimersByTimeAsync(1_000);
  stop();
  expect(starts).toEqual([began]);
});

test('runs one at a time: a point that comes while the task still runs is left out', async () => {
  let running = 0;
  let most = 0;
  let starts = 0;
  const { stop } = startSchedule(clock, 1_000, 0, async () => {
    running += 1;
    starts += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    running -= 1;
  });
  await vi.advanceTimersByTimeAsync(9_900);
  stop();
  expect([most, starts]).toEqual([1, 5]);
});

test('does not start twice for a timer that fires early', async () => {
  let early = 0.4;
  const hasty = { now: clock.now, monotonic: () => performance.now() - early };
  let starts = 0;
  const { stop } = startSchedule(hasty, 1_000, 0, async () => {
    starts += 1;
    early = 0.6;
  });
  await vi.advanceTimersByTimeAsync(5_500);
  stop();
  expect(starts).toBe(6);
});

test('catches no points up after the process was suspended', async () => {
  let starts = 0;
  const { stop } = startSchedule(clock, 1_000, 0, async () => {
    starts += 1;
  });
  await vi.advanceTimersByTimeAsync(1_500);
  vi.setSystemTime(Date.now() + 60_000);
  await vi.advanceTimersByTimeAsync(2_000);
  stop();
  expect(starts).toBeLessThanOrEqual(5);
});

test('ends when it is stopped', async () => {
  let starts = 0;
  const { stop } = startSchedule(clock, 1_000, 0, async () => {
    starts += 1;
  });
  await vi.advanceTimersByTimeAsync(500);
  stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(starts).toBe(1);
});

test('at another pace what is left until the next point shrinks or grows with it', async () => {
  const began = performance.now();
  const starts: number[] = [];
  const { pace, stop } = startSchedule(clock, 1_000, 0, async () => {
    starts.push(performance.now() - began);
  });
  await vi.advanceTimersByTimeAsync(1_250);
  pace(4_000);
  await vi.advanceTimersByTimeAsync(8_000);
  pace(1_000);
  await vi.advanceTimersByTimeAsync(2_000);
  stop();
  expect(starts).toEqual([0, 1_000, 4_250, 8_250, 10_000, 11_000]);
});

test('at another pace it still runs one at a time', async () => {
  let running = 0;
  let most = 0;
  const { pace, stop } = startSchedule(clock, 1_000, 0, async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    running -= 1;
  });
  for (let i = 0; i < 40; i += 1) {
    await vi.advanceTimersByTimeAsync(200);
    pace(i % 2 === 0 ? 300 : 1_000);
  }
  stop();
  expect(most).toBe(1);
});
