/** Field schemas of foreign bodies: lenient for a field that is only shown, null for a value that means nothing. */

import { z } from 'zod';
import { cleanText } from './redact.ts';

/** The last instant that a JavaScript date can hold, in epoch milliseconds. */
const LAST_INSTANT = 8.64e15;
const MAX_TEXT = 200;
const MAX_ENTRIES = 20;

/** A finite number, else null: absent, `null`, text, or too large for a number. */
export const numberOrNull = z
  .unknown()
  .transform((value) => (typeof value === 'number' && Number.isFinite(value) ? value : null));

export const booleanOrNull = z.unknown().transform((value) => (typeof value === 'boolean' ? value : null));

/** Redacted text of at most 200 characters, else null. */
export const textOrNull = z
  .unknown()
  .transform((value) =>
    typeof value === 'string' && value.trim() !== '' ? cleanText(value, MAX_TEXT) : null,
  );

export const textList = z.unknown().transform((value) =>
  Array.isArray(value)
    ? value
        .filter((entry) => typeof entry === 'string')
        .slice(0, MAX_ENTRIES)
        .map((entry) => cleanText(entry, MAX_TEXT))
    : [],
);

/** An identity as a body gives it, without control characters. */
export const identity = z.string().transform((value) => cleanText(value, MAX_TEXT));

/** Epoch seconds to epoch milliseconds; null if it is not an instant. */
export function fromEpochSeconds(seconds: number | null): number | null {
  if (seconds === null) return null;
  const instant = seconds * 1000;
  return Math.abs(instant) <= LAST_INSTANT ? instant : null;
}

const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i;

/** ISO 8601 to epoch milliseconds; without a zone it is UTC, in which the mesh stores all times. */
export function fromIso(text: unknown): number | null {
  if (typeof text !== 'string') return null;
  const match = ISO.exec(text.trim());
  if (!match) return null;
  const instant = Date.parse(text.trim().replace(' ', 'T') + (match[3] ? '' : 'Z'));
  return Number.isFinite(instant) ? instant : null;
}

export const instantOrNull = z.unknown().transform(fromIso);
