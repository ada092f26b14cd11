import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'a proxy in front answers 503 with a web page',
  group: 'API server',
  interval: 'sweep',
  relayed: true,
  expect: clusterUnseen(),
  cause({ relay }) {
    relay.meddling.answer = () => ({
      status: 503,
      body: '<html>Service unavailable</html>',
      headers: { 'content-type': 'text/html' },
    });
    relay.wire.cut();
  },
  end({ relay }) {
    relay.meddling = {};
  },
};
