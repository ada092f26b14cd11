import { scale } from '../../../e2e/operator.ts';
import { all, executionIs, proofFails } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { EXECUTOR } from '../mesh-words.ts';

const last = new Map<string, string>();

export const fault: Fault = {
  title: 'after each event of a watch the one before it comes again, while the executor is scaled up',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: all(executionIs('not-off', 'gated'), proofFails('executors-scaled', 'bad')),
  async cause({ relay, mesh }) {
    relay.meddling.line = (url, line) => {
      const before = last.get(url.pathname);
      last.set(url.pathname, line);
      return { send: before === undefined ? [`${line}\n`] : [`${line}\n`, `${before}\n`] };
    };
    await scale(mesh, EXECUTOR, 1);
  },
  async end({ relay, mesh }) {
    relay.meddling = {};
    await scale(mesh, EXECUTOR, 0);
  },
};
