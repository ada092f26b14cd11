/**
 * Polls safety facts by plain GET: full lists without a resourceVersion, so that the API server answers with its
 * current state. `observedAt` is the start of the first request; a quiet watch confirms nothing.
 */

import type { Fact } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import type { PollResult } from './agreement.ts';
import { oneOf, within } from './causes.ts';
import { failureCause, isForbidden } from './failure-reason.ts';
import { collectionPath, type Kind } from './kinds.ts';
import { listAll } from './list.ts';
import { pause } from './pause.ts';
import { wordsOf } from './safety-object.ts';
import { AbsentKind, ServedRoot } from './served-root.ts';
import type { SourceContext } from './source-context.ts';

interface Reading {
  namespace: string | null;
  facts: Fact[];
  startedAt: number;
  count: number;
  malformed: Message[];
  /** Null if the name of an object could not be read. */
  words: PollResult['words'] | null;
  began: number;
}

type Outcome = { result: Reading } | { namespace: string | null; error: unknown };

/** Runs `task` each `everyMs` from start to start, one at a time, until the signal is aborted. Never rejects. */
export async function repeat(context: SourceContext, task: () => Promise<void>): Promise<void> {
  const { clock, timings, signal, log } = context;
  while (!signal.aborted) {
    const began = clock.monotonic();
    await task().catch((error: unknown) => log.error({ err: error }, 'poll failed'));
    await pause(Math.max(0, timings.pollEvery - (clock.monotonic() - began)), signal);
  }
}

/**
 * The poll of one kind. `scope`: the namespaces in which executors may live by the plan; `fallback`: the namespaces of
 * the mesh.
 */
export class KindPoll {
  readonly #context: SourceContext;
  readonly #kind: Kind;
  readonly #scope: 'cluster' | readonly string[];
  readonly #fallback: readonly string[];
  readonly #root: ServedRoot;
  readonly #subject: string;
  #lastSeenAt: number | null = null;
  #count = 0;
  #failed = 0;
  #unreadable = 0;
  /** Until this time the whole cluster is not asked for again after it was refused. */
  #refusedUntil = Number.NEGATIVE_INFINITY;

  constructor(
    context: SourceContext,
    kind: Kind,
    scope: 'cluster' | readonly string[],
    fallback: readonly string[],
  ) {
    this.#context = context;
    this.#kind = kind;
    this.#scope = scope;
    this.#fallback = fallback;
    this.#root = new ServedRoot(context, kind);
    this.#subject = `poll/${kind.name}`;
    this.#show('starting', scope === 'cluster' ? 'cluster' : [], null);
    void repeat(context, () => this.#once());
  }

  async #once(): Promise<void> {
    const { clock, timings, signal } = this.#context;
    if (this.#scope === 'cluster' && clock.monotonic() >= this.#refusedUntil) {
      const outcome = await this.#read(null);
      const refused = 'error' in outcome && isForbidden(outcome.error);
      if (!refused || this.#fallback.length === 0) {
        this.#conclude([outcome]);
        return;
      }
      this.#refusedUntil = clock.monotonic() + timings.scopeRetryEvery;
    }
    if (signal.aborted) return;
    const namespaces = this.#scope === 'cluster' ? this.#fallback : this.#scope;
    this.#conclude(await Promise.all(namespaces.map((namespace) => this.#read(namespace))));
  }

  async #read(namespace: string | null): Promise<Outcome> {
    try {
      return { result: await this.#root.with((root) => this.#list(root, namespace)) };
    } catch (error) {
      return { namespace, error };
    }
  }

  async #list(root: string, namespace: string | null): Promise<Reading> {
    const { transport, known, timings, signal, clock } = this.#context;
    const began = clock.monotonic();
    const { taken, startedAt } = await listAll(
      transport,
      collectionPath(root, this.#kind, namespace),
      { timeoutMs: timings.pollTimeout, pool: 'safety', signal },
      (raw, at) => known.absorb(this.#kind, raw, at, this.#subject, 'list'),
    );
    const present = new Set(taken.flatMap(({ subject }) => subject ?? []));
    const nameless = taken.some(({ subject }) => subject === null);
    const covers = (ns: string): boolean => namespace === null || ns === namespace;
    const gone = nameless ? [] : known.vanished(this.#kind, covers, present, startedAt, this.#subject);
    return {
      namespace,
      facts: [...taken.flatMap(({ fact }) => fact ?? []), ...gone],
      startedAt,
      count: taken.length,
      malformed: taken.flatMap(({ malformed }) => malformed ?? []),
      words: nameless ? null : wordsOf(taken),
      began,
    };
  }

  #conclude(outcomes: readonly Outcome[]): void {
    if (this.#context.signal.aborted) return;
    const results = outcomes.flatMap((outcome) => ('result' in outcome ? outcome.result : []));
    const failures = outcomes.flatMap((outcome) => ('error' in outcome ? outcome : []));
    this.#context.say(results.flatMap(({ facts }) => facts));
    this.#context.say(results.flatMap((result) => this.#compare(result)));
    if (failures.some(({ error }) => error instanceof AbsentKind)) {
      this.#absent();
      return;
    }
    // An object that cannot be read could be an executor: the poll is then incomplete.
    const malformed = results.flatMap((result) => result.malformed);
    this.#unreadable += malformed.length;
    const [first] = malformed;
    const unread = first === undefined ? null : say('cause-malformed', { count: malformed.length, first });
    const lasting = failures.filter(({ error }) => isForbidden(error));
    if (unread !== null || results.length === 0 || lasting.length < failures.length) {
      this.#unavailable(unread ?? causeOf(failures));
      return;
    }
    this.#lastSeenAt = Math.min(...results.map(({ startedAt }) => startedAt));
    this.#count = results.reduce((sum, { count }) => sum + count, 0);
    const whole = results.some(({ namespace }) => namespace === null);
    const scope = whole ? 'cluster' : results.flatMap(({ namespace }) => namespace ?? []);
    this.#show('seen', scope, failures.length > 0 ? causeOf(failures) : null);
  }

  /** Compares the read objects with the watch's. */
  #compare({ namespace, words, began, startedAt }: Reading): Fact[] {
    if (words === null) return [];
    const covers = (ns: string): boolean => namespace === null || ns === namespace;
    return this.#context.agreement.compare({ kind: this.#kind, covers, words, began, startedAt });
  }

  #absent(): void {
    this.#lastSeenAt = this.#context.clock.now();
    this.#show('absent', 'cluster', say('cause-absent-kind', { kind: this.#kind.name }));
  }

  #unavailable(cause: Message | null): void {
    this.#failed += 1;
    this.#show('blind', this.#scope === 'cluster' ? 'cluster' : [...this.#scope], cause);
  }

  #show(
    state: 'starting' | 'seen' | 'blind' | 'absent',
    scope: 'cluster' | string[],
    cause: Message | null,
  ): void {
    const lastSeenAt = this.#lastSeenAt;
    this.#context.availability.put(
      this.#subject,
      {
        label: `${this.#kind.plural}, safety poll`,
        state,
        scope,
        cause,
        lastSeenAt,
        syncedAt: lastSeenAt,
        lastEventAt: null,
        unreadable: this.#unreadable,
        restarts: this.#failed,
        count: this.#count,
      },
      true,
    );
  }
}

function causeOf(failures: readonly { namespace: string | null; error: unknown }[]): Message | null {
  const causes = failures.map(({ namespace, error }) => within(namespace, failureCause(error)));
  return oneOf(causes);
}
