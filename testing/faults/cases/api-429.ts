import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';
import { status } from '../relay.ts';

export const fault: Fault = {
  title: '429 on everything, with the wish to come back in a minute',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: clusterUnseen(/429|too many/i),
  cause({ relay }) {
    relay.meddling.answer = () =>
      status(429, 'TooManyRequests', 'too many requests', { 'retry-after': '60' });
    relay.wire.cut();
  },
  end({ relay }) {
    relay.meddling = {};
  },
};
