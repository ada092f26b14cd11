import { Drawn } from '../drawn.ts';
import type { Expectation, Fault } from '../fault.ts';

/** Longer than a page needs to freeze, and to be looked at afterwards. */
const BLOCKED_MS = 6_500;
const LOOK_EVERY_MS = 100;
const HELD_MS = 1_500;
let drawn: Drawn | null = null;
let blocking: Promise<unknown> = Promise.resolve();
let frozen = false;
let looking: Promise<void> = Promise.resolve();

/** Follows the drawn frames, since a query of the tab would wait for its main thread. */
async function watch(eye: Drawn, until: number): Promise<void> {
  while (performance.now() < until) {
    frozen = await eye.frozen();
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

const drawnFrozen: Expectation = {
  missing: () => (frozen ? null : 'it is not drawn as frozen'),
  looksGood: () => (frozen ? [] : ['drawn as live']),
  missingOnPage: () => null,
};

export const fault: Fault = {
  title: 'the tab’s main thread is blocked for 6.5 s: what is drawn freezes all the same',
  group: 'browser',
  interval: 'page',
  tab: true,
  alone: true,
  tabDeaf: true,
  expect: drawnFrozen,
  holdMs: HELD_MS,
  async prepare(stage) {
    frozen = false;
    drawn = await Drawn.of(await stage.tab());
  },
  async cause(stage) {
    const { page } = await stage.tab();
    const from = performance.now();
    blocking = page.evaluate((ms) => {
      const until = performance.now() + ms;
      while (performance.now() < until);
    }, BLOCKED_MS);
    if (drawn !== null) looking = watch(drawn, from + BLOCKED_MS);
    return from;
  },
  async end() {
    await Promise.all([blocking, looking]);
    await drawn?.end();
  },
};
