/** Credentials for a scratch server: none, with connections of their own that close with them. */

import http from 'node:http';
import type { Credentials } from '#collectors/kubernetes/credentials.ts';

export function scratchCredentials(server: string): Credentials {
  const make = () => new http.Agent({ keepAlive: true });
  const agents = { list: make(), safety: make(), watch: make(), probe: make() };
  return {
    contextName: 'scratch',
    server,
    namespace: 'floor',
    inCluster: false,
    connection: async () => ({ headers: {}, auth: undefined, agents }),
    refresh: () => {},
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}
