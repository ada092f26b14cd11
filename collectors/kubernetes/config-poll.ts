/** Polls one kill switch's ConfigMap by plain GET. That it does not exist is a fact, not a failed read. */

import { say as message } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import type { Message } from '#lib/status/message.ts';
import { ApiError, readApiStatus } from './api-status.ts';
import { failureCause } from './failure-reason.ts';
import { CONFIG_MAP, goneFact, subjectOf } from './kinds.ts';
import { repeat } from './poll.ts';
import { type Word, wordsOf } from './safety-object.ts';
import type { SourceContext } from './source-context.ts';

const MAX_BYTES = 4 * 1024 * 1024;

export function startConfigPoll(context: SourceContext, namespace: string, name: string): void {
  new ConfigPoll(context, namespace, name).start();
}

class ConfigPoll {
  readonly #context: SourceContext;
  readonly #namespace: string;
  readonly #name: string;
  readonly #source: string;
  #lastSeenAt: number | null = null;
  #failed = 0;
  #unreadable = 0;
  #count = 0;

  constructor(context: SourceContext, namespace: string, name: string) {
    this.#context = context;
    this.#namespace = namespace;
    this.#name = name;
    this.#source = `poll/${CONFIG_MAP.name}/${namespace}/${name}`;
  }

  start(): void {
    this.#show('starting', null);
    void repeat(this.#context, () => this.#once());
  }

  async #once(): Promise<void> {
    const { signal } = this.#context;
    try {
      const startedAt = await this.#read();
      if (signal.aborted) return;
      this.#lastSeenAt = startedAt;
      this.#show('seen', null);
    } catch (error) {
      if (signal.aborted) return;
      this.#failed += 1;
      if (error instanceof MalformedConfig) this.#unreadable += 1;
      this.#show('blind', error instanceof MalformedConfig ? error.why : failureCause(error));
    }
  }

  async #read(): Promise<number> {
    const { transport, timings, signal, known, say, clock } = this.#context;
    const began = clock.monotonic();
    const path = `/api/v1/namespaces/${encodeURIComponent(this.#namespace)}/configmaps/${encodeURIComponent(this.#name)}`;
    const limits = { timeoutMs: timings.pollTimeout, maxBytes: MAX_BYTES, pool: 'safety', signal } as const;
    const { status, body, startedAt } = await transport.get(path, limits);
    const subject = subjectOf(CONFIG_MAP.name, this.#namespace, this.#name);
    if (status === 404 && readApiStatus(body)?.reason === 'NotFound') {
      this.#count = 0;
      say([goneFact(CONFIG_MAP.fact, subject, startedAt, this.#source)]);
      known.vanished(CONFIG_MAP, (_, other) => other === subject, new Set(), startedAt, this.#source);
      this.#compare(new Map(), { subject, began, startedAt });
      return startedAt;
    }
    if (status !== 200) throw new ApiError(status, body);
    const absorbed = known.absorb(CONFIG_MAP, parse(body), startedAt, this.#source, 'list');
    if (absorbed.malformed || absorbed.subject !== subject)
      throw new MalformedConfig(absorbed.malformed ?? message('cause-other-object'));
    this.#count = 1;
    if (absorbed.fact) say([absorbed.fact]);
    this.#compare(wordsOf([absorbed]), { subject, began, startedAt });
    return startedAt;
  }

  /** Compares the read object with the watch's. */
  #compare(
    words: ReadonlyMap<string, Word>,
    { subject, ...times }: { subject: string; began: number; startedAt: number },
  ): void {
    const { agreement, say, signal } = this.#context;
    const covers = (_: string, other: string): boolean => other === subject;
    if (!signal.aborted) say(agreement.compare({ kind: CONFIG_MAP, covers, words, ...times }));
  }

  #show(state: 'starting' | 'seen' | 'blind', cause: Message | null): void {
    this.#context.availability.put(
      this.#source,
      {
        label: `ConfigMap ${this.#namespace}/${this.#name}, safety poll`,
        state,
        scope: [this.#namespace],
        cause,
        lastSeenAt: this.#lastSeenAt,
        syncedAt: this.#lastSeenAt,
        lastEventAt: null,
        unreadable: this.#unreadable,
        restarts: this.#failed,
        count: this.#count,
      },
      true,
    );
  }
}

class MalformedConfig extends Error {
  readonly why: Message;

  constructor(why: Message) {
    super(text(why));
    this.why = why;
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new MalformedConfig(message('cause-not-json'));
  }
}
