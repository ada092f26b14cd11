import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'the API server is stopped: connections are refused',
  group: 'API server',
  interval: 'poll',
  expect: clusterUnseen(),
  cause: ({ relay }) => relay.wire.be('refused'),
  end: ({ relay }) => relay.wire.be('up'),
};
