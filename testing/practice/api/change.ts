import { isJsonObject, type Json, type JsonObject, sameJson, toJson } from '../world/json.ts';
import { type KindName, type KubeObject, type Metadata, parseObject } from '../world/kinds.ts';
import { managedData } from '../world/managed-fields.ts';
import type { World } from '../world/world.ts';
import { parsed } from './create.ts';
import { applyPatch } from './patch.ts';
import type { Target } from './path.ts';
import { find } from './resources.ts';
import { badRequest, conflict, invalid, objectNotFound } from './status.ts';

const CUSTOM: readonly KindName[] = ['Rollout', 'ScaledJob', 'CustomResource'];

/** The object that a path names. Throws 404. */
export function existing(world: World, target: Target): KubeObject {
  const { resource, namespace, name = '' } = target;
  const object = find(world, resource, namespace, name);
  if (object === undefined) throw objectNotFound(resource.plural, resource.group, name);
  return object;
}

/** Replaces an object, or its status only, with the body of a PUT. */
export function replace(world: World, target: Target, body: Json, manager: string): KubeObject {
  if (!isJsonObject(body)) throw badRequest('the body of the request is not an object');
  return store(world, target, existing(world, target), body, manager);
}

/** Changes an object, or its status only, with the body of a PATCH. */
export function patch(
  world: World,
  target: Target,
  contentType: string,
  body: Json,
  manager: string,
): KubeObject {
  const current = existing(world, target);
  // Custom resources have no schema that says how their lists merge.
  const refused = CUSTOM.includes(target.resource.shelf) && contentType.includes('strategic');
  return store(
    world,
    target,
    current,
    applyPatch(refused ? '' : contentType, toJson(current), body),
    manager,
  );
}

function store(
  world: World,
  target: Target,
  current: KubeObject,
  wanted: JsonObject,
  manager: string,
): KubeObject {
  const { resource } = target;
  const metadata = isJsonObject(wanted.metadata) ? wanted.metadata : {};
  checkIdentity(target, current, metadata);
  const statusOnly = target.subresource === 'status';
  const before = toJson(current);
  const content = statusOnly
    ? { ...before, status: wanted.status }
    : { ...wanted, ...('status' in before ? { status: before.status } : {}) };
  const specChanged = !statusOnly && !sameJson(before.spec, wanted.spec);
  const next = parsed(resource.shelf, {
    ...content,
    apiVersion: current.apiVersion,
    kind: current.kind,
    metadata: statusOnly ? current.metadata : { ...metadata, ...fixed(current, specChanged) },
  });
  if (current.kind === 'ConfigMap') checkImmutable(current.metadata.name, before, toJson(next));
  if (statusOnly) world.pinned.add(current.metadata.uid);
  const owned = next.kind === 'ConfigMap' ? owning(world, current, next, manager) : next;
  if (sameJson(toJson(owned), before)) return current;
  return world.store.put<KindName>(resource.shelf, owned);
}

function checkIdentity(target: Target, current: KubeObject, metadata: JsonObject): void {
  const { resource } = target;
  const { name, uid, resourceVersion } = current.metadata;
  if (metadata.name !== undefined && metadata.name !== name)
    throw badRequest(
      `the name of the object (${String(metadata.name)}) does not match the name on the URL (${name})`,
    );
  const moved =
    typeof metadata.resourceVersion === 'string' && !['', resourceVersion].includes(metadata.resourceVersion);
  if (moved || (metadata.uid !== undefined && metadata.uid !== uid))
    throw conflict(resource.plural, resource.group, name);
}

/** An immutable ConfigMap keeps its data for good: it can only be deleted and made anew. */
function checkImmutable(name: string, before: JsonObject, after: JsonObject): void {
  if (before.immutable !== true) return;
  for (const field of ['immutable', 'data', 'binaryData'])
    if (!sameJson(before[field], after[field]))
      throw invalid('ConfigMap', name, `${field}: Forbidden: field is immutable when \`immutable\` is set`);
}

/** The metadata that a client cannot change. */
function fixed(current: KubeObject, specChanged: boolean): Partial<Metadata> {
  const { name, namespace, uid, resourceVersion, creationTimestamp, generation, managedFields } =
    current.metadata;
  return {
    name,
    uid,
    resourceVersion,
    creationTimestamp,
    ...(namespace === undefined ? {} : { namespace }),
    ...(generation === undefined ? {} : { generation: generation + (specChanged ? 1 : 0) }),
    ...(managedFields === undefined ? {} : { managedFields }),
  };
}

function owning(world: World, current: KubeObject, next: KubeObject, manager: string): KubeObject {
  const before = parseObject('ConfigMap', current);
  const after = parseObject('ConfigMap', next);
  const managedFields = managedData(before, after.data ?? {}, manager, world.clock.stamp());
  return { ...after, metadata: { ...after.metadata, managedFields } };
}
