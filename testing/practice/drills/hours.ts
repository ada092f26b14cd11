import type { Drill } from './drill.ts';

/**
 * Reason against a drill at a time of the practice clock (ms); undefined if there is none. A drill about a time of
 * day needs that clock.
 */
export function outOfHours(drill: Drill, nowMs: number): string | undefined {
  const { hours } = drill;
  if (hours === undefined) return undefined;
  if (nowMs >= Date.parse(hours.startsAt) && nowMs < Date.parse(hours.endsAt)) return undefined;
  return `the drill ${drill.name} plays from ${hours.startsAt} to ${hours.endsAt}, and this mesh's clock shows ${new Date(nowMs).toISOString()}; start a mesh for it with --drill ${drill.name}`;
}

/** The shift in seconds that makes a clock show the beginning of a drill's hours. */
export function offsetFor(hours: NonNullable<Drill['hours']>, nowMs: number): number {
  return Math.ceil((Date.parse(hours.startsAt) - nowMs) / 1000);
}
