import type { Fault } from '../fault.ts';
import { tabFrozen } from '../tab-words.ts';

export const fault: Fault = {
  title: 'a network that becomes 20 s late between the console and the reader',
  group: 'browser',
  interval: 'page',
  tab: true,
  expect: tabFrozen,
  cause({ readers }) {
    readers.delayMs = 20_000;
  },
  end({ readers }) {
    readers.delayMs = 0;
    readers.cut();
  },
};
