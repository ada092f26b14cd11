/** The scope of the execution proofs: what was searched, and what was not. */

import type { ExecutionScope } from '../../../status/scope.ts';
import type { World } from '../../base/input.ts';
import type { Inventory } from '../inventory.ts';
import { cloudRunScope } from './cloud-run-scope.ts';
import { clusterScope } from './cluster-scope.ts';
import { settingsScope } from './settings-scope.ts';

export function executionScope(world: World, inventory: Inventory): ExecutionScope {
  return {
    cluster: clusterScope(world),
    cloudRun: cloudRunScope(world),
    settings: settingsScope(world, inventory),
  };
}
