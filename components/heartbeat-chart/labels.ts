/** Formats of a chart's instants and values. */

import { formatEt, shortDay } from '#lib/format/clock.ts';
import { formatScale } from '#lib/format/duration.ts';

/** A chart with a longer range shows days, not hours. */
const LONG_MS = 36 * 3_600_000;

/** An instant at the foot of a chart of that width: `10:15`, or `20 Nov` if it spans days. */
export function markText(at: number, spanMs: number): string {
  return spanMs > LONG_MS ? shortDay(at) : formatEt(at).slice(0, 5);
}

/** A value as short as an axis needs it. */
export function valueText(value: number, unit: 'seconds' | 'count'): string {
  return unit === 'seconds' ? formatScale(value) : String(Number(value.toFixed(2)));
}
