import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'the API server shows a certificate that the kubeconfig does not trust',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: clusterUnseen(/certificate|self-signed/i),
  cause: ({ relay }) => relay.show(relay.stranger()),
  end: ({ relay }) => relay.show(null),
};
