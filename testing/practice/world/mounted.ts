/** A pod's inputs from ConfigMaps and Secrets: mounted files, and reasons that block its start. */

import type { Container, Pod, Volume } from './kinds.ts';
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
  return (container.env ?? []).flatMap(({ valueFrom }) => {
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
}

interface Source {
  readonly kind: 'configmap' | 'secret';
  readonly name: string;
  readonly optional: boolean;
  readonly items: readonly { key: string; path: string }[] | undefined;
  readonly data: Data | undefined;
}

/** The ConfigMap or Secret behind a volume, of the pod's own namespace; undefined for other volumes. */
function sourceOf(store: Store, pod: Pod, volume: Volume): Source | undefined {
  const { namespace } = pod.metadata;
  const { configMap, secret } = volume;
  if (configMap !== undefined) {
    const data = dataOf(store.get('ConfigMap', namespace, configMap.name));
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

/** An object without data is there all the same. */
function dataOf(object: { data?: Data | undefined } | undefined): Data | undefined {
  return object === undefined ? undefined : (object.data ?? {});
}

/** The content of a file as a pod's first container sees it; undefined if it cannot be read. */
export function fileIn(store: Store, pod: Pod, path: string): string | undefined {
  const mount = (pod.spec.containers[0]?.volumeMounts ?? [])
    .filter((candidate) => path === candidate.mountPath || path.startsWith(`${candidate.mountPath}/`))
    .sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
  const volume = pod.spec.volumes?.find((candidate) => candidate.name === mount?.name);
  if (mount === undefined || volume === undefined) return undefined;
  const source = sourceOf(store, pod, volume);
  const inner = mount.subPath ?? path.slice(mount.mountPath.length + 1);
  const key = source?.items === undefined ? inner : source.items.find((item) => item.path === inner)?.key;
  return key === undefined ? undefined : source?.data?.[key];
}

/** The environment of a pod's first container as it would be given at a start now: literals and ConfigMap keys. */
export function environmentNow(store: Store, pod: Pod): Data {
  const entries = (pod.spec.containers[0]?.env ?? []).flatMap(({ name, value, valueFrom }) => {
    const ref = valueFrom?.configMapKeyRef;
    const given =
      ref === undefined ? value : store.get('ConfigMap', pod.metadata.namespace, ref.name)?.data?.[ref.key];
    return given === undefined ? [] : [[name, given] as const];
  });
  return Object.fromEntries(entries);
}
