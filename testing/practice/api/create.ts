import { quotaRefusal } from '../world/controllers/quota.ts';
import { isJsonObject, type Json, type JsonObject } from '../world/json.ts';
import { type KindName, type Kinds, type KubeObject, type Metadata, parseObject } from '../world/kinds.ts';
import { managedData } from '../world/managed-fields.ts';
import { randomSuffix } from '../world/naming.ts';
import { newMetadata } from '../world/new-object.ts';
import type { World } from '../world/world.ts';
import type { Target } from './path.ts';
import { apiVersionOf, find } from './resources.ts';
import { ApiError, alreadyExists, badRequest, invalid, objectNotFound } from './status.ts';

/** Creates the object of a POST. `manager` is who is noted as having written its data. */
export function create(world: World, target: Target, body: Json, manager: string): KubeObject {
  const { resource } = target;
  const given = isJsonObject(body) ? body : {};
  if (given.kind !== undefined && given.kind !== resource.kind)
    throw badRequest(`the object in the body is a ${String(given.kind)}, not a ${resource.kind}`);
  const metadata = metadataOf(target, given);
  if (resource.namespaced && world.store.get('Namespace', undefined, metadata.namespace ?? '') === undefined)
    throw objectNotFound('namespaces', '', metadata.namespace ?? '');
  if (find(world, resource, metadata.namespace, metadata.name) !== undefined)
    throw alreadyExists(resource.plural, resource.group, metadata.name);
  const { status: _status, ...rest } = given;
  const keepsStatus = resource.kind === 'Node' || resource.kind === 'Event';
  const generation = 'spec' in given && resource.kind !== 'Service' ? { generation: 1 } : {};
  const object = parsed(resource.shelf, {
    ...(keepsStatus ? given : rest),
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: newMetadata({ ...generation, ...metadata }, world.clock.stamp()),
  });
  const refusal = object.kind === 'Pod' ? quotaRefusal(world, parseObject('Pod', object)) : undefined;
  if (refusal !== undefined) throw new ApiError(403, 'Forbidden', refusal);
  return world.store.put<KindName>(resource.shelf, withDefaults(world, object, manager));
}

/** Reads an object, turning what the schema finds into the API server's 422. */
export function parsed<K extends KindName>(kind: K, value: unknown): Kinds[K] {
  try {
    return parseObject(kind, value);
  } catch (error) {
    throw invalid(kind, '', error instanceof Error ? error.message : String(error));
  }
}

function metadataOf(target: Target, given: JsonObject): Partial<Metadata> & { name: string } {
  const metadata = isJsonObject(given.metadata) ? given.metadata : {};
  const generated =
    typeof metadata.generateName === 'string' ? `${metadata.generateName}${randomSuffix()}` : undefined;
  const name = typeof metadata.name === 'string' && metadata.name !== '' ? metadata.name : generated;
  if (name === undefined)
    throw invalid(
      target.resource.kind,
      '',
      'metadata.name: Required value: name or generateName is required',
    );
  const { managedFields: _managed, resourceVersion: _version, uid: _uid, ...kept } = metadata;
  return {
    ...kept,
    name,
    ...(target.resource.namespaced ? { namespace: target.namespace ?? 'default' } : {}),
  };
}

function withDefaults<K extends KindName>(world: World, object: Kinds[K], manager: string): Kinds[K] {
  if (object.kind === 'ConfigMap' && 'data' in object) {
    const data = parseObject('ConfigMap', object).data ?? {};
    return {
      ...object,
      metadata: {
        ...object.metadata,
        managedFields: managedData(undefined, data, manager, world.clock.stamp()),
      },
    };
  }
  return object;
}
