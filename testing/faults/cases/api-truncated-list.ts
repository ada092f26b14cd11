import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'every list breaks off in the middle of its body',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: clusterUnseen(),
  cause({ relay }) {
    relay.meddling.body = (_url, body) => ({ bytes: body.subarray(0, body.length / 2), cut: true });
    relay.wire.cut();
  },
  end({ relay }) {
    relay.meddling = {};
  },
};
