/** What changed between two JSON documents, as a patch. Null if no patch can say it. */

import { applyPatch, mergePatch } from '../../practice/api/patch.ts';
import { isJsonObject, type Json, type JsonObject, sameJson } from '../../practice/world/json.ts';

const STRATEGIC = 'application/strategic-merge-patch+json';
/** Lists whose entries a strategic merge patch finds by their names. */
const BY_NAME: readonly string[] = ['containers', 'env'];

/** A strategic merge patch, as `patches` of a case takes it. */
export function strategicPatch(before: JsonObject, after: JsonObject): JsonObject | null {
  const patch = changed(before, after, true);
  return sameJson(applyPatch(STRATEGIC, before, patch), after) ? patch : null;
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
    const lists = named && BY_NAME.includes(key) && Array.isArray(old) && Array.isArray(value);
    return [[key, lists ? changedEntries(old, value) : value]];
  });
  return Object.fromEntries([...gone.map((key): [string, Json] => [key, null]), ...other]);
}

const nameOf = (entry: Json): Json | undefined => (isJsonObject(entry) ? entry.name : undefined);

function changedEntries(before: readonly Json[], after: readonly Json[]): Json[] {
  const gone = before
    .filter((old) => after.every((entry) => nameOf(entry) !== nameOf(old)))
    .map((old) => ({ name: nameOf(old) ?? null, $patch: 'delete' }));
  const other = after.flatMap((entry) => {
    const old = before.find((one) => nameOf(one) === nameOf(entry));
    if (!isJsonObject(old) || !isJsonObject(entry)) return [entry];
    return sameJson(old, entry) ? [] : [{ name: nameOf(entry) ?? null, ...changed(old, entry, true) }];
  });
  return [...gone, ...other];
}
