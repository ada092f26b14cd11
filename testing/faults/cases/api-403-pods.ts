import { agentsNotGood, all, blind, executionIs, notReady, proofFails } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { EXECUTOR, FEED, STRATEGY } from '../mesh-words.ts';
import { status } from '../relay.ts';

export const fault: Fault = {
  title: '403 on pods, whatever the namespace; everything else may be read',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: all(
    executionIs('unproven'),
    proofFails('executor-pods', 'unknown'),
    blind(['poll/Pod'], /403|forbidden/i),
    agentsNotGood(FEED, STRATEGY, EXECUTOR),
    notReady(),
  ),
  cause({ relay }) {
    relay.meddling.answer = ({ pathname }) =>
      /\/pods$/.test(pathname)
        ? status(403, 'Forbidden', 'pods is forbidden: cannot list resource "pods"')
        : null;
    relay.wire.cut();
  },
  end({ relay }) {
    relay.meddling = {};
  },
};
