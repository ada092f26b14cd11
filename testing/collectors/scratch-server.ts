/** A local HTTP server for tests: it records requests and answers as configured, however badly. */

import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

export interface ScratchServer {
  url: string;
  /** `METHOD path` of each request, in order. */
  requests: string[];
  handle: Handler;
  /** Ends the server and every connection. */
  close(): Promise<void>;
  /** Cuts every connection, and goes on listening. */
  cut(): void;
  /** Answers again after `close`, on the same port. */
  reopen(): Promise<void>;
}

export async function startScratchServer(handle: Handler): Promise<ScratchServer> {
  const requests: string[] = [];
  const make = (): http.Server =>
    http.createServer((request, response) => {
      requests.push(`${request.method} ${request.url}`);
      scratch.handle(request, response);
    });
  const listen = (server: http.Server, port: number): Promise<void> =>
    new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  let server = make();
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const scratch: ScratchServer = {
    url: `http://127.0.0.1:${port}`,
    requests,
    handle,
    cut: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    reopen: async () => {
      server = make();
      await listen(server, port);
    },
  };
  return scratch;
}

/** Waits until `check` gives something, looking often; fails loudly when it never does. */
export async function until<T>(
  what: string,
  check: () => T | undefined | false | null,
  withinMs = 8_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = check();
    if (found !== undefined && found !== false && found !== null) return found;
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
