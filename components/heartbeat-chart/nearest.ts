/** Where a cursor stands in a chart whose points are at other times than those of the chart that it came from. */

/** Index of the tick that is nearest to the label of the cursor; 0 if there is none. */
export function nearest(
  ticks: readonly { value: unknown }[],
  { activeLabel }: { activeLabel?: string | number | undefined },
): number {
  const at = Number(activeLabel);
  const away = (i: number) => Math.abs(Number(ticks[i]?.value) - at);
  return ticks.reduce((best, _, i) => (away(i) < away(best) ? i : best), 0);
}
