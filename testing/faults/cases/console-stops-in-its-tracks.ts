import type { Fault } from '../fault.ts';
import { tabFrozen } from '../tab-words.ts';

export const fault: Fault = {
  title: 'the console’s process stops in its tracks, with its sockets open',
  group: 'console',
  interval: 'page',
  tab: true,
  expect: tabFrozen,
  cause: ({ console }) => console.freeze(),
  end: ({ console }) => console.thaw(),
};
