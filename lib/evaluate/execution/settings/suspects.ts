/** Settings that speak of orders, are on, and are unknown to the plan. */

import { say } from '../../../messages/say.ts';
import type { Plan } from '../../../plan/schema.ts';
import { dangerousAddress } from '../../../settings/gates.ts';
import { letsOrders, plainlyLets, type Sense, type ValueSeen } from '../../../settings/names.ts';
import { classOf, isHarmless, normalised } from '../../../settings/values.ts';
import { nameKey } from '../../../settings/words.ts';
import { isKnownSource } from '../../base/whole-sources.ts';
import type { Finding } from '../finding.ts';
import { findingAt, isOurs, type Place } from './place.ts';
import { type NamedSetting, spokenIn } from './read-settings.ts';
import { readValue, shownOf } from './shown.ts';

/** In the mesh and beside a broker's credentials; elsewhere they are counted (`suspectsElsewhere`). */
export function suspectFindings(place: Place): Finding[] {
  if (!isOurs(place)) return [];
  return unknownTo(place, letsOrders).map(([setting, { shown }]) =>
    findingAt(place, 'unknown', say('setting-suspect', { ...shownOf(place, setting), value: shown })),
  );
}

/** The names of the settings that say in clear that orders may leave, in a container that is not of the mesh. */
export function suspectsElsewhere(place: Place): string[] {
  return isOurs(place) ? [] : unknownTo(place, plainlyLets).map(([{ name }]) => name);
}

function unknownTo(
  place: Place,
  lets: (sense: Sense, seen: ValueSeen) => boolean,
): [NamedSetting, Reading][] {
  return spokenIn(place.world.plan, place.c).flatMap((setting) => {
    if (isKnown(place, setting)) return [];
    const reading = readingOf(place, setting);
    const speaks = setting.sense !== null && lets(setting.sense, reading.seen);
    return reading.address !== null || speaks ? [[setting, reading]] : [];
  });
}

interface Reading {
  seen: ValueSeen;
  /** A broker's live address that the value names. */
  address: string | null;
  /** The harmless word, or the address; null: set, and not shown. */
  shown: string | null;
}

function readingOf(place: Place, setting: NamedSetting): Reading {
  const value = readValue(place, setting);
  if (value === null) return { seen: unseen(place, setting), address: null, shown: null };
  const address = dangerousAddress(place.world.plan.safety.gates, value);
  return { seen: classOf(value), address, shown: isHarmless(value) ? normalised(value) : address };
}

function unseen({ world, r, c }: Place, { name }: NamedSetting): ValueSeen {
  const entry = c.environment.findLast((e) => e.name === name);
  if (entry?.origin === 'literal') return entry.filled ? 'odd' : 'empty';
  const map = entry?.ref?.configMap;
  const known =
    (map !== undefined && isKnownSource(world.plan, r.namespace, 'ConfigMap', map)) ||
    (entry?.secret !== undefined && isKnownSource(world.plan, r.namespace, 'Secret', entry.secret));
  return known ? 'ordinary' : 'hidden';
}

/** What the plan says is something else. */
function isKnown({ world: { plan }, r }: Place, { name, key, argument }: NamedSetting): boolean {
  if (argument === null && isHaltVariable(plan, name)) return true;
  return plan.safety.knownSettings.some(
    ({ setting, workload }) =>
      nameKey(setting) === key && (workload === undefined || workload === r.origin.name),
  );
}

/** Variables of a kill switch are evaluated with its mounts; a flag of its name is not. */
function isHaltVariable(plan: Plan, name: string): boolean {
  return plan.safety.haltSwitches.some(
    ({ key, readAs }) => name.startsWith(key) || name === readAs?.env || name === readAs?.fileEnv,
  );
}
