import { tuneBookmarks } from '../control.ts';
import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';

export const fault: Fault = {
  title: 'the API server is killed with all its objects, and comes back with new ones of the same names',
  group: 'API server',
  interval: 'poll',
  expect: clusterUnseen(),
  cause: ({ mesh }) => mesh.stop('SIGKILL'),
  async end({ mesh, pace }) {
    await mesh.start();
    await tuneBookmarks(mesh, pace.bookmarkSeconds);
  },
};
