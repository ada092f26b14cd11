/** What a container's environment says about the gates, resolved as far as it can be seen. Secrets are unknown. */

import { readHaltValue } from '../../contracts/kill-switch.ts';
import type { ContainerSpec } from '../../facts/fact.ts';
import { configOf, type World } from './input.ts';

export type Setting =
  | { state: 'unset' }
  | { state: 'known'; value: string }
  | { state: 'unknown'; why: string };

const UNREAD: Readonly<Record<ContainerSpec['environment'][number]['origin'], string>> = {
  literal: 'is set to what is not kept',
  'config-map': 'comes from a ConfigMap',
  secret: 'comes from a Secret',
  field: 'comes from a field',
  other: 'is put together from other variables',
};

/** The value of one variable in one container. */
export function settingOf(world: World, namespace: string, container: ContainerSpec, name: string): Setting {
  const entry = container.environment.findLast((e) => e.name === name);
  if (entry === undefined) return fromWholeSources(container, name);
  if (entry.origin === 'literal' && entry.value !== null) return { state: 'known', value: entry.value };
  if (entry.origin === 'config-map' && entry.ref !== null) return fromConfigMap(world, namespace, entry.ref);
  return { state: 'unknown', why: `${name} ${UNREAD[entry.origin]}` };
}

function fromConfigMap(world: World, namespace: string, ref: { configMap: string; key: string }): Setting {
  const config = configOf(world, namespace, ref.configMap);
  const value = config?.data[ref.key];
  return value === undefined
    ? { state: 'unknown', why: `ConfigMap ${ref.configMap}/${ref.key} is not read` }
    : { state: 'known', value };
}

function fromWholeSources(container: ContainerSpec, name: string): Setting {
  const source = container.environmentFrom[0];
  return source === undefined
    ? { state: 'unset' }
    : {
        state: 'unknown',
        why: `${name} may come from ${source.kind === 'secret' ? 'Secret' : 'ConfigMap'} ${source.name}`,
      };
}

/** A switch in the environment: on, off, or not to be told. An unset one is off. */
export function switchOf(setting: Setting): 'on' | 'off' | 'unknown' {
  if (setting.state === 'unset') return 'off';
  if (setting.state === 'unknown') return 'unknown';
  const read = readHaltValue(setting.value);
  return read === 'halted' ? 'on' : read === 'allowed' ? 'off' : 'unknown';
}
