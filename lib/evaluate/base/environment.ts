/** The gates in a container's environment, resolved as far as they can be read. Secrets are unknown. */

import { readOnOff } from '../../contracts/kill-switch.ts';
import type { ContainerSpec } from '../../facts/fact.ts';
import { say } from '../../messages/say.ts';
import type { Message } from '../../status/message.ts';
import { configOf, type World } from './input.ts';

export type Setting =
  | { state: 'unset' }
  | { state: 'known'; value: string }
  | { state: 'unknown'; why: Message };

/** The value of one variable in one container. */
export function settingOf(world: World, namespace: string, container: ContainerSpec, name: string): Setting {
  const entry = container.environment.findLast((e) => e.name === name);
  if (entry === undefined) return fromWholeSources(container, name);
  if (entry.origin === 'literal' && entry.value !== null) return { state: 'known', value: entry.value };
  if (entry.origin === 'config-map' && entry.ref !== null) return fromConfigMap(world, namespace, entry.ref);
  return { state: 'unknown', why: say('setting-unread', { name, origin: entry.origin }) };
}

function fromConfigMap(world: World, namespace: string, ref: { configMap: string; key: string }): Setting {
  const config = configOf(world, namespace, ref.configMap);
  const value = config?.data[ref.key];
  return value === undefined
    ? { state: 'unknown', why: say('setting-key-unread', { configMap: ref.configMap, key: ref.key }) }
    : { state: 'known', value };
}

function fromWholeSources(container: ContainerSpec, name: string): Setting {
  const source = container.environmentFrom[0];
  if (source === undefined) return { state: 'unset' };
  const kind = source.kind === 'secret' ? 'Secret' : 'ConfigMap';
  return { state: 'unknown', why: say('setting-of-whole', { name, kind, source: source.name }) };
}

/** A switch in the environment: on, off, or unknown. An unset one is off. */
export function switchOf(setting: Setting): 'on' | 'off' | 'unknown' {
  if (setting.state === 'unset') return 'off';
  if (setting.state === 'unknown') return 'unknown';
  return readOnOff(setting.value);
}
