/**
 * The supervised list and watch of one collection. It never ends by itself: after any failure it lists again, after a
 * pause that grows with each failure, and publishes its status.
 */

import type { Message } from '#lib/status/message.ts';
import { ApiError } from './api-status.ts';
import { failureCause, isForbidden } from './failure-reason.ts';
import { collectionPath, goneFact, subjectOf } from './kinds.ts';
import { type Absorbed, headOf } from './known-objects.ts';
import { type Listing, listAll } from './list.ts';
import { pause } from './pause.ts';
import { isSafetyKind, wordOf, wordsOf } from './safety-object.ts';
import { AbsentKind, type ServedRoot } from './served-root.ts';
import type { SourceContext } from './source-context.ts';
import { backoff } from './timings.ts';
import type { Query } from './transport.ts';
import { type WatchEnd, type WatchOptions, type WatchResult, watchOnce } from './watch-stream.ts';
import { WatchTrouble } from './watch-trouble.ts';
import type { WatchScope, WatchView } from './watch-view.ts';

export interface ReflectorState {
  state: 'starting' | 'seen' | 'blind' | 'absent';
  forbidden: boolean;
  cause: Message | null;
  lastSeenAt: number | null;
  syncedAt: number | null;
  lastEventAt: number | null;
  unreadable: number;
  restarts: number;
  count: number;
}

/** A watch that ends sooner than this is followed by a list and a pause, not by another watch. */
const SHORT_WATCH_MS = 1_000;
/** The pause before the cluster is asked again for a kind that it lacks. */
const ABSENT_RETRY_MS = 10_000;

