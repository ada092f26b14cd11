import { setSecondSwitch } from '../../../e2e/operator.ts';
import { all, executionIs, proofFails, says } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { SWITCH_CHANGED } from '../mesh-words.ts';

/** A watch that restarts at that time lists the change and contradicts nothing. */
const SETTLED_MS = 2_500;
const SWITCH = 'agenttrader-safety';

export const fault: Fault = {
  title: 'one event of a halt switch is swallowed on its way, and the watch goes on: it contradicts the poll',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: all(
    executionIs('unproven'),
    proofFails('halt-switches', 'unknown'),
    says(({ execution }) => {
      const proof = execution.proofs.find((p) => p.id === 'halt-switches');
      return proof?.evidence.some((e) => e.path === 'disagreement') ? null : 'no disagreement is told';
    }),
  ),
  // Two polls that agree end it, and the watch is listed again at once.
  holdMs: 0,
  prepare: () => new Promise((resolve) => setTimeout(resolve, SETTLED_MS)),
  async cause({ relay, mesh }) {
    relay.meddling.line = (_url, line) => ({
      send: line.includes(`"name":"${SWITCH}"`) ? [] : [`${line}\n`],
    });
    // It halts by either word.
    await setSecondSwitch(mesh, '1');
  },
  async end({ relay, mesh }) {
    relay.meddling = {};
    await setSecondSwitch(mesh, 'true');
  },
  leaves: SWITCH_CHANGED,
};
