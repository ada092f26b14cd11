import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'a captive portal: everything is answered 200 with a login page',
  group: 'API server',
  interval: 'sweep',
  relayed: true,
  expect: clusterUnseen(),
  cause({ relay }) {
    relay.meddling.answer = () => ({
      status: 200,
      body: '<html>Sign in</html>',
      headers: { 'content-type': 'text/html' },
    });
    relay.wire.cut();
  },
  end({ relay }) {
    relay.meddling = {};
  },
};
