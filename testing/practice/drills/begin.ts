import { resetToCalm } from '../world/baseline/reset.ts';
import { pastRuns } from '../world/baseline/schedules.ts';
import { reconcile } from '../world/controllers/registry.ts';
import type { Runner } from '../world/runner.ts';
import type { World } from '../world/world.ts';
import type { Drill } from './drill.ts';

/**
 * Switches the world to the beginning of a drill, through changes that every watch sees. The calm world is settled
 * first, so that what a drill changes happens to pods that have been there for hours.
 */
export function beginDrill(world: World, runner: Runner, drill: Drill): void {
  world.settling = true;
  resetToCalm(world);
  pastRuns(world);
  reconcile(world);
  drill.earlier?.(world);
  reconcile(world);
  world.settling = false;
  world.drill = drill.name;
  drill.begin(world);
  runner.reconcile();
}
