/** What changed between two JSON documents, as a patch. Null if no patch can say it. */

import { applyPatch, mergePatch } from '../../practice/api/patch.ts';
import { isJsonObject, type Json, type JsonObject, sameJson } from '../../practice/world/json.ts';

const STRATEGIC = 'application/strategic-merge-patch+json';
/** Lists whose entries a strategic merge patch finds by a key; their order means nothing to a mesh of the worlds. */
const KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
};

/** A strategic merge patch, as `patches` of a case takes it. */
export function strategicPatch(before: JsonObject, after: JsonObject): JsonObject | null {
  const patch = changed(before, after, true);
  return sameJson(inOrder(applyPatch(STRATEGIC, before, patch)), inOrder(after)) ? patch : null;
}

/** A merge patch, as `merge` of an answer takes it. */
export function plainPatch(before: JsonObject, after: JsonObject): JsonObject | null {
  const patch = changed(before, after, false);
  return sameJson(mergePatch(before, patch), after) ? patch : null;
}

function changed(before: JsonObject, after: JsonObject, named: boolean): JsonObject {
  const gone = Object.keys(before).filter((key) => after[key] === undefined);
  const other = Object.entries(after).flatMap(([key, value]): [string, Json][] => {
    const old = before[key];
    if (sameJson(old, value)) return [];
    if (isJsonObject(old) && isJsonObject(value)) return [[key, changed(old, value, named)]];
    const by = named ? KEYS[key] : undefined;
    const lists = by !== undefined && Array.isArray(old) && Array.isArray(value);
    return [[key, lists ? changedEntries(old, value, by) : value]];
  });
  return Object.fromEntries([...gone.map((key): [string, Json] => [key, null]), ...other]);
}

const keyOf = (entry: Json, by: string): Json => (isJsonObject(entry) ? (entry[by] ?? null) : null);

function changedEntries(before: readonly Json[], after: readonly Json[], by: string): Json[] {
  const gone = before
    .filter((old) => after.every((entry) => keyOf(entry, by) !== keyOf(old, by)))
    .map((old) => ({ [by]: keyOf(old, by), $patch: 'delete' }));
  const other = after.flatMap((entry) => {
    const old = before.find((one) => keyOf(one, by) === keyOf(entry, by));
    if (!isJsonObject(old) || !isJsonObject(entry)) return [entry];
    return sameJson(old, entry) ? [] : [{ [by]: keyOf(entry, by), ...changed(old, entry, true) }];
  });
  return [...gone, ...other];
}

/** The same with those lists in the order of their keys. */
function inOrder(value: Json, field = ''): Json {
  const by = KEYS[field];
  if (Array.isArray(value)) {
    const entries = value.map((entry) => inOrder(entry));
    if (by === undefined || field === 'containers') return entries;
    return entries.sort((a, b) => (String(keyOf(a, by)) < String(keyOf(b, by)) ? -1 : 1));
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inOrder(inner, key)]));
}
