import type { Kinds, Metadata } from './kinds.ts';

type ManagedFields = NonNullable<Metadata['managedFields']>;

/**
 * Owner of each key of a ConfigMap's data, and since when: the keys that this write changed pass to `manager`, at
 * `time`. It dates the last change of the kill switch.
 */
export function managedData(
  before: Kinds['ConfigMap'] | undefined,
  data: Readonly<Record<string, string>>,
  manager: string,
  time: string,
): ManagedFields {
  const old = before?.metadata.managedFields ?? [];
  const changed = Object.keys(data).filter((key) => before?.data?.[key] !== data[key]);
  const removed = Object.keys(before?.data ?? {}).some((key) => !(key in data));
  if (changed.length === 0 && !removed) return old;
  const others = old.flatMap((entry) => {
    const keys = keysOf(entry).filter((key) => key in data && !changed.includes(key));
    return entry.manager === manager || keys.length === 0
      ? []
      : [entryFor(entry.manager ?? 'unknown', entry.time ?? time, keys)];
  });
  const own = old.filter((entry) => entry.manager === manager).flatMap(keysOf);
  const kept = own.filter((key) => key in data && !changed.includes(key));
  return [...others, entryFor(manager, time, [...kept, ...changed])];
}

function keysOf(entry: ManagedFields[number]): string[] {
  const fields = entry.fieldsV1;
  if (typeof fields !== 'object' || fields === null || !('f:data' in fields)) return [];
  const data = fields['f:data'];
  return typeof data === 'object' && data !== null
    ? Object.keys(data).flatMap((key) => (key.startsWith('f:') ? [key.slice(2)] : []))
    : [];
}

function entryFor(manager: string, time: string, keys: readonly string[]): ManagedFields[number] {
  const data = Object.fromEntries([...keys].sort().map((key) => [`f:${key}`, {}]));
  return {
    manager,
    operation: 'Update',
    apiVersion: 'v1',
    time,
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:data': { '.': {}, ...data } },
  };
}
