/** Settings that were not looked at, or lie outside the mesh. */

import type { SettingsScope } from '../../../status/scope.ts';
import type { World } from '../../base/input.ts';
import { type Inventory, liveEntries } from '../inventory.ts';

export function settingsScope(_world: World, inventory: Inventory): SettingsScope {
  return { sourcesNotRead: 0, elsewhere: 0, listedSuspects: liveEntries(inventory) };
}
