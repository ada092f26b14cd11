/** The pages, by Next's custom-server interface. They get ready behind the listener: the API answers before them. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import next from 'next';
import { z } from 'zod';
import type { PageHandler } from './http/server.ts';

export interface Pages {
  handle: PageHandler;
  /** Resolves when pages can be made; rejects when they were never built. */
  ready: Promise<void>;
}

export function openPages(root: string): Pages {
  handBuiltConfiguration(root);
  const app = next({ dev: false, dir: root, quiet: true });
  const ready = app.prepare();
  // Whoever awaits it reports the rejection; until then it must not end the process.
  ready.catch(() => undefined);
  return {
    ready,
    async handle(request, response) {
      await ready;
      await app.getRequestHandler()(request, response);
    },
  };
}

/**
 * Hands Next the configuration as the build resolved it, as Next's standalone server does. Reading `next.config.ts`
 * again would load its compiler: 24 MB resident. Without a build Next says so itself.
 */
function handBuiltConfiguration(root: string): void {
  try {
    const text = readFileSync(join(root, '.next', 'required-server-files.json'), 'utf8');
    const { config } = z.object({ config: z.record(z.string(), z.unknown()) }).parse(JSON.parse(text));
    process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
  } catch {
    // No build, or one that Next will complain about in its own words.
  }
}
