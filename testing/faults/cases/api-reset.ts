import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';

let cutting: NodeJS.Timeout | undefined;

export const fault: Fault = {
  title: 'connections to the API server are reset as soon as they are made',
  group: 'API server',
  interval: 'poll',
  expect: clusterUnseen(),
  cause({ relay }) {
    cutting = setInterval(() => relay.wire.cut(), 1);
  },
  end: () => clearInterval(cutting),
};
