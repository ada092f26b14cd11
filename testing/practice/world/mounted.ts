/** A pod's inputs from ConfigMaps and Secrets: mounted files, and reasons that block its start. */

import type { Container, Volume } from './kind-parts.ts';
import type { Kinds, Pod } from './kinds.ts';
import type { Store } from './store.ts';

/** Why a container cannot start, in the kubelet's words. */
export interface StartProblem {
  /** Waiting reason of the container; a volume that cannot be set up leaves it at `ContainerCreating`. */
  readonly reason: 'ContainerCreating' | 'CreateContainerConfigError';
  readonly message: string;
  readonly event: 'FailedMount' | 'Failed';
}

type Data = Readonly<Record<string, string>>;

/** Reason that blocks the start of a pod's containers; undefined if there is none. */
export function startProblem(store: Store, pod: Pod): StartProblem | undefined {
  for (const volume of pod.spec.volumes ?? []) {
    const lacks = volumeLacks(store, pod, volume);
    if (lacks !== undefined)
      return {
        reason: 'ContainerCreating',
        message: `MountVolume.SetUp failed for volume "${volume.name}" : ${lacks}`,
        event: 'FailedMount',
      };
  }
  const lacks = pod.spec.containers.flatMap((container) => environmentLacks(store, pod, container))[0];
  return lacks === undefined
    ? undefined
    : { reason: 'CreateContainerConfigError', message: lacks, event: 'Failed' };
}

function volumeLacks(store: Store, pod: Pod, volume: Volume): string | undefined {
  const source = sourceOf(store, pod, volume);
  if (source === undefined || source.optional) return undefined;
  if (source.data === undefined) return `${source.kind} "${source.name}" not found`;
  const absent = source.items?.find((item) => source.data?.[item.key] === undefined);
  return absent === undefined ? undefined : `references non-existent config key: ${absent.key}`;
}

function environmentLacks(store: Store, pod: Pod, container: Container): string[] {
  const maps = (container.envFrom ?? []).flatMap(({ configMapRef: ref }) => {
    const absent =
      ref !== undefined && store.get('ConfigMap', pod.metadata.namespace, ref.name) === undefined;
    return absent && ref.optional !== true ? [`configmap "${ref.name}" not found`] : [];
  });
  const keys = (container.env ?? []).flatMap(({ valueFrom }) => {
    const [kind, ref] =
      valueFrom?.configMapKeyRef === undefined
        ? (['Secret', valueFrom?.secretKeyRef] as const)
        : (['ConfigMap', valueFrom.configMapKeyRef] as const);
    if (ref === undefined || ref.optional === true) return [];
    const object = store.get(kind, pod.metadata.namespace, ref.name);
    if (object === undefined) return [`${kind.toLowerCase()} "${ref.name}" not found`];
    const found = object.data?.[ref.key] !== undefined;
    return found ? [] : [`couldn't find key ${ref.key} in ${kind} ${pod.metadata.namespace}/${ref.name}`];
  });
  return [...maps, ...keys];
}

interface Source {
  readonly kind: 'configmap' | 'secret';
  readonly name: string;
  readonly optional: boolean;
  readonly items: readonly { key: string; path: string }[] | undefined;
  readonly data: Data | undefined;
}

/** The ConfigMap (`map`, if that is another than the present one) or Secret behind a volume; undefined for other volumes. */
function sourceOf(store: Store, pod: Pod, volume: Volume, map?: Kinds['ConfigMap']): Source | undefined {
  const { namespace } = pod.metadata;
  const { configMap, secret } = volume;
  if (configMap !== undefined) {
    const data = dataOf(map ?? store.get('ConfigMap', namespace, configMap.name));
    const { name, optional = false, items } = configMap;
    return { kind: 'configmap', name, optional, items, data };
  }
  if (secret === undefined) return undefined;
  const data = dataOf(store.get('Secret', namespace, secret.secretName));
  return {
    kind: 'secret',
    name: secret.secretName,
    optional: secret.optional ?? false,
    items: secret.items,
    data,
  };
}

/** An object without data is there all the same. Bytes that are no text are left out, as its readers do. */
function dataOf(object: { data?: Data | undefined; binaryData?: Data | undefined } | undefined) {
  if (object === undefined) return undefined;
  const decoded = Object.entries(object.binaryData ?? {}).map(([key, bytes]) => [
    key,
    Buffer.from(bytes, 'base64').toString('utf8').replaceAll('\ufffd', ''),
  ]);
  return { ...object.data, ...Object.fromEntries(decoded) };
}

/** The ConfigMaps of a pod's volumes when it started, by name. */
export type MapsAtStart = Readonly<Record<string, Kinds['ConfigMap']>>;

export function mapsNow(store: Store, pod: Pod): MapsAtStart {
  const found = (pod.spec.volumes ?? []).flatMap(({ configMap }) => {
    const map =
      configMap === undefined ? undefined : store.get('ConfigMap', pod.metadata.namespace, configMap.name);
    return map === undefined ? [] : [[map.metadata.name, map] as const];
  });
  return Object.fromEntries(found);
}

/**
 * The content of a file as a pod's first container sees it; undefined if it cannot be read. The file follows its
 * ConfigMap, but for one mounted by `subPath`, an immutable one (the kubelet asks for it once) and a deleted one.
 */
export function fileIn(store: Store, pod: Pod, path: string, maps: MapsAtStart): string | undefined {
  const mount = (pod.spec.containers[0]?.volumeMounts ?? [])
    .filter((candidate) => path === candidate.mountPath || path.startsWith(`${candidate.mountPath}/`))
    .sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
  const volume = pod.spec.volumes?.find((candidate) => candidate.name === mount?.name);
  if (mount === undefined || volume === undefined) return undefined;
  const name = volume.configMap?.name ?? '';
  const kept =
    mount.subPath !== undefined ||
    maps[name]?.immutable === true ||
    store.get('ConfigMap', pod.metadata.namespace, name) === undefined;
  const source = sourceOf(store, pod, volume, kept ? maps[name] : undefined);
  const inner = mount.subPath ?? path.slice(mount.mountPath.length + 1);
  const key = source?.items === undefined ? inner : source.items.find((item) => item.path === inner)?.key;
  return key === undefined ? undefined : source?.data?.[key];
}

/** The environment of a pod's first container as it would be given at a start now: literals and ConfigMap keys. */
export function environmentNow(store: Store, pod: Pod): Data {
  const mapData = (name: string) => store.get('ConfigMap', pod.metadata.namespace, name)?.data ?? {};
  const { env = [], envFrom = [] } = pod.spec.containers[0] ?? {};
  const whole = envFrom.flatMap(({ prefix = '', configMapRef: ref }) =>
    Object.entries(ref === undefined ? {} : mapData(ref.name)).map(([key, value]) => [prefix + key, value]),
  );
  const entries = env.flatMap(({ name, value, valueFrom }) => {
    const ref = valueFrom?.configMapKeyRef;
    const given = ref === undefined ? value : mapData(ref.name)[ref.key];
    return given === undefined ? [] : [[name, given] as const];
  });
  return Object.fromEntries([...whole, ...entries]);
}
