import type { Fault } from '../fault.ts';
import { tabFrozen } from '../tab-words.ts';

export const fault: Fault = {
  title: 'the reader’s machine is offline: its connections are cut and refused',
  group: 'browser',
  interval: 'page',
  tab: true,
  expect: tabFrozen,
  cause: ({ readers }) => readers.be('refused'),
  end: ({ readers }) => readers.be('up'),
};
