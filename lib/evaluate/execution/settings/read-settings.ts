/** Every setting that a container's spec makes by name, in its environment and on its command line. */

import type { ContainerSpec } from '../../../facts/fact.ts';
import { settingsOnLine } from '../../../settings/arguments.ts';
import { nameKey } from '../../../settings/words.ts';
import { oncePer } from '../../base/once.ts';

export interface NamedSetting {
  name: string;
  /** The same for a variable and a flag of that name. */
  key: string;
  /** The value on the command line; null: a variable, which `settingOf` resolves. */
  argument: string | null;
}

/** Specs are facts and never change, so each is read once. */
export const settingsIn = oncePer((container: ContainerSpec): NamedSetting[] => {
  const variables = [...new Set(container.environment.map(({ name }) => name))];
  return [
    ...variables.map((name) => ({ name, key: nameKey(name), argument: null })),
    ...settingsOnLine([...container.command, ...container.args]).map(({ name, value }) => ({
      name,
      key: nameKey(name),
      argument: value,
    })),
  ];
});

/** The settings of one name, however it is written: programs often take `agent_mode` for `AGENT_MODE`. */
export function settingsNamed(container: ContainerSpec, name: string): NamedSetting[] {
  const key = nameKey(name);
  return settingsIn(container).filter((setting) => setting.key === key);
}
