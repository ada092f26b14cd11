import { all, blind, proofFails } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { status } from '../relay.ts';

export const fault: Fault = {
  title: '403 on autoscalers, which are watched and not polled',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: all(
    proofFails('executor-autoscalers', 'attention', 'unknown'),
    blind(['watch/HorizontalPodAutoscaler'], /403|forbidden/i),
  ),
  cause({ relay }) {
    relay.meddling.answer = ({ pathname }) =>
      /\/horizontalpodautoscalers$/.test(pathname) ? status(403, 'Forbidden', 'forbidden') : null;
    relay.wire.cut();
  },
  end({ relay }) {
    relay.meddling = {};
  },
};
