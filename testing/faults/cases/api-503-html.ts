import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';
import { page } from '../relay.ts';

export const fault: Fault = {
  title: 'a proxy in front answers 503 with a web page',
  group: 'API server',
  interval: 'poll',
  relayed: true,
  expect: clusterUnseen(),
  cause({ relay }) {
    relay.meddling.answer = () => page(503, '<html>Service unavailable</html>');
    relay.wire.cut();
  },
  end({ relay }) {
    relay.meddling = {};
  },
};
