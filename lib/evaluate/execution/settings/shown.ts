/** A setting's value, and how it is shown: container, name and source, and a value only if it is a harmless word. */

import type { Params } from '../../../status/message.ts';
import { settingOf } from '../../base/environment.ts';
import type { SpecPlace } from './place.ts';
import type { NamedSetting } from './read-settings.ts';

/** Null if it is not read, or was not kept. */
export function readValue({ world, r, c }: SpecPlace, { name, argument }: NamedSetting): string | null {
  if (argument !== null) return argument;
  const setting = settingOf(world, r.namespace, c, name);
  return setting.state === 'known' ? setting.value : null;
}

/** `source`: the ConfigMap or Secret that it comes from, by name; null for a value in the spec itself. */
export function shownOf({ c }: SpecPlace, { name, argument }: NamedSetting) {
  const entry = argument === null ? c.environment.findLast((e) => e.name === name) : undefined;
  return {
    name: name.slice(0, 80),
    container: c.name,
    origin: entry?.origin ?? 'argument',
    source: entry?.ref?.configMap ?? entry?.secret ?? null,
  } satisfies Params;
}
