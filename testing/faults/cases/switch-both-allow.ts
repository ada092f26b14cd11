import { setKillSwitch, setSecondSwitch } from '../../../e2e/operator.ts';
import { all, executionIs, proofFails } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { SWITCH_CHANGED } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'both switches allow execution',
  group: 'kill switch',
  interval: 'poll',
  expect: all(executionIs('not-off'), proofFails('halt-switches', 'bad')),
  cause: async ({ mesh }) => {
    await setKillSwitch(mesh, '0');
    await setSecondSwitch(mesh, 'false');
  },
  end: async ({ mesh }) => {
    await setKillSwitch(mesh, '1');
    await setSecondSwitch(mesh, 'true');
  },
  leaves: SWITCH_CHANGED,
};
