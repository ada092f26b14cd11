import type { Fault } from '../fault.ts';
import { tabFrozen } from '../tab-words.ts';

export const fault: Fault = {
  title: 'the console is killed (kill -9) and started again',
  group: 'console',
  interval: 'page',
  tab: true,
  expect: tabFrozen,
  cause: ({ console }) => console.stop('SIGKILL'),
  end: (stage) => stage.startConsole(),
};
