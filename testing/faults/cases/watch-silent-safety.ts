import { scale } from '../../../e2e/operator.ts';
import { all, executionIs, proofFails } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { EXECUTOR } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'all watches stay open and say nothing any more, while the executor is scaled up',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: all(executionIs('not-off', 'gated'), proofFails('executors-scaled', 'bad')),
  async cause({ relay, mesh }) {
    relay.meddling.line = () => ({ send: [] });
    await scale(mesh, EXECUTOR, 1);
  },
  async end({ relay, mesh }) {
    relay.meddling = {};
    await scale(mesh, EXECUTOR, 0);
  },
};
