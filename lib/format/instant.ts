/** Instants: epoch milliseconds, and ISO 8601 in UTC as documents carry them. */

import { recently } from './recent.ts';

/** Epoch milliseconds, or ISO 8601. */
export type At = number | string;

/** The first and the last time that can be written at all (ECMA-262, time values). */
const LAST_INSTANT_MS = 8.64e15;

const written = recently((ms) => new Date(ms).toISOString());

/** Epoch milliseconds as documents write them; times that agents claim may lie beyond all calendars. */
export function instant(ms: number): string {
  return written(Number.isFinite(ms) ? writable(ms) : 0);
}

export function instantOrNull(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : instant(ms);
}

/** Epoch milliseconds that can be written; null for a text or a number that is not a time. */
export function msOf(at: At): number | null {
  const ms = typeof at === 'number' ? at : Date.parse(at);
  return Number.isNaN(ms) ? null : writable(ms);
}

function writable(ms: number): number {
  return Math.max(-LAST_INSTANT_MS, Math.min(LAST_INSTANT_MS, ms));
}
