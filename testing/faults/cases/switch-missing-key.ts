import { setKillSwitch } from '../../../e2e/operator.ts';
import { all, executionIs, proofFails } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { SWITCH_CHANGED } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'its key is taken out of the ConfigMap',
  group: 'kill switch',
  interval: 'poll',
  expect: all(executionIs('unproven'), proofFails('halt-switches', 'unknown')),
  cause: ({ mesh }) => setKillSwitch(mesh, null),
  end: ({ mesh }) => setKillSwitch(mesh, '1'),
  leaves: SWITCH_CHANGED,
};
