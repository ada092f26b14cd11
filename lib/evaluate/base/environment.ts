/** The gates in a container's environment, resolved as far as they can be read. Secrets are unknown. */

import type { ContainerSpec } from '../../facts/fact.ts';
import { say } from '../../messages/say.ts';
import { classOf, isPlain } from '../../settings/values.ts';
import type { Message } from '../../status/message.ts';
import { configOf, type World } from './input.ts';
import { sourceKind, unknownSources } from './whole-sources.ts';

/** `whole`: nothing sets it by its name, and a ConfigMap or Secret that is taken whole may. */
export type Setting =
  | { state: 'unset' }
  | { state: 'known'; value: string }
  | { state: 'unknown'; whole?: true; why: Message };

/** The value of one variable in one container. `env` wins over `envFrom`, and what comes later over what came before. */
export function settingOf(world: World, namespace: string, container: ContainerSpec, name: string): Setting {
  const entry = container.environment.findLast((e) => e.name === name);
  if (entry === undefined) return fromWholeSources(world, namespace, container, name);
  if (entry.origin === 'literal' && entry.value !== null) return { state: 'known', value: entry.value };
  if (entry.origin === 'config-map' && entry.ref !== null) return fromConfigMap(world, namespace, entry.ref);
  return unknown(say('setting-unread', { name, origin: entry.origin }));
}

const unknown = (why: Message): Setting => ({ state: 'unknown', why });

function fromConfigMap(world: World, namespace: string, ref: { configMap: string; key: string }): Setting {
  const config = configOf(world, namespace, ref.configMap);
  const value = config?.data[ref.key];
  return value === undefined
    ? unknown(say('setting-key-unread', { configMap: ref.configMap, key: ref.key }))
    : { state: 'known', value };
}

function fromWholeSources(world: World, namespace: string, container: ContainerSpec, name: string): Setting {
  const source = unknownSources(world.plan, namespace, container).findLast(({ prefix = '' }) =>
    name.startsWith(prefix),
  );
  if (source === undefined) return { state: 'unset' };
  const why = say('setting-of-whole', { name, kind: sourceKind(source), source: source.name });
  return { state: 'unknown', whole: true, why };
}

/**
 * A switch in the environment: on, off, or unknown. An unset one is off. The dangerous side is read widely (`"1"` in
 * quotes is on), the other only from a value that every program reads alike.
 */
export function switchOf(setting: Setting, danger: 'on' | 'off' = 'on'): 'on' | 'off' | 'unknown' {
  if (setting.state === 'unset') return 'off';
  if (setting.state === 'unknown') return 'unknown';
  const read = classOf(setting.value);
  if (read !== 'on' && read !== 'off') return 'unknown';
  return read === danger || isPlain(setting.value) ? read : 'unknown';
}
