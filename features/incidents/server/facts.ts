/** Facts over time as lines: all that is known at first, and after that what is news. */

import { redactText, redactValue } from '#lib/contracts/redact.ts';
import type { Fact, FactValues } from '#lib/facts/fact.ts';
import { entriesOf, inOrder, type Ledger } from '#lib/facts/ledger.ts';
import { instant } from '#lib/format/instant.ts';

type EventValue = FactValues['event'];

/** One line without the time of observation, which moves while nothing changes. */
const textOf = ({
  kind,
  subject,
  value,
  source,
}: Pick<Fact, 'kind' | 'subject' | 'source'> & { value: unknown }) =>
  JSON.stringify({ kind, subject, value: redactValue(value), source });

export class FactNews {
  readonly #told = new Map<string, string>();
  /** Warning events by what they are; the last word of each. */
  readonly events = new Map<string, EventValue>();

  /** One JSON document a line: new or changed facts; then, with `gone`, removed ones. */
  since(ledger: Ledger): string {
    for (const { fact } of entriesOf(ledger, 'event'))
      if (fact.value !== null) this.events.set(fact.subject, fact.value);
    const lines: string[] = [];
    const known = new Set<string>();
    for (const [kind, shelf] of inOrder(ledger))
      for (const { fact, since } of shelf.values()) {
        const key = `${kind} ${fact.subject}`;
        known.add(key);
        const text = textOf(fact);
        if (this.#told.get(key) === text) continue;
        this.#told.set(key, text);
        const times = `"observedAt":${JSON.stringify(instant(fact.observedAt))},"since":${JSON.stringify(instant(since))}`;
        lines.push(`${text.slice(0, -1)},${times}}`);
      }
    return [...lines, ...this.#gone(known)].map((line) => `${line}\n`).join('');
  }

  #gone(known: ReadonlySet<string>): string[] {
    const gone = [...this.#told.keys()].filter((key) => !known.has(key));
    for (const key of gone) this.#told.delete(key);
    return gone.map((key) => JSON.stringify({ gone: key }));
  }
}

interface WarningEvent {
  /** Epoch milliseconds; null if the cluster did not say. */
  lastAt: number | null;
  /** In one line. */
  words: string;
  document: unknown;
}

/** In the order of their last times. */
export function warningEvents({ events }: FactNews): WarningEvent[] {
  return [...events.values()]
    .toSorted((a, b) => (a.lastAt ?? 0) - (b.lastAt ?? 0))
    .map(({ involved: { kind, namespace, name }, reason, message, count, lastAt }) => {
      const times = count > 1 ? `, ${count} times` : '';
      const involved = { kind, namespace, name };
      const document = { involved, reason, message, count, lastAt: lastAt === null ? null : instant(lastAt) };
      return {
        lastAt,
        words: redactText(`${reason}${times}, ${kind} ${namespace}/${name}: ${message}`),
        document: redactValue(document),
      };
    });
}
