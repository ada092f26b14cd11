/** Fields of foreign bodies. Absent, null and unreadable are three results: unreadable is never the same as absent. */

import { cleanText } from './redact.ts';
import { epochHint, fromIso } from './times.ts';
import { shownOf, type TimeUnit, type Unreadable } from './unreadable.ts';

/** The last instant that a JavaScript date can hold, in epoch milliseconds. */
const LAST_INSTANT = 8.64e15;
const MAX_TEXT = 200;
const MAX_ENTRIES = 64;

/** One field as a body has it. */
export type Field<T> =
  | { state: 'absent' | 'null' }
  | { state: 'value'; value: T }
  | { state: 'unreadable'; looksLike?: TimeUnit | undefined };

const UNREADABLE = { state: 'unreadable' } as const;
const DECIMAL = /^-?\d{1,20}(\.\d{1,20})?$/;

type As<T> = (value: unknown, now: number) => Field<T>;

/** A finite number, or a decimal one as text. */
export function asNumber(value: unknown): Field<number> {
  if (typeof value === 'number' && Number.isFinite(value)) return { state: 'value', value };
  if (typeof value === 'string' && DECIMAL.test(stripped(value)))
    return { state: 'value', value: Number(value) };
  return UNREADABLE;
}

/** `true` and `false`, 0 and 1, and the two words as text in any case. */
export function asBoolean(value: unknown): Field<boolean> {
  const word = typeof value === 'string' ? stripped(value).toLowerCase() : value;
  if (word === true || word === 1 || word === 'true') return { state: 'value', value: true };
  if (word === false || word === 0 || word === 'false') return { state: 'value', value: false };
  return UNREADABLE;
}

/** Without plain blanks around it. Others may be invisible, and not every program strips them. */
function stripped(text: string): string {
  return text.length > MAX_TEXT ? text : text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

/** Text that is not empty, redacted, at most 200 characters. */
export function asText(value: unknown): Field<string> {
  return typeof value === 'string' && value.trim() !== ''
    ? { state: 'value', value: cleanText(value, MAX_TEXT) }
    : UNREADABLE;
}

/** A list of texts. One entry that is no text, or more entries than are read, make it unreadable. */
export function asWords(value: unknown): Field<string[]> {
  if (!Array.isArray(value) || value.length > MAX_ENTRIES) return UNREADABLE;
  const words = value.flatMap((entry) => (typeof entry === 'string' ? [cleanText(entry, MAX_TEXT)] : []));
  return words.length === value.length ? { state: 'value', value: words } : UNREADABLE;
}

/** Epoch seconds, as a number or as text, to epoch ms. A time that is near now only in another unit is unreadable. */
export function asEpochSeconds(value: unknown, now: number): Field<number> {
  const seconds = asNumber(value);
  if (seconds.state !== 'value') return UNREADABLE;
  const looksLike = epochHint(seconds.value, now);
  if (looksLike !== null && looksLike !== 'seconds') return { state: 'unreadable', looksLike };
  const instant = seconds.value * 1000;
  return Math.abs(instant) <= LAST_INSTANT ? { state: 'value', value: instant } : UNREADABLE;
}

/** A time as text, to epoch ms: ISO 8601 or RFC 1123; empty text is none yet. A bare number does not say its unit. */
export function asTime(value: unknown, now: number): Field<number> {
  if (typeof value === 'string' && value.trim() === '') return { state: 'null' };
  const instant = fromIso(value);
  if (instant !== null) return { state: 'value', value: instant };
  const number = asNumber(value);
  const looksLike = number.state === 'value' ? epochHint(number.value, now) : null;
  return looksLike === null ? UNREADABLE : { state: 'unreadable', looksLike };
}

/** One of these words, in any case. */
export function asOneOf<T extends string>(words: readonly T[]) {
  return (value: unknown): Field<T> => {
    const word = typeof value === 'string' ? stripped(value).toUpperCase() : null;
    const known = words.find((each) => each === word);
    return known === undefined ? UNREADABLE : { state: 'value', value: known };
  };
}

/** Reads the fields of one body by their paths, and keeps those that are there and cannot be read. */
export class Fields {
  readonly #body: unknown;
  readonly #now: number;
  readonly unreadable: Unreadable[] = [];

  /** `now`: when the body was asked for, epoch ms; units and offsets are guessed by it. */
  constructor(body: unknown, now: number) {
    this.#body = body;
    this.#now = now;
  }

  /** True if the field is there, null or not. */
  has(path: string): boolean {
    const { state } = this.#at(path);
    return state === 'value' || state === 'null';
  }

  /** The value; null where it is absent, null or unreadable, and noted if unreadable. */
  read<T>(path: string, as: As<T>, about: Unreadable['about'] = 'other'): T | null {
    const raw = this.#at(path);
    if (raw.state === 'blocked') this.#note(path, raw.by, about);
    if (raw.state !== 'value') return null;
    const field = as(raw.value, this.#now);
    if (field.state === 'unreadable') this.#note(path, raw.value, about, field.looksLike);
    return field.state === 'value' ? field.value : null;
  }

  /** The same of a field that no answer can do without: null says nothing that could be read. */
  need<T>(path: string, as: As<T>, about: Unreadable['about'] = 'other'): T | null {
    if (this.#at(path).state === 'null') this.#note(path, null, about);
    return this.read(path, as, about);
  }

  #note(field: string, raw: unknown, about: Unreadable['about'], looksLike?: TimeUnit): void {
    const value = shownOf(field, raw);
    this.unreadable.push({ field, value, about, ...(looksLike === undefined ? {} : { looksLike }) });
  }

  /** Text that is only shown: null where it is no text. */
  shown(path: string): string | null {
    const raw = this.#at(path);
    const text = raw.state === 'value' ? asText(raw.value) : null;
    return text?.state === 'value' ? text.value : null;
  }

  /** A name as it stands there, empty or not, without control characters; null where it is no text. */
  name(path: string): string | null {
    const raw = this.#at(path);
    return raw.state === 'value' && typeof raw.value === 'string' ? cleanText(raw.value, MAX_TEXT) : null;
  }

  /** `blocked`: something that is no object stands where the field would be. */
  #at(
    path: string,
  ): { state: 'absent' | 'null' } | { state: 'value'; value: unknown } | { state: 'blocked'; by: unknown } {
    let here = this.#body;
    if (typeof here !== 'object' || here === null || Array.isArray(here)) return { state: 'absent' };
    for (const key of path.split('.')) {
      if (here === null) return { state: 'null' };
      if (typeof here !== 'object' || Array.isArray(here)) return { state: 'blocked', by: here };
      if (!Object.hasOwn(here, key)) return { state: 'absent' };
      here = Reflect.get(here, key);
    }
    return here === null || here === undefined ? { state: 'null' } : { state: 'value', value: here };
  }
}
