/** The pages, by Next's custom-server interface. They get ready behind the listener: the API answers before them. */
import next from 'next';
import type { PageHandler } from './http/server.ts';

export interface Pages {
  handle: PageHandler;
  /** Resolves when pages can be made; rejects when they were never built. */
  ready: Promise<void>;
}

export function openPages(root: string): Pages {
  const app = next({ dev: false, dir: root, quiet: true });
  const ready = app.prepare();
  // The rejection is told by whoever awaits it; until then it must not end the process.
  ready.catch(() => undefined);
  return {
    ready,
    async handle(request, response) {
      await ready;
      await app.getRequestHandler()(request, response);
    },
  };
}
