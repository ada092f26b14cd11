/** When a kill switch last changed: a value that a process took at its start may be older than that. */

import { configOf, type World } from '../base/input.ts';
import type { StateBuilder } from '../base/state.ts';

/** The longest part of a value that is compared to detect changes. */
const KEPT = 100;

/**
 * Epoch ms of the last change by `ConfigMap/namespace/name key`: by the API server's `managedFields`, else by the
 * console's own observation of another value before; null if neither dates it.
 */
export type HaltChanges = ReadonlyMap<string, number | null>;

export function changeKey(halt: { namespace: string; configMap: string; key: string }): string {
  return `ConfigMap/${halt.namespace}/${halt.configMap} ${halt.key}`;
}

export function haltChanges(world: World, states: StateBuilder): HaltChanges {
  return new Map(
    world.plan.safety.haltSwitches.map((halt) => {
      const config = configOf(world, halt.namespace, halt.configMap);
      const key = changeKey(halt);
      const observed = observedChange(states, key, config?.data[halt.key]);
      // A map that was made again has its data since then at the earliest, whatever an older record says.
      const recorded = latest(config?.changedAt, config?.changedAt === null ? null : config?.createdAt);
      return [key, recorded ?? observed];
    }),
  );
}

function latest(...times: readonly (number | null | undefined)[]): number | null {
  const known = times.filter((time) => time !== null && time !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}

/**
 * Since when the console observed this value, if it observed another one before; while none is available, the last
 * observation is kept.
 */
function observedChange(states: StateBuilder, key: string, value: string | undefined): number | null {
  if (value === undefined) {
    states.keep(`halt-seen:${key}`);
    states.keep(`halt-value:${key}`);
    return null;
  }
  const first = states.since(`halt-seen:${key}`, 'seen');
  const since = states.since(`halt-value:${key}`, value.slice(0, KEPT));
  return since > first ? since : null;
}
