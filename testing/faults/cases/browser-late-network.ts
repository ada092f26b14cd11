import type { Fault } from '../fault.ts';
import { tabFrozen } from '../tab-words.ts';

export const fault: Fault = {
  title: 'the reader’s network adds 3.5 s to all that it carries: ticks come each second, and late',
  group: 'browser',
  interval: 'page',
  tab: true,
  expect: tabFrozen,
  cause({ readers }) {
    readers.delayMs = 3_500;
  },
  end({ readers }) {
    readers.delayMs = 0;
  },
};
