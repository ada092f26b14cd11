/** How evidence is written: the value seen, where, when, and the rule that reads it. */

import { formatEt } from '../../market/market.ts';
import { recently } from '../../market/recent.ts';
import type { Evidence } from '../../status/status.ts';

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

/** When the oldest of these was seen; null where nothing tells. */
export function oldestOf(evidence: readonly Evidence[]): string | null {
  return evidence.flatMap(({ at }) => at ?? []).toSorted()[0] ?? null;
}

export function evidence(
  path: string,
  value: string,
  subject: string,
  at: number | null,
  source: string,
): Evidence {
  return { subject, path, value, at: instantOrNull(at), source };
}
