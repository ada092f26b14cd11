import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';
import { page } from '../relay.ts';

export const fault: Fault = {
  title: 'a captive portal: everything is answered 200 with a login page',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: clusterUnseen(),
  cause({ relay }) {
    relay.meddling.answer = () => page(200, '<html>Sign in</html>');
    relay.wire.cut();
  },
  end({ relay }) {
    relay.meddling = {};
  },
};
