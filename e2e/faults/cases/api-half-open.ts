import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'half-open TCP: the API server takes connections and says nothing, open ones fall silent for good',
  group: 'API server',
  interval: 'sweep',
  expect: clusterUnseen(),
  cause: ({ relay }) => relay.wire.be('mute'),
  end: ({ relay }) => relay.wire.be('up'),
  known: {
    pace: 'default',
    // Told within 7 s: what is between the bound and then looks as it did before.
    problems: /^told after [67]\.\d s|^looked good meanwhile/,
    why: 'a read of the sweep, each 3 s, is given up after 4 s: 7 s until the last one of them is told, bound 6 s',
  },
};
