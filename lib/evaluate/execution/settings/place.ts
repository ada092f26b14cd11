/** A container in which settings are read, and what a finding there weighs. */

import type { ContainerSpec } from '../../../facts/fact.ts';
import { say } from '../../../messages/say.ts';
import type { Message } from '../../../status/message.ts';
import { holdsBrokerCredentials } from '../../base/credentials.ts';
import type { Setting } from '../../base/environment.ts';
import type { World } from '../../base/input.ts';
import { unknownSources } from '../../base/whole-sources.ts';
import type { Finding, FindingWeight } from '../finding.ts';
import type { Runnable } from '../inventory.ts';
import { objectPath } from '../objects.ts';

/** A container in a namespace: all that reading a setting needs. */
export interface SpecPlace {
  world: World;
  r: { namespace: string };
  c: ContainerSpec;
}

export interface Place extends SpecPlace {
  r: Runnable;
}

export function findingAt({ r }: Place, weight: FindingWeight, what: Message): Finding {
  const shown = say('execution-object-named', { kind: r.kind, name: r.name });
  return { weight, subject: { shown, path: objectPath(r), object: r.origin }, what };
}

/** Of the mesh: in its namespaces, or on Cloud Run, where a service has none. */
function inMesh({ world, r }: Place): boolean {
  return r.namespace === '' || world.plan.mesh.namespaces.includes(r.namespace);
}

/**
 * True if a setting is ours to evaluate: in the mesh, at an executor anywhere, and beside a broker's credentials in any
 * container of the same pod.
 */
export function isOurs(place: Place): boolean {
  const { world, r } = place;
  return r.executor || inMesh(place) || r.containers.some((c) => holdsBrokerCredentials(world.plan, c));
}

/**
 * By the plan's names of credentials; in the mesh a Secret that is taken whole and that the plan does not know is taken
 * for them too.
 */
function holdsCredentials(place: Place): boolean {
  const { world, r, c } = place;
  if (holdsBrokerCredentials(world.plan, c)) return true;
  if (!r.executor && !inMesh(place)) return false;
  return unknownSources(world.plan, r.namespace, c).some(({ kind }) => kind === 'secret');
}

/**
 * Unreadable modes count at executors, and at containers with broker credentials that are wanted or run. An unset mode
 * is the image's default. It counts there too, but not at an executor at zero, since no image runs whose default could
 * matter. A hidden setting was made by somebody, and counts at zero as a live one would.
 */
export function weightOf(place: Place, state: Setting['state']): 'unknown' | 'note' {
  const { executor, active } = place.r;
  if (executor) return state === 'unset' && !active ? 'note' : 'unknown';
  return active && holdsCredentials(place) ? 'unknown' : 'note';
}
