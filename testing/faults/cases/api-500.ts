import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';
import { status } from '../relay.ts';

export const fault: Fault = {
  title: 'a storm of 500: every request fails within the API server',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: clusterUnseen(/500|etcd/i),
  cause({ relay }) {
    relay.meddling.answer = () => status(500, 'InternalError', 'etcdserver: request timed out');
    relay.wire.cut();
  },
  end({ relay }) {
    relay.meddling = {};
  },
};
