import { all, blind, executionIs, notReady, proofFails } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { SWITCHES } from '../mesh-words.ts';
import { status } from '../relay.ts';

export const fault: Fault = {
  title: 'its ConfigMaps may no longer be read (403)',
  group: 'kill switch',
  interval: 'poll',
  relayed: true,
  expect: all(
    executionIs('unproven'),
    proofFails('halt-switches', 'unknown'),
    blind(SWITCHES, /403|forbidden/i),
    notReady(),
  ),
  cause({ relay }) {
    relay.meddling.answer = ({ pathname }) =>
      pathname.includes('/configmaps') ? status(403, 'Forbidden', 'configmaps is forbidden') : null;
    relay.wire.cut();
  },
  end({ relay }) {
    relay.meddling = {};
  },
};
