/**
 * Tells the journal which facts are in force. Each that is news is told once, under a number of its own; after that the
 * number stands for it, until something else is known of that subject. Digits of what is restless are told with each order.
 */

import { createHash } from 'node:crypto';
import type { FactKind, FactOf } from '#lib/facts/fact.ts';
import type { Entry, Ledger } from '#lib/facts/ledger.ts';
import type { FactInForce, FactNews } from './entry.ts';
import { type Template, templateOf } from './template.ts';

/** What is said anew each few seconds, and differs in its times and counts each time. */
const RESTLESS: ReadonlySet<FactKind> = new Set(['probe', 'answer', 'sight']);

interface Held {
  slot: number;
  digits: string;
  /** The very object that was told, so that most need not be looked at again. */
  value: FactOf<FactKind>['value'];
  digest: string;
}

export class FactRecorder {
  #held = new Map<string, Held>();
  #free: number[] = [];
  #next = 0;

  /** Nothing that was told before counts: all is told again. */
  forget(): void {
    this.#held = new Map();
    this.#free = [];
    this.#next = 0;
  }

  /** What is news in this ledger to a journal that has been told every one before. */
  news(ledger: Ledger): FactNews[] {
    const news: FactNews[] = [];
    let known = 0;
    for (const shelf of ledger.values())
      for (const [subject, entry] of shelf) {
        this.#told(`${entry.fact.kind} ${subject}`, entry, news);
        known += 1;
      }
    if (this.#held.size > known) this.#drop(ledger);
    return news;
  }

  /** The facts in force, after their news. */
  inForce(ledger: Ledger): FactInForce[] {
    return [...ledger.values()].flatMap((shelf) =>
      [...shelf].flatMap(([subject, { fact, since }]) => {
        const held = this.#held.get(`${fact.kind} ${subject}`);
        if (held === undefined) return [];
        return [{ slot: held.slot, digits: held.digits, observedAt: fact.observedAt, since }];
      }),
    );
  }

  #told(key: string, { fact }: Entry, news: FactNews[]): Held {
    const held = this.#held.get(key);
    // Each source makes a new object only where it has read something anew.
    if (held?.value === fact.value && fact.value !== null) return held;
    const { text, digits } = timeless(fact);
    const digest = createHash('sha256').update(text).digest('base64');
    const slot = held?.slot ?? this.#free.pop() ?? this.#next++;
    if (held?.digest !== digest) news.push({ slot, text });
    const told = { slot, digits, value: fact.value, digest };
    this.#held.set(key, told);
    return told;
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
