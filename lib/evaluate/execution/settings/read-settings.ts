/** Every setting that a container's spec makes by name, in its environment and on its command line. */

import type { ContainerSpec } from '../../../facts/fact.ts';
import type { Plan } from '../../../plan/schema.ts';
import { settingsOnLine } from '../../../settings/arguments.ts';
import { dangerousAddress } from '../../../settings/gates.ts';
import { type Sense, senseOf } from '../../../settings/names.ts';
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
const settingsIn = oncePer((container: ContainerSpec): NamedSetting[] => {
  const variables = [...new Set(container.environment.map(({ name }) => name))];
  const line = settingsOnLine([...container.command, ...container.args]);
  return [
    ...variables.map((name) => ({ name, key: nameKey(name), argument: null })),
    ...line.map(({ name, value }) => ({ name, key: nameKey(name), argument: value })),
  ];
});

const byKey = oncePer((container: ContainerSpec) => Map.groupBy(settingsIn(container), ({ key }) => key));
/** The keys of the plan's own names, which are few. */
const planKeys = new Map<string, string>();

/** The settings of one name of the plan, however written: programs often take `agent_mode` for `AGENT_MODE`. */
export function settingsNamed(container: ContainerSpec, name: string): readonly NamedSetting[] {
  const key = planKeys.get(name) ?? nameKey(name);
  planKeys.set(name, key);
  return byKey(container).get(key) ?? [];
}

/** A setting that speaks of orders: by its name, or by a broker's live address as its value. */
export interface SpokenSetting extends NamedSetting {
  sense: Sense | null;
}

export const spokenIn = oncePer((plan: Plan) =>
  oncePer((container: ContainerSpec): SpokenSetting[] => {
    const values = new Map(container.environment.map(({ name, value }) => [name, value]));
    return settingsIn(container)
      .map((setting) => ({ ...setting, sense: senseOf(setting.name) }))
      .filter(({ name, argument, sense }) => {
        const value = argument ?? values.get(name) ?? '';
        return sense !== null || dangerousAddress(plan.safety.gates, value) !== null;
      });
  }),
);
