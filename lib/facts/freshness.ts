/** The age of an observation, in the ledger's three words. */

export type Freshness = 'never' | 'fresh' | 'stale';

/** `fresh` while not older than its limit. A time in the future is no evidence of the present: stale. */
export function freshness(at: number | null | undefined, now: number, limitMs: number): Freshness {
  if (at === null || at === undefined) return 'never';
  const age = now - at;
  return age <= limitMs && age >= -FUTURE_TOLERANCE_MS ? 'fresh' : 'stale';
}

/** Clocks of sources and of the console may differ by this much before a time counts as being in the future. */
export const FUTURE_TOLERANCE_MS = 2_000;
