import { setSecondSwitch } from '../../../e2e/operator.ts';
import { all, executionIs, proofFails } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { SWITCH_CHANGED } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'the two switches disagree',
  group: 'kill switch',
  interval: 'poll',
  expect: all(executionIs('contradicted'), proofFails('halt-switches', 'bad')),
  cause: ({ mesh }) => setSecondSwitch(mesh, 'false'),
  end: ({ mesh }) => setSecondSwitch(mesh, 'true'),
  leaves: SWITCH_CHANGED,
};
