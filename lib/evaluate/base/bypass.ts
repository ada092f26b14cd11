/** Variables that bypass the freshness gate (plan, Escalation rules, P0; Safety invariants: a hard stop). */

import type { ContainerSpec } from '../../facts/fact.ts';
import { settingOf, switchOf } from './environment.ts';
import type { World } from './input.ts';

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
        .filter((name) => switchOf(settingOf(world, object.namespace, c, name)) === 'on')
        .map((name) => `${name} on ${object.name}`),
    ),
  );
}
