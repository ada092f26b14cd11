/** Fields that are there and cannot be read: which, what stands there, and what that looks like. */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import type { Message } from '../status/message.ts';
import { cleanText, isSecretKey, REDACTED } from './redact.ts';

/** Units in which a time lies near now. */
export const TIME_UNITS = ['seconds', 'milliseconds', 'microseconds', 'nanoseconds'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

export const unreadableSchema = z.object({
  /** Its path within the body, e.g. `safety.kill_switch`. */
  field: z.string(),
  /** What stands there, redacted and cut. */
  value: z.string(),
  /** What evaluation would have read from it: the heartbeat or its payload, the kill switch, or if orders may leave. */
  about: z.enum(['beat', 'kill-switch', 'orders', 'other']),
  /** The unit in which the number is a time near now. */
  looksLike: z.enum(TIME_UNITS).optional(),
});
export type Unreadable = z.infer<typeof unreadableSchema>;

const MAX_VALUE = 40;

/** A foreign value in a few characters: text in quotes with its invisible characters by name, and no secret. */
export function shownValue(value: unknown): string {
  if (typeof value === 'string') return `“${visibleText(value)}”`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value).slice(0, MAX_VALUE);
}

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;
const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text of a few characters, in which each invisible character is written out, such as `U+FEFF`. */
export function visibleText(text: string): string {
  // Hidden characters could split a secret, so it is looked for without them.
  if (cleanText(text, Number.POSITIVE_INFINITY).includes(REDACTED)) return REDACTED;
  const cut = text.slice(0, MAX_VALUE);
  const shown = cut.replace(INVISIBLE, (char) => ESCAPES[char] ?? codePoint(char));
  return text.length > MAX_VALUE ? `${shown}…` : shown;
}

function codePoint(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The value of a field, unless the field's own name says that it is a secret. */
export function shownOf(field: string, value: unknown): string {
  return isSecretKey(field) ? REDACTED : shownValue(value);
}

/** The first ones by name, with their values. */
export function namedUnreadable(unreadable: readonly Unreadable[]): Message {
  const items = unreadable.map(({ field, value, looksLike }) =>
    looksLike === undefined
      ? say('parse-unreadable-field', { field, value })
      : say('parse-unreadable-time', { field, value, looksLike }),
  );
  return say('clauses', { items, most: 2 });
}
