import { agentsNotGood, all, executionIs, notReady } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { EXECUTOR, FEED, STRATEGY } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'the console is started while the API server is gone: it has never seen anything',
  group: 'console',
  interval: 'poll',
  expect: all(executionIs('unproven'), agentsNotGood(FEED, STRATEGY, EXECUTOR), notReady()),
  async cause(stage) {
    await stage.console.stop('SIGKILL');
    await stage.relay.wire.be('refused');
    await stage.startConsole();
    return performance.now();
  },
  end: ({ relay }) => relay.wire.be('up'),
};
