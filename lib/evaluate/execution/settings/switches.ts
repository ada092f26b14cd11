/** The mode and the switches of the plan's `safety.environment` in one container. */

import { say } from '../../../messages/say.ts';
import { classOf, isHarmless, isPlain, normalised } from '../../../settings/values.ts';
import { AGENT_MODES } from '../../../vocabulary.ts';
import { type Setting, switchOf } from '../../base/environment.ts';
import { agentOnCloudRun } from '../cloud-search.ts';
import type { Finding } from '../finding.ts';
import { findingAt, isOurs, type Place, weightOf } from './place.ts';
import { settingsOf } from './settings-of.ts';

export function switchFindings(place: Place): Finding[] {
  return [...modeFindings(place), ...enableFindings(place), ...dryRunFindings(place)];
}

/** A mode as it is compared and shown: quotes and invisible characters make no live mode a safe one. */
export function modeOf(value: string): string {
  return normalised(value).toUpperCase();
}

function modeFindings(place: Place): Finding[] {
  const { mode } = place.world.plan.safety.environment;
  return settingsOf(place, mode).flatMap((setting) => modeFinding(place, mode, setting));
}

function modeFinding(place: Place, name: string, setting: Setting): Finding[] {
  const mode = setting.state === 'known' ? modeOf(setting.value) : '';
  if (place.world.plan.safety.liveModes.some((live) => live === mode))
    return [findingAt(place, 'bad', say('mode-set', { name, mode }))];
  if (setting.state === 'unknown') {
    // Elsewhere a source that is taken whole is counted, and not listed for each pod.
    if (setting.whole && !isOurs(place)) return [];
    return [findingAt(place, weightOf(place, 'unknown'), setting.why)];
  }
  if (mode === '') {
    // A program without a mode is a finding only if orders could leave by it.
    const weight = weightOf(place, 'unset');
    return weight === 'unknown' ? [findingAt(place, weight, say('mode-unset', { name }))] : [];
  }
  if (setting.state === 'known' && AGENT_MODES.some((known) => known === mode && isPlain(setting.value)))
    return [];
  const shown = isHarmless(mode) ? mode : null;
  // `LIVE_TRADING` is no mode that the programs know, and nobody knows what they make of it.
  const weight = classOf(mode) === 'live' && isOurs(place) ? 'unknown' : weightOf(place, setting.state);
  return [findingAt(place, weight, say('mode-unheard-of', { name, mode: shown }))];
}

/** An unset switch is off: nothing is enabled unless somebody enabled it (`switchOf`). */
function enableFindings(place: Place): Finding[] {
  return place.world.plan.safety.environment.enables.flatMap((name) =>
    settingsOf(place, name).flatMap((setting): Finding[] => {
      const state = switchOf(setting);
      if (state === 'on') return [findingAt(place, 'bad', say('mode-variable-on', { name }))];
      return state === 'unknown' ? unread(place, setting, name) : [];
    }),
  );
}

/**
 * Outside the mesh, and at an object of Cloud Run that the plan does not name, a variable such as DRY_RUN is somebody else's. An unset one means nothing: the plan names several,
 * each program reads one of them, and the mode decides.
 */
function dryRunFindings(place: Place): Finding[] {
  const { world, r } = place;
  if (!isOurs(place) || (r.namespace === '' && !r.executor && agentOnCloudRun(world.plan, r) === undefined))
    return [];
  return place.world.plan.safety.environment.dryRun.flatMap((name) =>
    settingsOf(place, name).flatMap((setting): Finding[] => {
      if (setting.state === 'unset') return [];
      const state = switchOf(setting, 'off');
      if (state === 'off') return [findingAt(place, 'bad', say('mode-variable-off', { name }))];
      return state === 'unknown' ? unread(place, setting, name) : [];
    }),
  );
}

/** A source that is taken whole is reported once, by itself. */
function unread(place: Place, setting: Setting, name: string): Finding[] {
  if (setting.state === 'unknown' && setting.whole) return [];
  return [findingAt(place, weightOf(place, setting.state), say('mode-variable-unread', { name }))];
}
