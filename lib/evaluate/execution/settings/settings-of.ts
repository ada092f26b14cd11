/** One setting of the plan in one container, in every spelling and at every place in which a spec sets it. */

import { type Setting, settingOf } from '../../base/environment.ts';
import type { SpecPlace } from './place.ts';
import { settingsNamed } from './read-settings.ts';

/** Each way in which a container sets one name; one unset or unknown setting if none does. */
export function settingsOf({ world, r, c }: SpecPlace, name: string): Setting[] {
  const named = settingsNamed(world.plan, c, name);
  if (named.length === 0) return [settingOf(world, r.namespace, c, name)];
  return named.map(({ name: written, argument }) =>
    argument === null
      ? settingOf(world, r.namespace, c, written)
      : { state: 'known' as const, value: argument },
  );
}
