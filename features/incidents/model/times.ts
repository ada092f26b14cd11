/** Times as an incident tells them: New York's, since the market's day goes by it, and UTC beside it. */

import { etDate, formatEt } from '#lib/market/eastern-time.ts';

/** `10:15:26 ET (15:15:26 UTC)`. @param ms epoch milliseconds */
export function clock(ms: number): string {
  return `${formatEt(ms)} ET (${new Date(ms).toISOString().slice(11, 19)} UTC)`;
}

/** `2026-11-20 10:15:26 ET (2026-11-20T15:15:26.000Z)`. @param ms epoch milliseconds */
export function stamp(ms: number): string {
  return `${etDate(ms)} ${formatEt(ms)} ET (${new Date(ms).toISOString()})`;
}

/** `55 s`, `2 min 5 s`, `1 h 20 min`: two units at most. @param ms a length of time in milliseconds */
export function lengthOf(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const [h, min, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const told = h > 0 ? [h, 'h', min, 'min'] : min > 0 ? [min, 'min', s, 's'] : [s, 's'];
  return told.join(' ');
}
