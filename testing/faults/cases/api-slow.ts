import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'the network to the API server adds 6 s to each piece: no read ends in time',
  group: 'API server',
  interval: 'poll',
  expect: clusterUnseen(),
  cause({ relay }) {
    relay.wire.delayMs = 6_000;
  },
  end({ relay }) {
    relay.wire.delayMs = 0;
  },
};
