import type { Socket } from 'node:net';
import { setKillSwitch } from '../../../e2e/operator.ts';
import { all, executionIs, never, tabSays } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { SWITCH_CHANGED } from '../mesh-words.ts';
import { stallReaders } from '../stalled-readers.ts';

const READERS = 500;
/** Its own size is about 120 MiB; what readers do not read may add a few KB each. */
const MOST_MIB = 260;
let readers: Socket[] = [];

export const fault: Fault = {
  title: '500 readers of the stream never read, while the kill switch becomes unreadable',
  group: 'console',
  interval: 'poll',
  tab: true,
  expect: all(
    executionIs('unproven'),
    tabSays((tab) =>
      tab.outcome === 'unproven' && tab.frozen < 0.01 ? null : `${tab.outcome}, ${tab.frozen}`,
    ),
    never(({ residentMiB }) => (residentMiB > MOST_MIB ? [`${residentMiB.toFixed(0)} MiB held`] : [])),
  ),
  async cause({ console, mesh }) {
    readers = await stallReaders(console.url, READERS);
    const from = performance.now();
    await setKillSwitch(mesh, 'maybe');
    return from;
  },
  async end({ mesh }) {
    for (const reader of readers) reader.destroy();
    await setKillSwitch(mesh, '1');
  },
  leaves: SWITCH_CHANGED,
};
