import type { Fault } from '../fault.ts';
import { tabFrozen } from '../tab-words.ts';

export const fault: Fault = {
  title: 'the reader’s network is gone without a word: its stream stays open and brings nothing',
  group: 'browser',
  interval: 'page',
  tab: true,
  expect: tabFrozen,
  cause: ({ readers }) => readers.be('mute'),
  end: ({ readers }) => readers.be('up'),
};
