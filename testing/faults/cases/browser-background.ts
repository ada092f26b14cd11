import type { Fault } from '../fault.ts';
import { tabUnproven } from '../tab-words.ts';

/** The browser takes a moment to freeze a tab. */
const FREEZES_MS = 1_500;
const AWAY_MS = 4_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export const fault: Fault = {
  title:
    'the tab lay frozen in the background while the API server went away: measured from when it is in front again',
  group: 'browser',
  interval: 'page',
  tab: true,
  expect: tabUnproven,
  async cause(stage) {
    const devtools = await (await stage.tab()).devtools();
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    await pause(FREEZES_MS);
    await stage.relay.wire.be('refused');
    await pause(AWAY_MS);
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    return performance.now();
  },
  end: ({ relay }) => relay.wire.be('up'),
};
