import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'everything is answered 200 with an empty object: a list without items proves nothing',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: clusterUnseen(),
  cause({ relay }) {
    relay.meddling.answer = () => ({ status: 200, body: '{}' });
    relay.wire.cut();
  },
  end({ relay }) {
    relay.meddling = {};
  },
};
