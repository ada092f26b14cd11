/**
 * Tells the journal which facts are in force. Each that is news is told once, under a number of its own; after that the
 * number stands for it, until something else is known of that subject. Digits of what is restless are told with each order.
 */
import { createHash } from 'node:crypto';
import type { FactKind, FactOf } from '#lib/ledger/fact.ts';
import type { Entry, Ledger } from '#lib/ledger/ledger.ts';
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

  /** What the journal must be told to know this ledger, given that it has been told every one before. */
  record(ledger: Ledger): { news: FactNews[]; facts: FactInForce[] } {
    const news: FactNews[] = [];
    const facts: FactInForce[] = [];
    const keys = new Set<string>();
    for (const shelf of ledger.values())
      for (const entry of shelf.values()) {
        const { fact, since } = entry;
        const key = `${fact.kind} ${fact.subject}`;
        keys.add(key);
        const { slot, digits } = this.#told(key, entry, news);
        facts.push({ slot, digits, observedAt: fact.observedAt, since });
      }
    if (this.#held.size > keys.size) this.#drop(keys);
    return { news, facts };
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

  #drop(keys: ReadonlySet<string>): void {
    for (const [key, { slot }] of this.#held)
      if (!keys.has(key)) {
        this.#held.delete(key);
        this.#free.push(slot);
      }
  }
}

function timeless({ observedAt: _, ...fact }: Entry['fact']): Template {
  const text = JSON.stringify(fact);
  return RESTLESS.has(fact.kind) ? templateOf(text) : { text, digits: '' };
}
