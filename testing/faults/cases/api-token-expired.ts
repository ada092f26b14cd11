import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';

export const fault: Fault = {
  title: '401: the token has expired; a new one is written to the kubeconfig',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: clusterUnseen(/401|Unauthorized/i),
  cause({ relay }) {
    relay.token = `${relay.token}-next`;
    relay.wire.cut();
  },
  end: ({ relay, kubeconfig }) => relay.writeKubeconfig(kubeconfig),
  async restore({ relay, kubeconfig }) {
    relay.token = relay.token.replace(/-next$/, '');
    relay.writeKubeconfig(kubeconfig);
  },
};
