import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventClock } from './event-clock.ts';

const instants = fc.array(fc.record({ at: fc.integer({ min: 1, max: 40 }), cleared: fc.boolean() }), {
  maxLength: 40,
});

test('timers fire in the order of their times, those of one instant in the order of their making', async () => {
  await fc.assert(
    fc.asyncProperty(instants, async (timers) => {
      const clock = new EventClock(0);
      const fired: [number, number][] = [];
      clock.install(Math.random);
      try {
        const handles = timers.map(({ at }, i) => setTimeout(() => fired.push([clock.now(), i]), at));
        timers.forEach(({ cleared }, i) => {
          if (cleared) clearTimeout(handles[i]);
        });
        await clock.passUntil(100);
      } finally {
        clock.uninstall();
      }
      const due = timers.flatMap(({ at, cleared }, i): [number, number][] => (cleared ? [] : [[at, i]]));
      expect(fired).toEqual(due.sort(([a, i], [b, j]) => a - b || i - j));
    }),
    { numRuns: 40 },
  );
});

test('an interval goes on until it is cleared, by itself too', async () => {
  const clock = new EventClock(0);
  const fired: number[] = [];
  clock.install(Math.random);
  try {
    const interval = setInterval(() => {
      fired.push(clock.now());
      if (fired.length === 3) clearInterval(interval);
    }, 10);
    await clock.passUntil(100);
  } finally {
    clock.uninstall();
  }
  expect(fired).toEqual([10, 20, 30]);
});
