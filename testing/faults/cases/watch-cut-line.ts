import { scale } from '../../../e2e/operator.ts';
import { all, executionIs, proofFails } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { EXECUTOR } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'every watch breaks off in the middle of each line, while the executor is scaled up',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: all(executionIs('not-off', 'gated'), proofFails('executors-scaled', 'bad')),
  async cause({ relay, mesh }) {
    relay.meddling.line = (_url, line) => ({ send: [line.slice(0, line.length / 2)], cut: true });
    await scale(mesh, EXECUTOR, 1);
  },
  async end({ relay, mesh }) {
    relay.meddling = {};
    await scale(mesh, EXECUTOR, 0);
  },
};
