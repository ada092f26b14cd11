import { terminate } from '../world/controllers/pods-of.ts';
import { isJsonObject, type Json } from '../world/json.ts';
import { type KindName, type KubeObject, parseObject } from '../world/kinds.ts';
import type { World } from '../world/world.ts';
import { existing } from './change.ts';
import { selectorOf } from './list.ts';
import type { Target } from './path.ts';
import { find, objectsOf } from './resources.ts';
import { conflict } from './status.ts';

/** Deletes the object that a path names. Pods end gracefully, as does a namespace; everything else goes at once. */
export function remove(world: World, target: Target, query: URLSearchParams, options: Json): unknown {
  const object = existing(world, target);
  const preconditions =
    isJsonObject(options) && isJsonObject(options.preconditions) ? options.preconditions : {};
  if (preconditions.uid !== undefined && preconditions.uid !== object.metadata.uid)
    throw conflict(target.resource.plural, target.resource.group, object.metadata.name);
  removeOne(world, target.resource.shelf, object, graceOf(query, options));
  const after = find(world, target.resource, target.namespace, object.metadata.name);
  return after ?? success(target, object);
}

/** Deletes every object that a collection's selectors choose. */
export function removeAll(world: World, target: Target, query: URLSearchParams, options: Json): unknown {
  const chosen = objectsOf(world, target.resource).filter(selectorOf(target, query));
  for (const object of chosen) removeOne(world, target.resource.shelf, object, graceOf(query, options));
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 200 };
}

function graceOf(query: URLSearchParams, options: Json): number | undefined {
  const given = isJsonObject(options) ? options.gracePeriodSeconds : undefined;
  const seconds = typeof given === 'number' ? given : Number(query.get('gracePeriodSeconds') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

function removeOne(world: World, kind: KindName, object: KubeObject, grace: number | undefined): void {
  if (kind === 'Pod') terminate(world, parseObject('Pod', object), grace);
  else if (kind === 'Namespace')
    world.store.update('Namespace', parseObject('Namespace', object), (draft) => {
      draft.metadata.deletionTimestamp = world.clock.stamp();
      draft.status = { ...draft.status, phase: 'Terminating' };
    });
  else world.store.remove(kind, object);
}

function success(target: Target, object: KubeObject) {
  const { group, plural } = target.resource;
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: object.metadata.name,
      ...(group === '' ? {} : { group }),
      kind: plural,
      uid: object.metadata.uid,
    },
  };
}
