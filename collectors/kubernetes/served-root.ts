/** The version of a kind that this cluster serves: found by asking, cached, and asked again when it is gone. */

import { z } from 'zod';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import type { Message } from '#lib/status/message.ts';
import { ApiError } from './api-status.ts';
import type { Kind } from './kinds.ts';
import type { SourceContext } from './source-context.ts';

/** The cluster serves no version of a kind: there is nothing to read. */
export class AbsentKind extends Error {
  readonly why: Message;

  constructor(kind: string) {
    const why = say('cause-absent-kind', { kind });
    super(text(why));
    this.why = why;
  }
}

const resourcesSchema = z.object({
  kind: z.literal('APIResourceList'),
  resources: z.array(z.object({ name: z.string() })),
});
const MAX_BYTES = 1024 * 1024;

export class ServedRoot {
  readonly #context: SourceContext;
  readonly #kind: Kind;
  #known: string;

  constructor(context: SourceContext, kind: Kind) {
    this.#context = context;
    this.#kind = kind;
    this.#known = kind.roots[0] ?? '';
  }

  /** Calls with the served version. @throws AbsentKind if the cluster itself says that it lacks the kind. */
  async with<T>(call: (root: string) => Promise<T>): Promise<T> {
    const roots = [this.#known, ...this.#kind.roots.filter((root) => root !== this.#known)];
    let notFound: unknown;
    for (const root of roots) {
      try {
        const result = await call(root);
        this.#known = root;
        return result;
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 404)) throw error;
        notFound = error;
      }
    }
    if (await this.#isAbsent()) throw new AbsentKind(this.#kind.name);
    throw notFound;
  }

  /** A 404 alone proves nothing: it may come from something in between. The cluster's own list of resources does. */
  async #isAbsent(): Promise<boolean> {
    const { transport, timings, signal } = this.#context;
    let confirmed = false;
    for (const root of this.#kind.roots) {
      const limits = { timeoutMs: timings.listTimeout, maxBytes: MAX_BYTES, signal };
      const { status, body } = await transport.get(root, limits);
      const resources = status === 200 ? parseResources(body) : null;
      if (resources?.includes(this.#kind.resource)) return false;
      confirmed ||= resources !== null;
    }
    return confirmed;
  }
}

function parseResources(body: Buffer): string[] | null {
  try {
    return resourcesSchema.parse(JSON.parse(body.toString('utf8'))).resources.map(({ name }) => name);
  } catch {
    return null;
  }
}
