/** Variables that bypass the freshness gate (plan, Escalation rules, P0; Safety invariants: a hard stop). */

import type { ContainerSpec } from '../../../facts/fact.ts';
import { switchOf } from '../../base/environment.ts';
import type { World } from '../../base/input.ts';
import { settingsOf } from './settings-of.ts';

interface Specified {
  namespace: string;
  name: string;
  containers: readonly ContainerSpec[];
}

/** The bypass variables that are on, each with the object whose spec has it. An unreadable one is no finding. */
export function bypassVariables(world: World, objects: readonly Specified[]): string[] {
  return objects.flatMap((object) =>
    object.containers.flatMap((c) =>
      world.plan.safety.environment.bypasses
        .filter((name) => settingsOf({ world, r: object, c }, name).some((s) => switchOf(s) === 'on'))
        .map((name) => `${name} on ${object.name}`),
    ),
  );
}
