import { agentSays, agentsNotGood, all } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { FEED } from '../mesh-words.ts';

const SKEW_SECONDS = 600;

export const fault: Fault = {
  title: 'the console’s clock is 10 minutes ahead of the mesh’s',
  group: 'console',
  interval: 'probe',
  expect: all(agentsNotGood(FEED), agentSays(FEED, /stale|old|past/i)),
  // Time enough for an answer to be taken for good.
  holdMs: 2_500,
  async cause(stage) {
    const offset = stage.mesh.document().clockOffsetSeconds + SKEW_SECONDS;
    await stage.restartConsole(['--clock-offset', String(offset)]);
    return performance.now();
  },
  end: (stage) => stage.restartConsole(),
};
