import { deleteKillSwitch, makeKillSwitch, setKillSwitch } from '../../../e2e/operator.ts';
import { all, executionIs, proofFails } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { SWITCH_CHANGED } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'its ConfigMap is deleted and made again at once, allowing execution',
  group: 'kill switch',
  interval: 'poll',
  expect: all(executionIs('contradicted'), proofFails('halt-switches', 'bad')),
  cause: async ({ mesh }) => {
    await deleteKillSwitch(mesh);
    await makeKillSwitch(mesh, '0');
  },
  end: ({ mesh }) => setKillSwitch(mesh, '1'),
  leaves: SWITCH_CHANGED,
};
