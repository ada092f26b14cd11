import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'the API server’s process stops in its tracks, with its sockets open',
  group: 'API server',
  interval: 'poll',
  expect: clusterUnseen(),
  cause: ({ mesh }) => mesh.freeze(),
  end: ({ mesh }) => mesh.thaw(),
};
