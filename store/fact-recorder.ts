/**
 * Sends the facts in force to the journal. Each new fact is sent once, under a number of its own. After that the number
 * stands for it, until its subject has another fact. The digits of changing facts are sent with each entry.
 */

import { createHash } from 'node:crypto';
import type { FactKind, FactOf } from '#lib/facts/fact.ts';
import type { Entry, Ledger } from '#lib/facts/ledger.ts';
import type { FactInForce, FactNews } from './entry.ts';
import { type Template, templateOf } from './template.ts';

/** Kinds that are published every few seconds, each time with other times and counts. */
const RESTLESS: ReadonlySet<FactKind> = new Set(['probe', 'answer', 'source-status']);

interface Held {
  slot: number;
  digits: string;
  /** The identical object that was sent, so that most need no comparison. */
  value: FactOf<FactKind>['value'];
  digest: string;
}

export class FactRecorder {
  #held = new Map<string, Held>();
  #free: number[] = [];
  #next = 0;

  /** Nothing that was sent before counts: everything is sent again. */
  forget(): void {
    this.#held = new Map();
    this.#free = [];
    this.#next = 0;
  }

  /** The facts of this ledger that are new to a journal which received every one before. */
  news(ledger: Ledger): FactNews[] {
    const news: FactNews[] = [];
    let known = 0;
    for (const shelf of ledger.values())
      for (const [subject, entry] of shelf) {
        this.#sent(`${entry.fact.kind} ${subject}`, entry, news);
        known += 1;
      }
    if (this.#held.size > known) this.#drop(ledger);
    return news;
  }

  /** The facts in force, after the new ones. */
  inForce(ledger: Ledger): FactInForce[] {
    return [...ledger.values()].flatMap((shelf) =>
      [...shelf].flatMap(([subject, { fact, since }]) => {
        const held = this.#held.get(`${fact.kind} ${subject}`);
        if (held === undefined) return [];
        return [{ slot: held.slot, digits: held.digits, observedAt: fact.observedAt, since }];
      }),
    );
  }

  #sent(key: string, { fact }: Entry, news: FactNews[]): Held {
    const held = this.#held.get(key);
    // A source makes a new object only if it has read something again.
    if (held?.value === fact.value && fact.value !== null) return held;
    const { text, digits } = timeless(fact);
    const digest = createHash('sha256').update(text).digest('base64');
    const slot = held?.slot ?? this.#free.pop() ?? this.#next++;
    if (held?.digest !== digest) news.push({ slot, text });
    const sent = { slot, digits, value: fact.value, digest };
    this.#held.set(key, sent);
    return sent;
  }

  #drop(ledger: Ledger): void {
    const kept = new Set(
      [...ledger].flatMap(([kind, shelf]) => [...shelf.keys()].map((s) => `${kind} ${s}`)),
    );
    for (const [key, { slot }] of this.#held)
      if (!kept.has(key)) {
        this.#held.delete(key);
        this.#free.push(slot);
      }
  }
}

function timeless({ observedAt: _, ...fact }: Entry['fact']): Template {
  const text = JSON.stringify(fact);
  return RESTLESS.has(fact.kind) ? templateOf(text) : { text, digits: '' };
}
