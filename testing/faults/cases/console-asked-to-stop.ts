import type { Socket } from 'node:net';
import type { Fault } from '../fault.ts';
import { stallReaders } from '../stalled-readers.ts';
import { tabFrozen } from '../tab-words.ts';

const READERS = 50;
const DRAINED_WITHIN_MS = 2_000;
let readers: Socket[] = [];

export const fault: Fault = {
  title: 'the console is asked to stop (SIGTERM) with 50 streams open: it ends within 2 s',
  group: 'console',
  interval: 'page',
  tab: true,
  expect: tabFrozen,
  async cause({ console }) {
    readers = await stallReaders(console.url, READERS);
    const asked = performance.now();
    await console.stop('SIGTERM');
    const tookMs = performance.now() - asked;
    if (tookMs > DRAINED_WITHIN_MS) throw new Error(`ended ${tookMs.toFixed(0)} ms after it was asked to`);
    return asked;
  },
  async end(stage) {
    for (const reader of readers) reader.destroy();
    await stage.startConsole();
  },
};
