/** The end of the process: nothing new is taken, what is under way may end, and what does not is cut. */

import type { Server } from 'node:http';

/** Time limit for answers under way, in milliseconds. An orchestrator kills after 10 s or more. */
const UNDER_WAY_MS = 1_000;

export interface Draining {
  server: Server;
  stream: { close(): void };
  watcher: { close(): void };
  mesh: { stop(): Promise<void> };
  journal: { close(): Promise<void> };
}

/** Resolves when no connection is left and no source asks any more. */
export async function drain({ server, stream, watcher, mesh, journal }: Draining): Promise<void> {
  watcher.close();
  const ended = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  stream.close();
  const cut = setTimeout(() => server.closeAllConnections(), UNDER_WAY_MS);
  await Promise.all([ended, mesh.stop()]);
  clearTimeout(cut);
  await journal.close();
}
