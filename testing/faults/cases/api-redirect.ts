import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'everything is redirected to a login page',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: clusterUnseen(),
  cause({ relay }) {
    relay.meddling.answer = () => ({
      status: 302,
      body: '',
      headers: { location: 'https://127.0.0.1:9/login' },
    });
    relay.wire.cut();
  },
  end({ relay }) {
    relay.meddling = {};
  },
};
