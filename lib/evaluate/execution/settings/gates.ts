/** The plan's gates in one container: as variables, and as flags of the same name. */

import { say } from '../../../messages/say.ts';
import type { GatePlan } from '../../../plan/schema.ts';
import { keptGateValue, readGate } from '../../../settings/gates.ts';
import { isPlain, normalised } from '../../../settings/values.ts';
import type { Finding } from '../finding.ts';
import { findingAt, isOurs, type Place, weightOf } from './place.ts';
import { type NamedSetting, settingsNamed } from './read-settings.ts';
import { readValue, shownOf } from './shown.ts';

export function gateFindings(place: Place): Finding[] {
  const { gates } = place.world.plan.safety;
  return gates.flatMap((gate) =>
    gate.where === 'everywhere' || isOurs(place) ? findingsOf(place, gate) : [],
  );
}

function findingsOf(place: Place, gate: GatePlan): Finding[] {
  const set = settingsNamed(place.c, gate.variable);
  const findings = set.map((setting) => findingOf(place, gate, setting));
  if (findings.some((finding) => finding !== 'unset')) return findings.filter((f) => f !== 'unset').flat();
  const weight = weightOf(place, 'unset');
  if (gate.unset === 'safe' || weight === 'note') return [];
  return [findingAt(place, weight, say('mode-unset', { name: gate.variable }))];
}

function findingOf(place: Place, gate: GatePlan, setting: NamedSetting): Finding[] | 'unset' {
  const value = readValue(place, setting);
  const reading = value === null ? unseen(place, gate, setting) : readGate(gate, value);
  if (reading === 'unset') return 'unset';
  if (reading === 'safe') return [];
  const kept = value === null ? null : keptGateValue(gate, value);
  const shown = kept === null ? null : isPlain(kept) ? kept.trim() : normalised(kept);
  const what = say('setting-gate', {
    ...shownOf(place, setting),
    value: shown,
    dangerous: reading === 'danger',
  });
  // A gate that cannot be read is nobody's business outside the mesh.
  return [findingAt(place, reading === 'danger' ? 'bad' : isOurs(place) ? 'unknown' : 'note', what)];
}

/** A literal whose value is not kept is set all the same, which is all that a token needs to be dangerous. */
function unseen({ c }: Place, gate: GatePlan, { name }: NamedSetting): 'danger' | 'odd' | 'unset' {
  const entry = c.environment.findLast((e) => e.name === name);
  if (entry?.origin !== 'literal') return 'odd';
  if (!entry.filled) return 'unset';
  return gate.safe.length === 0 ? 'danger' : 'odd';
}
