/** Settings that were not looked at, or lie outside the mesh. */

import type { SettingsScope } from '../../../status/scope.ts';
import type { World } from '../../base/input.ts';
import type { Inventory } from '../inventory.ts';

export function settingsScope(_world: World, _inventory: Inventory): SettingsScope {
  return { sourcesNotRead: 0, elsewhere: 0, listedSuspects: 0 };
}
