import type { Fault } from '../fault.ts';
import { tabUnproven } from '../tab-words.ts';

const ASLEEP_MS = 4_000;

export const fault: Fault = {
  title: 'the reader’s machine slept for 4 s, in which the API server went away: measured from when it wakes',
  group: 'browser',
  interval: 'page',
  tab: true,
  expect: tabUnproven,
  async cause(stage) {
    const tab = await stage.tab();
    tab.signal('SIGSTOP');
    await stage.relay.wire.be('refused');
    await new Promise((resolve) => setTimeout(resolve, ASLEEP_MS));
    tab.signal('SIGCONT');
    return performance.now();
  },
  end: ({ relay }) => relay.wire.be('up'),
};
