/** Settings that were not read, or lie outside the mesh. */

import type { SettingsScope } from '../../../status/scope.ts';
import type { World } from '../../base/input.ts';
import { type Inventory, liveEntries } from '../inventory.ts';
import { objectPath } from '../objects.ts';
import { sourcesElsewhere } from '../settings/sources.ts';
import { suspectsElsewhere } from '../settings/suspects.ts';

/** Counted once for a workload and all of its pods. */
export function settingsScope(world: World, inventory: Inventory): SettingsScope {
  const places = inventory.runnables.flatMap((r) => r.containers.map((c) => ({ world, r, c })));
  const suspects = places.flatMap((place) =>
    suspectsElsewhere(place).map((name) => `${objectPath(place.r.origin)} ${place.c.name} ${name}`),
  );
  return {
    sourcesNotRead: new Set(places.flatMap(sourcesElsewhere)).size,
    elsewhere: new Set(suspects).size,
    listedSuspects: liveEntries(inventory),
  };
}
