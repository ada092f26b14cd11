/** The plan's gates in one container: as variables, and as flags of the same name. */

import { say } from '../../../messages/say.ts';
import type { GatePlan } from '../../../plan/schema.ts';
import { isToken, keptGateValue, readGate } from '../../../settings/gates.ts';
import { isPlain, normalised } from '../../../settings/values.ts';
import type { Message } from '../../../status/message.ts';
import type { Finding } from '../finding.ts';
import { findingAt, isOurs, type Place, type SpecPlace, weightOf } from './place.ts';
import { type NamedSetting, settingsNamed } from './read-settings.ts';
import { readValue, shownOf } from './shown.ts';

export function gateFindings(place: Place): Finding[] {
  const { gates } = place.world.plan.safety;
  return gates.flatMap((gate) =>
    gate.where === 'everywhere' || isOurs(place) ? findingsOf(place, gate) : [],
  );
}

function findingsOf(place: Place, gate: GatePlan): Finding[] {
  const set = readGateAt(place, gate);
  if (set.length === 0) return gate.unset === 'safe' ? [] : unsetFinding(place, gate);
  // A gate that cannot be read is nobody's business outside the mesh.
  const unclear = isOurs(place) ? 'unknown' : 'note';
  return set
    .filter(({ reading }) => reading !== 'safe')
    .map(({ reading, what }) => findingAt(place, reading === 'danger' ? 'bad' : unclear, what));
}

function unsetFinding(place: Place, gate: GatePlan): Finding[] {
  const weight = weightOf(place, 'unset');
  return weight === 'note' ? [] : [findingAt(place, weight, say('mode-unset', { name: gate.variable }))];
}

export interface GateSet {
  reading: 'safe' | 'danger' | 'odd';
  what: Message;
}

/** Each way in which a container sets a gate; empty: nothing sets it by its name. */
export function readGateAt(at: SpecPlace, gate: GatePlan): GateSet[] {
  return settingsNamed(at.world.plan, at.c, gate.variable).flatMap((setting): GateSet[] => {
    const value = readValue(at, setting);
    const reading = value === null ? unseen(at, gate, setting) : readGate(gate, value);
    if (reading === 'unset') return [];
    const kept = value === null ? null : keptGateValue(gate, value);
    const shown = kept === null ? null : isPlain(kept) ? kept.trim() : normalised(kept);
    return [{ reading, what: say('setting-gate', { ...shownOf(at, setting), value: shown, reading }) }];
  });
}

/** A literal whose value is not kept is set all the same, which is all that a token needs to be dangerous. */
function unseen({ c }: SpecPlace, gate: GatePlan, { name }: NamedSetting): 'danger' | 'odd' | 'unset' {
  const entry = c.environment.findLast((e) => e.name === name);
  if (entry?.origin !== 'literal') return 'odd';
  if (!entry.filled) return 'unset';
  return isToken(gate) ? 'danger' : 'odd';
}