export class Reflector {
  readonly #context: SourceContext;
  readonly #scope: WatchScope;
  readonly #root: ServedRoot;
  readonly #onState: (state: ReflectorState) => void;
  readonly #present = new Set<string>();
  readonly #trouble = new WatchTrouble();
  /** Compared with polls; null for kinds on which no safety proof depends. */
  readonly #view: WatchView | null;
  /** Ends the open watch, so that the collection is listed again. */
  #watching: AbortController | null = null;
  #state: ReflectorState = {
    state: 'starting',
    forbidden: false,
    cause: null,
    lastSeenAt: null,
    syncedAt: null,
    lastEventAt: null,
    unreadable: 0,
    restarts: 0,
    count: 0,
  };
  #failures = 0;
  /** The list succeeded and the watch fails: a list alone does not make this collection available again. */
  #watchRefused = false;

  constructor(
    context: SourceContext,
    scope: WatchScope,
    root: ServedRoot,
    onState: (state: ReflectorState) => void,
  ) {
    this.#context = context;
    this.#scope = scope;
    this.#root = root;
    this.#onState = onState;
    const { agreement, clock, signal } = context;
    this.#view = isSafetyKind(scope.kind)
      ? agreement.open(scope, clock.monotonic, () => this.#watching?.abort(), signal)
      : null;
  }

  state(): ReflectorState {
    return this.#state;
  }

  /** Runs until the context's signal is aborted. Never rejects. */
  async run(): Promise<void> {
    const { signal, timings } = this.#context;
    // Until its first list has come back it must be missed by name.
    this.#report({});
    while (!signal.aborted) {
      try {
        await this.#root.with((root) => this.#listAndWatch(root));
      } catch (error) {
        if (signal.aborted) return;
        this.#fail(error);
      } finally {
        this.#view?.lost();
      }
      const wait = this.#state.state === 'absent' ? ABSENT_RETRY_MS : backoff(this.#failures, timings);
      await pause(wait, signal);
    }
  }

  /** Lists, then watches while watches end normally. Returns when a new list is due. */
  async #listAndWatch(root: string): Promise<void> {
    const { signal, clock, timings } = this.#context;
    let { resourceVersion } = await this.#list(root);
    while (!signal.aborted) {
      const began = clock.monotonic();
      const result = await this.#watch(root, resourceVersion).catch((error: unknown) => {
        this.#watchRefused = error instanceof ApiError;
        throw error;
      });
      if (signal.aborted) return;
      resourceVersion = result.resourceVersion;
      const lasted = clock.monotonic() - began;
      this.#failures = lasted > timings.backoffLast ? 0 : this.#failures;
      const inOrder = result.end === 'ended' && lasted >= SHORT_WATCH_MS;
      // Without a single line either nothing happened, or the lines were lost on the way.
      if (inOrder && result.lines === 0) return;
      if (inOrder) continue;
      this.#lost(result.end);
      return;
    }
  }

  #lost(end: WatchEnd): void {
    if (end === 'unparsable') this.#trouble.badLine();
    if (end === 'silent') this.#trouble.silence();
    else this.#failures += 1;
    this.#report({ restarts: this.#state.restarts + 1 });
  }

  async #list(root: string): Promise<Listing<Absorbed>> {
    const { kind, namespace, source } = this.#scope;
    const { transport, known, timings, signal, say } = this.#context;
    const listing = await listAll(
      transport,
      collectionPath(root, kind, namespace),
      { query: this.#query(), timeoutMs: timings.listTimeout, pool: 'list', signal },
      (raw, startedAt) => known.absorb(kind, raw, startedAt, source, 'list'),
    );
    if (signal.aborted) return listing;
    say([...listing.taken.flatMap(({ fact }) => fact ?? []), ...this.#settle(listing)]);
    const seen = this.#watchRefused ? {} : ({ state: 'seen', forbidden: false } as const);
    this.#report({ ...seen, lastSeenAt: listing.startedAt, syncedAt: listing.startedAt });
    return listing;
  }

  /**
   * Takes the list as the whole collection: objects missing from it are gone, unless the list could not be read in
   * full.
   */
  #settle({ taken, startedAt }: Listing<Absorbed>): ReturnType<SourceContext['known']['vanished']> {
    const { kind, namespace, name, source } = this.#scope;
    this.#present.clear();
    this.#trouble.listed(taken);
    if (this.#trouble.nameless) this.#view?.lost();
    else this.#view?.listed(wordsOf(taken));
    for (const { subject } of taken) if (subject) this.#present.add(subject);
    if (this.#trouble.nameless) return [];
    const only = name === null ? null : subjectOf(kind.name, namespace ?? '', name);
    if (only !== null) return this.#present.has(only) ? [] : [goneFact(kind.fact, only, startedAt, source)];
    const covers = (ns: string): boolean => namespace === null || ns === namespace;
    return this.#context.known.vanished(kind, covers, this.#present, startedAt, source);
  }

  async #watch(root: string, resourceVersion: string): Promise<WatchResult> {
    const { signal } = this.#context;
    const watching = new AbortController();
    const stop = (): void => watching.abort();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    this.#watching = watching;
    try {
      return await watchOnce(
        this.#context.transport,
        this.#watchOptions(root, resourceVersion, watching.signal),
      );
    } finally {
      this.#watching = null;
      signal.removeEventListener('abort', stop);
    }
  }

  #watchOptions(root: string, resourceVersion: string, signal: AbortSignal): WatchOptions {
    const { kind, namespace } = this.#scope;
    const { timings, clock, internalErrors } = this.#context;
    return {
      path: collectionPath(root, kind, namespace),
      query: this.#query(),
      resourceVersion,
      watchSeconds: this.#trouble.doubted
        ? Math.min(timings.proveSeconds, timings.watchSeconds)
        : timings.watchSeconds,
      silenceMs: timings.watchSilence,
      signal,
      onOpen: () => {
        this.#watchRefused = false;
        this.#report({ state: 'seen', forbidden: false });
      },
      onLine: () => {
        this.#trouble.goodLine();
        this.#report({ lastSeenAt: clock.now() });
      },
      onObject: (type, raw) =>
        internalErrors.guard(
          'taking an event',
          () => {
            this.#take(type, raw);
            return true;
          },
          false,
        ),
    };
  }

  #take(type: 'ADDED' | 'MODIFIED' | 'DELETED', raw: unknown): void {
    const { kind, source } = this.#scope;
    const { known, clock, say, signal } = this.#context;
    if (signal.aborted) return;
    this.#report({ lastEventAt: clock.now() });
    if (type === 'DELETED') {
      const head = headOf(kind, raw);
      if (head) this.#view?.deleted(head.subject, head.uid);
      const gone = known.delete(kind, raw, clock.now(), source);
      if (gone) {
        this.#present.delete(gone.subject);
        this.#trouble.gone(gone.subject);
        say([gone]);
      }
    } else {
      const absorbed = known.absorb(kind, raw, clock.now(), source, 'watch');
      const { subject, fact } = absorbed;
      if (subject && fact) this.#present.add(subject);
      this.#trouble.took(absorbed);
      this.#hear(absorbed);
      if (fact) say([fact]);
    }
  }

  #hear(absorbed: Absorbed): void {
    const { subject, fact, malformed } = absorbed;
    if (subject === null) return;
    const word = wordOf(absorbed);
    if (fact === null && malformed === null) this.#view?.touched(subject);
    else if (word !== 'gone') this.#view?.heard(subject, word);
  }

  #fail(error: unknown): void {
    if (error instanceof AbsentKind) {
      this.#failures = 0;
      const lastSeenAt = this.#context.clock.now();
      this.#report({ state: 'absent', cause: error.why, forbidden: false, lastSeenAt });
      return;
    }
    this.#failures += 1;
    this.#report({ state: 'blind', cause: failureCause(error), forbidden: isForbidden(error) });
  }

  #report(change: Partial<ReflectorState>): void {
    const { unreadable } = this.#trouble;
    const next = { ...this.#state, ...change, unreadable, count: this.#present.size };
    this.#state = next.state === 'seen' ? { ...next, cause: this.#trouble.caveat() } : next;
    this.#context.internalErrors.guard(
      'publishing a source status',
      () => this.#onState(this.#state),
      undefined,
    );
  }

  #query(): Query {
    const { kind, name } = this.#scope;
    const fieldSelector = name === null ? kind.fieldSelector : `metadata.name=${name}`;
    return fieldSelector === undefined ? {} : { fieldSelector };
  }
}
