/** The settings that a container's spec makes by name, in its environment and on its command line. */

import type { ContainerSpec } from '../../../facts/fact.ts';
import type { Plan } from '../../../plan/schema.ts';
import { settingsOnLine, settingsWithin } from '../../../settings/arguments.ts';
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

/** A setting that speaks of orders: by its name, or by a broker's live address as its value. */
export interface SpokenSetting extends NamedSetting {
  sense: Sense | null;
}

interface Read {
  /** Those that the plan's switches and gates name, by their key. */
  planned: ReadonlyMap<string, readonly NamedSetting[]>;
  /** Those that it does not name, and that speak of orders. */
  spoken: readonly SpokenSetting[];
}

/** The keys of the plan's switches and gates, by their names. */
const keysOf = oncePer(({ safety }: Plan): ReadonlyMap<string, string> => {
  const { mode, dryRun, enables, bypasses } = safety.environment;
  const names = [mode, ...dryRun, ...enables, ...bypasses, ...safety.gates.map((gate) => gate.variable)];
  return new Map(names.map((name) => [name, nameKey(name)]));
});

/** Plans and specs never change, so each spec is read once, and only what may be asked for is kept. */
const readOf = oncePer((plan: Plan) => {
  const keys = new Set(keysOf(plan).values());
  return oncePer((container: ContainerSpec): Read => {
    const all = settingsIn(container);
    return {
      planned: Map.groupBy(
        all.filter(({ key }) => keys.has(key)),
        ({ key }) => key,
      ),
      spoken: all.filter(({ key }) => !keys.has(key)).flatMap((setting) => spoken(plan, container, setting)),
    };
  });
});

function settingsIn(container: ContainerSpec): NamedSetting[] {
  const variables = [...new Set(container.environment.map(({ name }) => name))];
  const words = [...container.command, ...container.args];
  const hooks = container.hooks ?? [];
  const written = [
    ...[words, ...hooks].flatMap(settingsOnLine),
    ...[words, ...hooks]
      .flat()
      .filter((word) => /[{:]/.test(word))
      .flatMap(settingsWithin),
    ...container.environment.flatMap((entry) => entry.settings ?? []),
  ];
  return [
    ...variables.map((name) => ({ name, key: nameKey(name), argument: null })),
    ...written.map(({ name, value }) => ({ name, key: nameKey(name), argument: value })),
    ...addressesIn([...words, ...hooks.flat()]),
  ];
}

/** A short flag that is written together with its address. */
const FLAG_OF_ADDRESS = /^-\w*?(?=(?:https?|wss?):)/i;

/** A broker's address needs no name of its own to be one: `bot https://api.broker.example`, `bot -uhttps://…`. */
function addressesIn(words: readonly string[]): NamedSetting[] {
  return words
    .map((word) => word.replace(FLAG_OF_ADDRESS, ''))
    .filter((word) => !word.startsWith('-'))
    .map((word) => ({ name: 'address', key: nameKey('address'), argument: word }));
}

function spoken({ safety }: Plan, container: ContainerSpec, setting: NamedSetting): SpokenSetting[] {
  const sense = senseOf(setting.name);
  const entry = container.environment.findLast(({ name }) => name === setting.name);
  const value = setting.argument ?? entry?.value ?? '';
  const speaks = sense !== null || dangerousAddress(safety.gates, value) !== null;
  return speaks ? [{ ...setting, sense }] : [];
}

/** The settings of one name of the plan, however written: programs often take `agent_mode` for `AGENT_MODE`. */
export function settingsNamed(plan: Plan, container: ContainerSpec, name: string): readonly NamedSetting[] {
  return readOf(plan)(container).planned.get(keysOf(plan).get(name) ?? name) ?? [];
}

export function spokenIn(plan: Plan, container: ContainerSpec): readonly SpokenSetting[] {
  return readOf(plan)(container).spoken;
}
