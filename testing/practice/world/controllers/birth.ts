import { stampOf } from '../clock.ts';
import type { World } from '../world.ts';

/** Age of objects that exist when a drill begins. */
export const SETTLED_AGE_MS = 26 * 3600 * 1000;

/** Creation time of a new object: hours ago while a drill begins, otherwise now (ms). */
export function birthMs(world: World): number {
  return world.settling ? world.now() - SETTLED_AGE_MS : world.now();
}

/** The same as Kubernetes writes it. */
export function birth(world: World): string {
  return stampOf(birthMs(world));
}
