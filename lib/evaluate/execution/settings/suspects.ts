/** Settings that speak of orders, are on, and are unknown to the plan. */

import { say } from '../../../messages/say.ts';
import type { Plan } from '../../../plan/schema.ts';
import { dangerousAddress } from '../../../settings/gates.ts';
import { letsOrders, plainlyLets, type Sense, senseOf, type ValueSeen } from '../../../settings/names.ts';
import { classOf, isHarmless, normalised } from '../../../settings/values.ts';
import { nameKey } from '../../../settings/words.ts';
import { oncePer } from '../../base/once.ts';
import type { Finding } from '../finding.ts';
import { findingAt, isOurs, type Place } from './place.ts';
import { type NamedSetting, settingsIn } from './read-settings.ts';
import { readValue, shownOf } from './shown.ts';

/** In the mesh and beside a broker's credentials; elsewhere they are counted (`suspectsElsewhere`). */
export function suspectFindings(place: Place): Finding[] {
  if (!isOurs(place)) return [];
  return settingsIn(place.c).flatMap((setting): Finding[] => {
    if (isKnown(place, setting)) return [];
    const { seen, address, shown } = readingOf(place, setting);
    const sense = senseOf(setting.name);
    if (address === null && (sense === null || !letsOrders(sense, seen))) return [];
    return [
      findingAt(place, 'unknown', say('setting-suspect', { ...shownOf(place, setting), value: shown })),
    ];
  });
}

/** The names of the settings that say in clear that orders may leave, in a container that is not of the mesh. */
export function suspectsElsewhere(place: Place): string[] {
  if (isOurs(place)) return [];
  return settingsIn(place.c)
    .filter((setting) => {
      const { seen, address } = readingOf(place, setting);
      const sense: Sense | null = senseOf(setting.name);
      const speaks = address !== null || (sense !== null && plainlyLets(sense, seen));
      return speaks && !isKnown(place, setting);
    })
    .map(({ name }) => name);
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
  const shown = isHarmless(value) ? normalised(value) : address;
  return { seen: classOf(value), address, shown };
}

function unseen({ c }: Place, { name }: NamedSetting): ValueSeen {
  const entry = c.environment.findLast((e) => e.name === name);
  if (entry?.origin !== 'literal') return 'hidden';
  return entry.filled ? 'odd' : 'empty';
}

/** The names that the plan's switches and gates have: they are judged there. */
const judged = oncePer((plan: Plan): ReadonlySet<string> => {
  const { environment, gates } = plan.safety;
  const { mode, dryRun, enables, bypasses } = environment;
  const names = [mode, ...dryRun, ...enables, ...bypasses, ...gates.map((gate) => gate.variable)];
  return new Set(names.map(nameKey));
});

function isKnown({ world: { plan }, r }: Place, { name, key, argument }: NamedSetting): boolean {
  if (judged(plan).has(key) || (argument === null && isHaltVariable(plan, name))) return true;
  return plan.safety.knownSettings.some(
    (known) =>
      nameKey(known.setting) === key &&
      (known.workload === undefined || known.workload === r.origin.name || known.workload === r.name),
  );
}

/** Variables of a kill switch are judged where it is taken; a flag of its name is not. */
function isHaltVariable(plan: Plan, name: string): boolean {
  return plan.safety.haltSwitches.some(
    ({ key, readAs }) => name.startsWith(key) || name === readAs?.env || name === readAs?.fileEnv,
  );
}
