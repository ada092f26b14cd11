import type { Fault } from '../fault.ts';
import { evaluateIn } from '../inspector.ts';
import { tabFrozen } from '../tab-words.ts';

/** Longer than a page needs to freeze, and to be looked at afterwards. */
const BLOCKED_MS = 6_500;
let blocking: Promise<void> = Promise.resolve();

export const fault: Fault = {
  title: 'the console’s event loop is blocked for 6.5 s',
  group: 'console',
  interval: 'page',
  tab: true,
  expect: tabFrozen,
  holdMs: 800,
  cause({ console }) {
    blocking = evaluateIn(
      console,
      `{ const until = performance.now() + ${BLOCKED_MS}; while (performance.now() < until); }`,
    );
  },
  end: () => blocking,
};
