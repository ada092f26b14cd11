/** The changes of a scene as the steps of a case: what was before its beginning is there at first, what is after its end is not. */

import { isJsonObject, type Json, type JsonObject } from '../../practice/world/json.ts';
import type { CloudRunVersion } from '../stage.ts';
import { plainPatch, strategicPatch } from './difference.ts';
import type { ObjectChange, ReplyChange, Scene } from './scene.ts';

const CLOUD_RUN = '/v2/projects/dock/locations/us-east1';
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

type Step = Record<string, Json>;

export function stepsOf(scene: Scene): { first: Step; later: Step[] } {
  const objects = folded(scene, scene.objects, ({ ref }) => JSON.stringify(ref));
  const replies = folded(scene, scene.replies, ({ endpoint }) => `${endpoint.agent}/${endpoint.probe}`);
  const cloudRun = folded(scene, scene.cloudRun, ({ collection }) => collection);
  const serves = folded(scene, scene.serves, ({ apiVersion, kind }) => `${apiVersion} ${kind}`);
  const instants = new Set([...objects, ...replies, ...cloudRun, ...serves].map(({ at }) => at));
  const step = (instant: number): Step => {
    const now = <T extends { at: number }>(all: readonly T[]): T[] => all.filter(({ at }) => at === instant);
    const served = now(serves).map(({ at: _, ...kind }) => kind);
    return {
      ...(now(objects).some(({ quiet }) => quiet === true) ? { quiet: true } : {}),
      ...listed('serves', served),
      ...objectsOf(now(objects), scene.dropped),
      ...listed('answers', now(replies).map(answerOf)),
      ...listed('cloudRun', now(cloudRun).map(collectionOf)),
    };
  };
  const later = [...instants].filter((at) => at > scene.start).sort((a, b) => a - b);
  return {
    first: step(scene.start),
    later: later.map((at) => ({ at: (at - scene.start) / 1000, ...step(at) })).filter(saysMore),
  };
}

const saysMore = (step: object): boolean => Object.keys(step).length > 1;
const listed = (name: string, items: Json[]): Step => (items.length === 0 ? {} : { [name]: items });

/** Of all that was before the beginning only the last counts, against what was before the first. */
function folded<T extends { at: number; before?: unknown }>(
  { start, end }: Scene,
  changes: readonly T[],
  keyOf: (change: T) => string,
): T[] {
  const first = new Map<string, T>();
  for (const change of changes) {
    if (change.at > start) continue;
    const earlier = first.get(keyOf(change));
    const before = earlier === undefined ? {} : { before: earlier.before };
    first.set(keyOf(change), { ...change, ...before, at: start });
  }
  return [...first.values(), ...changes.filter(({ at }) => at > start && at <= end)];
}

function objectsOf(changes: readonly ObjectChange[], dropped: readonly string[]): Step {
  const [objects, patches, remove]: [Json[], Json[], Json[]] = [[], [], []];
  for (const { at, ref, before, after } of changes) {
    const was = before && without(before, dropped);
    const is = after && without(after, dropped);
    if (is === null && was !== null) remove.push({ ...ref });
    if (is === null) continue;
    const patch = was && strategicPatch(was, is);
    if (patch === null) objects.push(relative(is, at));
    else if (Object.keys(patch).length > 0) patches.push({ ...ref, with: relative(patch, at) });
  }
  return { ...listed('objects', objects), ...listed('patches', patches), ...listed('remove', remove) };
}

function without(object: JsonObject, dropped: readonly string[]): JsonObject {
  const isDropped = (entry: Json): boolean =>
    isJsonObject(entry) && typeof entry.name === 'string' && dropped.includes(entry.name);
  const kept = (value: Json): Json => {
    if (Array.isArray(value)) return value.filter((entry) => !isDropped(entry)).map(kept);
    if (!isJsonObject(value)) return value;
    const entries = Object.entries(value).filter(([key]) => !dropped.includes(key));
    return Object.fromEntries(entries.map(([key, inner]) => [key, kept(inner)]));
  };
  const only = kept(object);
  return isJsonObject(only) ? only : {};
}

/** Times of objects as the zoo writes them: so long before now. */
function relative(value: Json, now: number): Json {
  if (typeof value === 'string') {
    if (!TIME.test(value)) return value;
    const seconds = Math.round((Date.parse(value) - Math.floor(now / 1000) * 1000) / 1000);
    return `<${seconds > 0 ? '+' : '-'}${Math.abs(seconds)}s>`;
  }
  if (Array.isArray(value)) return value.map((entry) => relative(entry, now));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, relative(inner, now)]));
}

function answerOf({ endpoint, calm, reply }: ReplyChange): Json {
  const { agent, pod, path } = endpoint;
  const to = { agent: calm === null ? (pod ?? agent) : agent, path };
  const { status, json, text, fail } = reply;
  if (fail !== undefined) return { ...to, fail };
  if (text !== undefined) return { ...to, status, body: text };
  const merge = isJsonObject(calm?.json) && isJsonObject(json) ? plainPatch(calm.json, json) : null;
  if (merge !== null) return { ...to, ...(status === calm?.status ? {} : { status }), merge };
  return { ...to, ...(status === 200 ? {} : { status }), json: json ?? null };
}

function collectionOf({ collection, items }: CloudRunVersion): Json {
  return { path: `${CLOUD_RUN}/${collection}`, json: { [collection]: [...items] } };
}
