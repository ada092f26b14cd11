import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'half-open TCP: the API server takes connections and says nothing, open ones fall silent for good',
  group: 'API server',
  interval: 'poll',
  expect: clusterUnseen(),
  cause: ({ relay }) => relay.wire.be('mute'),
  end: ({ relay }) => relay.wire.be('up'),
};
