import { isJsonObject, type Json, type JsonObject, sameJson } from '../world/json.ts';
import { ApiError, badRequest } from './status.ts';

/** Applies a patch of any of Kubernetes' kinds, by its content type. Pure: the target is left as it was. */
export function applyPatch(contentType: string, target: JsonObject, patch: Json): JsonObject {
  switch (contentType.split(';')[0]?.trim()) {
    case 'application/json-patch+json':
      return jsonPatch(target, patch);
    case 'application/merge-patch+json':
      return object(mergePatch(target, patch));
    case 'application/strategic-merge-patch+json':
      return object(strategic(target, patch, ''));
    default:
      throw new ApiError(
        415,
        'UnsupportedMediaType',
        `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json`,
      );
  }
}

function object(value: Json | undefined): JsonObject {
  if (!isJsonObject(value)) throw badRequest('the patch must be an object');
  return value;
}

/** RFC 7396. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  const result: JsonObject = isJsonObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

/** The key by which Kubernetes merges the lists of a field; other lists are replaced. */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  ports: 'containerPort',
  conditions: 'type',
  ownerReferences: 'uid',
  taints: 'key',
};

function strategic(target: Json | undefined, patch: Json, field: string): Json | undefined {
  if (Array.isArray(patch)) return mergeLists(target, patch, field);
  if (!isJsonObject(patch)) return patch;
  if (patch.$patch === 'delete') return undefined;
  const { $patch: directive, ...changes } = patch;
  const result: JsonObject = isJsonObject(target) && directive !== 'replace' ? { ...target } : {};
  for (const [key, value] of Object.entries(changes)) {
    if (key.startsWith('$setElementOrder/') || key.startsWith('$retainKeys')) continue;
    const merged = value === null ? undefined : strategic(result[key], value, key);
    if (merged === undefined) delete result[key];
    else result[key] = merged;
  }
  return result;
}

function mergeLists(target: Json | undefined, patch: Json[], field: string): Json {
  const key =
    field === 'ports' && patch.some((p) => isJsonObject(p) && 'port' in p) ? 'port' : MERGE_KEYS[field];
  if (key === undefined || !Array.isArray(target)) return patch;
  let result = [...target];
  for (const item of patch) {
    const id = isJsonObject(item) ? item[key] : undefined;
    const index = result.findIndex((old) => isJsonObject(old) && old[key] === id);
    const merged = strategic(index < 0 ? undefined : result[index], item, '');
    if (merged === undefined) result = result.filter((_old, at) => at !== index);
    else if (index < 0) result.push(merged);
    else result[index] = merged;
  }
  return result;
}

/** RFC 6902: add, remove, replace, move, copy, test. */
function jsonPatch(target: JsonObject, patch: Json): JsonObject {
  if (!Array.isArray(patch)) throw badRequest('a JSON patch must be a list of operations');
  let result: Json = structuredClone(target);
  for (const step of patch) result = operate(result, object(step));
  return object(result);
}

function operate(document: Json, step: JsonObject): Json {
  const path = pointer(step.path);
  const value = step.value;
  switch (step.op) {
    case 'add':
      return edit(document, path, () => value, 'insert');
    case 'replace':
      look(document, path);
      return edit(document, path, () => value, 'set');
    case 'remove':
      look(document, path);
      return edit(document, path, () => undefined, 'set');
    case 'copy':
      return edit(document, path, () => look(document, pointer(step.from)), 'insert');
    case 'move': {
      const moved = look(document, pointer(step.from));
      return edit(
        edit(document, pointer(step.from), () => undefined, 'set'),
        path,
        () => moved,
        'insert',
      );
    }
    case 'test':
      if (!sameJson(look(document, path), value))
        throw new ApiError(422, 'Invalid', `testing path ${path.join('/')} value failed`);
      return document;
    default:
      throw badRequest('unknown JSON patch operation');
  }
}

function pointer(value: Json | undefined): string[] {
  if (typeof value !== 'string' || (value !== '' && !value.startsWith('/')))
    throw badRequest('a JSON pointer must begin with /');
  return value
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function look(document: Json | undefined, path: readonly string[]): Json {
  let value: Json | undefined = document;
  for (const key of path)
    value = Array.isArray(value) ? value[Number(key)] : isJsonObject(value) ? value[key] : undefined;
  if (value === undefined) throw new ApiError(422, 'Invalid', `the path /${path.join('/')} does not exist`);
  return value;
}

function edit(
  document: Json | undefined,
  path: readonly string[],
  make: () => Json | undefined,
  mode: 'insert' | 'set',
): Json {
  const [key, ...rest] = path;
  if (key === undefined) return make() ?? null;
  if (Array.isArray(document)) return editList(document, key, rest, make, mode);
  if (!isJsonObject(document))
    throw new ApiError(422, 'Invalid', `the path /${path.join('/')} does not exist`);
  const value = rest.length === 0 ? make() : edit(document[key], rest, make, mode);
  const { [key]: _old, ...others } = document;
  return value === undefined ? others : { ...others, [key]: value };
}

function editList(
  list: Json[],
  key: string,
  rest: string[],
  make: () => Json | undefined,
  mode: 'insert' | 'set',
): Json[] {
  const index = key === '-' ? list.length : Number(key);
  if (!Number.isInteger(index) || index < 0 || index > list.length)
    throw new ApiError(422, 'Invalid', `no element ${key}`);
  if (rest.length > 0) return list.with(index, edit(list[index], rest, make, mode));
  const value = make();
  return list.toSpliced(index, mode === 'insert' ? 0 : 1, ...(value === undefined ? [] : [value]));
}
