/** A time of another day says which: messages are marked with New York's date by which they are told. */

import { etDate } from '../format/clock.ts';
import type { Message, Params } from '../status/message.ts';
import { text } from './text.ts';
import { isTime, SHOWN_ON } from './times.ts';

/** The same, with each message of it marked that names a time of another New York day than `now`'s. */
export function dated<T>(value: T, now: number): T {
  const today = etDate(now);
  // A copy has the shape of what it is a copy of.
  return marked(value, today) as T;
}

/** The sentence of a message, told at `now`. */
export function textOn(message: Message, now: number): string {
  return text(dated(message, now));
}

function marked(value: unknown, today: string): unknown {
  if (Array.isArray(value))
    return changed(
      value,
      value.map((one) => marked(one, today)),
    );
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const inner = entries.map(([name, one]): [string, unknown] => [
    name,
    name === 'params' && hasParams(value) ? markedParams(value.params, today) : marked(one, today),
  ]);
  return entries.every(([, one], i) => one === inner[i]?.[1]) ? value : Object.fromEntries(inner);
}

function changed(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  return before.every((one, i) => one === after[i]) ? before : after;
}

/** A message, or a status: both are told by their code and these. */
function hasParams(value: object): value is { params: Params } {
  return 'code' in value && 'params' in value && typeof value.params === 'object' && value.params !== null;
}

function markedParams(params: Params, today: string): unknown {
  const inner = marked({ ...params }, today);
  const another = Object.entries(params).some(([name, at]) => isTime(name, at) && etDate(at) !== today);
  if (another) return { ...(inner as object), [SHOWN_ON]: today };
  const same = Object.entries(params).every(([name, one]) => (inner as Params)[name] === one);
  return same ? params : inner;
}
