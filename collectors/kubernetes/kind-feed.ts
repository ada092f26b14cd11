/**
 * The watches of one kind: the whole cluster if the credential may, else each namespace of the plan until the whole
 * cluster may be read again. Its source status says which.
 */

import type { Message } from '#lib/status/message.ts';
import { oneOf, within } from './causes.ts';
import { collectionPath, type Kind } from './kinds.ts';
import { pause } from './pause.ts';
import { Reflector, type ReflectorState } from './reflector.ts';
import { ServedRoot } from './served-root.ts';
import type { SourceContext } from './source-context.ts';

interface Part {
  namespace: string | null;
  reflector: Reflector;
}

export class KindFeed {
  readonly #context: SourceContext;
  readonly #kind: Kind;
  readonly #namespaces: readonly string[];
  readonly #root: ServedRoot;
  readonly #subject: string;
  #parts: Part[] = [];
  #ends: AbortController | null = null;

  constructor(context: SourceContext, kind: Kind, namespaces: readonly string[]) {
    this.#context = context;
    this.#kind = kind;
    this.#namespaces = namespaces;
    this.#root = new ServedRoot(context, kind);
    this.#subject = `watch/${kind.name}`;
    context.signal.addEventListener('abort', () => this.#ends?.abort(), { once: true });
    this.#begin([null]);
  }

  /** Ends the running parts and begins one for each namespace; null is the whole cluster. */
  #begin(namespaces: readonly (string | null)[]): void {
    this.#ends?.abort();
    const ends = new AbortController();
    this.#ends = ends;
    if (this.#context.signal.aborted) return;
    const context = { ...this.#context, signal: ends.signal };
    this.#parts = namespaces.map((namespace) => {
      const scope = { kind: this.#kind, namespace, name: null, source: this.#subject };
      const reflector = new Reflector(context, scope, this.#root, (state) => {
        if (!ends.signal.aborted) this.#changed(namespace, state);
      });
      return { namespace, reflector };
    });
    for (const { reflector } of this.#parts) void reflector.run();
    this.#show();
  }

  #changed(namespace: string | null, state: ReflectorState): void {
    if (namespace === null && state.forbidden && this.#kind.namespaced && this.#namespaces.length > 0) {
      this.#begin(this.#namespaces);
      if (this.#ends) void this.#tryWholeCluster(this.#ends.signal);
    } else this.#show();
  }

  /** Asks for one object of the whole cluster now and then, in case the credential may by now. */
  async #tryWholeCluster(signal: AbortSignal): Promise<void> {
    const { transport, timings } = this.#context;
    while (!signal.aborted) {
      await pause(timings.scopeRetryEvery, signal);
      if (signal.aborted) return;
      const status = await this.#root
        .with(async (root) => {
          const path = collectionPath(root, this.#kind, null);
          const limits = { timeoutMs: timings.listTimeout, maxBytes: 8 * 1024 * 1024, signal };
          return (await transport.get(path, { query: { limit: 1 }, ...limits })).status;
        })
        .catch(() => 0);
      if (status === 200 && !signal.aborted) this.#begin([null]);
    }
  }

  #show(): void {
    const states = this.#parts.map(({ namespace, reflector }) => ({ namespace, ...reflector.state() }));
    const seen = states.filter(({ state }) => state === 'seen');
    const shown = seen.length > 0 ? seen : states;
    const [first] = shown;
    if (!first) return;
    const whole = states.some(({ namespace }) => namespace === null);
    this.#context.availability.put(this.#subject, {
      label: this.#kind.plural,
      state: first.state,
      scope: whole ? 'cluster' : seen.flatMap(({ namespace }) => namespace ?? []),
      cause: causeOf(states),
      lastSeenAt: leastOf(shown.map(({ lastSeenAt }) => lastSeenAt)),
      syncedAt: leastOf(shown.map(({ syncedAt }) => syncedAt)),
      lastEventAt: mostOf(states.map(({ lastEventAt }) => lastEventAt)),
      unreadable: states.reduce((sum, { unreadable }) => sum + unreadable, 0),
      restarts: states.reduce((sum, { restarts }) => sum + restarts, 0),
      count: states.reduce((sum, { count }) => sum + count, 0),
    });
  }
}

function leastOf(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

function mostOf(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

/** Each cause, with the namespace that it applies to if there are several. */
function causeOf(states: readonly (ReflectorState & { namespace: string | null })[]): Message | null {
  return oneOf(states.flatMap(({ namespace, cause }) => (cause === null ? [] : [within(namespace, cause)])));
}
