import { stampOf } from '../clock.ts';
import type { World } from '../world.ts';

/** What a drill finds in place began its life this long ago. */
export const SETTLED_AGE_MS = 26 * 3600 * 1000;

/** The moment from which something made now counts: hours ago while a drill begins, else now (ms). */
export function birthMs(world: World): number {
  return world.settling ? world.now() - SETTLED_AGE_MS : world.now();
}

/** The same as Kubernetes writes it. */
export function birth(world: World): string {
  return stampOf(birthMs(world));
}
