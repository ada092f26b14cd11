/** The containers of a pod template, init and ephemeral ones included: any of them can run a program. */
import { z } from 'zod';
import type { ContainerSpec, EnvironmentEntry } from '#lib/ledger/fact.ts';
import type { MapContext } from './map-context.ts';

const keyRefSchema = z.object({
  name: z.string().default(''),
  key: z.string(),
  optional: z.boolean().nullish(),
});

const variableSchema = z.object({
  name: z.string().min(1),
  value: z.string().nullish(),
  valueFrom: z
    .object({
      configMapKeyRef: keyRefSchema.nullish(),
      secretKeyRef: z.object({}).nullish(),
      fieldRef: z.object({}).nullish(),
      resourceFieldRef: z.object({}).nullish(),
    })
    .nullish(),
});
type Variable = z.infer<typeof variableSchema>;

const namedSchema = z.object({ name: z.string().default('') });

const containerSchema = z.object({
  name: z.string().min(1),
  image: z.string().default(''),
  env: z.array(variableSchema).nullish(),
  envFrom: z
    .array(z.object({ configMapRef: namedSchema.nullish(), secretRef: namedSchema.nullish() }))
    .nullish(),
  volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })).nullish(),
});
type Container = z.infer<typeof containerSchema>;

const volumeSchema = z.object({
  name: z.string(),
  configMap: namedSchema.nullish(),
  projected: z
    .object({ sources: z.array(z.object({ configMap: namedSchema.nullish() })).nullish() })
    .nullish(),
});
type Volume = z.infer<typeof volumeSchema>;

export const podSpecSchema = z.object({
  nodeName: z.string().nullish(),
  containers: z.array(containerSchema),
  initContainers: z.array(containerSchema).nullish(),
  ephemeralContainers: z.array(containerSchema).nullish(),
  volumes: z.array(volumeSchema).nullish(),
});
export type PodSpec = z.infer<typeof podSpecSchema>;

export const podTemplateSchema = z.object({ spec: podSpecSchema });

export function containersOf(spec: PodSpec, context: MapContext): ContainerSpec[] {
  const volumes = new Map((spec.volumes ?? []).map((volume) => [volume.name, configMapOf(volume)]));
  return [...spec.containers, ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])].map(
    (container) => ({
      name: container.name,
      image: container.image,
      environment: environmentOf(container, context),
      environmentFrom: environmentFromOf(container),
      mounts: (container.volumeMounts ?? []).map((mount) => ({
        path: mount.mountPath,
        configMap: volumes.get(mount.name) ?? null,
      })),
    }),
  );
}

function configMapOf(volume: Volume): string | null {
  const projected = volume.projected?.sources?.find((source) => source.configMap)?.configMap;
  return volume.configMap?.name ?? projected?.name ?? null;
}

/** Of a variable that is set twice Kubernetes takes the last. */
function environmentOf(container: Container, context: MapContext): EnvironmentEntry[] {
  const last = new Map((container.env ?? []).map((variable) => [variable.name, variable]));
  return [...last.values()].map((variable) => entryOf(variable, context));
}

function entryOf({ name, value, valueFrom }: Variable, context: MapContext): EnvironmentEntry {
  if (valueFrom?.configMapKeyRef) {
    const { name: configMap, key, optional } = valueFrom.configMapKeyRef;
    return { name, origin: 'config-map', value: null, ref: { configMap, key, optional: optional ?? false } };
  }
  if (valueFrom?.secretKeyRef) return { name, origin: 'secret', value: null, ref: null };
  if (valueFrom?.fieldRef || valueFrom?.resourceFieldRef)
    return { name, origin: 'field', value: null, ref: null };
  // `$(OTHER)` is expanded by Kubernetes: what the process gets is not what stands here.
  if (valueFrom || value?.includes('$(')) return { name, origin: 'other', value: null, ref: null };
  return { name, origin: 'literal', value: context.keepsVariable(name) ? (value ?? '') : null, ref: null };
}

function environmentFromOf(container: Container): ContainerSpec['environmentFrom'] {
  return (container.envFrom ?? []).flatMap(({ configMapRef, secretRef }) => [
    ...(configMapRef ? [{ kind: 'config-map' as const, name: configMapRef.name }] : []),
    ...(secretRef ? [{ kind: 'secret' as const, name: secretRef.name }] : []),
  ]);
}
