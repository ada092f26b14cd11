/** Which version of a kind this cluster serves: found by asking, remembered, and asked again when it is gone. */
import { ApiError } from './api-status.ts';
import type { Kind } from './kinds.ts';

/** The cluster serves none of the versions of a kind: there is nothing to see. */
export class AbsentKind extends Error {}

export class ServedRoot {
  readonly #kind: Kind;
  #known: string;

  constructor(kind: Kind) {
    this.#kind = kind;
    this.#known = kind.roots[0] ?? '';
  }

  /** Calls with the version that is served. @throws AbsentKind when a kind with several versions is served in none. */
  async with<T>(call: (root: string) => Promise<T>): Promise<T> {
    const roots = [this.#known, ...this.#kind.roots.filter((root) => root !== this.#known)];
    for (const root of roots) {
      try {
        const result = await call(root);
        this.#known = root;
        return result;
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 404)) throw error;
        // One version only: such a kind is in every cluster, and a 404 means that something else answers.
        if (roots.length === 1) throw error;
      }
    }
    throw new AbsentKind(`this cluster has no ${this.#kind.name}s`);
  }
}
