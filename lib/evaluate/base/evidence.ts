/** How evidence is written: the value seen, where, when, and the rule that reads it. */

import { formatEt } from '../../market/market.ts';
import { recently } from '../../market/recent.ts';
import type { Evidence } from '../../posture.ts';

/** The furthest times that can be written at all (ECMA-262, time values). */
const LAST_INSTANT_MS = 8.64e15;

/** Epoch milliseconds as the wire writes instants; what agents claim may lie beyond all calendars. */
export const instant = recently((ms) => new Date(writable(ms)).toISOString());

function writable(ms: number): number {
  return Number.isFinite(ms) ? Math.max(-LAST_INSTANT_MS, Math.min(LAST_INSTANT_MS, ms)) : 0;
}

export function instantOrNull(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : instant(ms);
}

/** A time of day as the desk says it, `10:14:08 ET`. */
export function clockTime(ms: number): string {
  return `${formatEt(writable(ms))} ET`;
}

export function evidence(
  what: string,
  value: string,
  where: string,
  at: number | null,
  rule: string,
): Evidence {
  return { what, value, where, observedAt: instantOrNull(at), rule };
}

/** `one, two and 3 more`: a list that a line can hold. */
export function listed(names: readonly string[], most = 3): string {
  return joined(names, most, ', ');
}

/** `one: a, b; two: c and 3 more`: a list of clauses, which hold commas themselves. */
export function clauses(texts: readonly string[], most = 3): string {
  return joined(texts, most, '; ');
}

function joined(texts: readonly string[], most: number, between: string): string {
  if (texts.length <= most) return texts.join(between);
  return `${texts.slice(0, most).join(between)} and ${texts.length - most} more`;
}

/** `1 pod`, `2 pods`. */
export function counted(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`;
}
