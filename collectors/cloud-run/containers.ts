/** The containers of a Cloud Run template, in the shape of those of a pod. */

import { z } from 'zod';
import { cleanText } from '#lib/contracts/redact.ts';
import type { ContainerSpec, EnvironmentEntry } from '#lib/facts/fact.ts';
import { heldBy, wordsOf } from '../kubernetes/mappers/containers.ts';
import type { MapContext } from '../kubernetes/mappers/map-context.ts';

const variableSchema = z.object({
  name: z.string().min(1),
  value: z.string().optional(),
  valueSource: z.object({ secretKeyRef: z.object({ secret: z.string() }).optional() }).optional(),
});
const containerSchema = z.object({
  name: z.string().optional(),
  image: z.string().default(''),
  command: z.array(z.string()).optional(),
  args: z.array(z.string()).optional(),
  env: z.array(variableSchema).default([]),
  volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })).default([]),
});

/** The part of a template that holds its containers. */
export const templateSchema = z.object({
  containers: z.array(containerSchema).min(1),
  volumes: z
    .array(z.object({ name: z.string(), secret: z.object({ secret: z.string() }).optional() }))
    .default([]),
});
export type Template = z.infer<typeof templateSchema>;

const MAX_IMAGE = 300;

/** `fallback`: the name of a container that has none, as the only one may. */
export function containersOf(
  { containers, volumes }: Template,
  fallback: string,
  context: Pick<MapContext, 'keptValue' | 'isSwitch' | 'executorsIn'>,
): ContainerSpec[] {
  const secrets = new Map(volumes.map(({ name, secret }) => [name, secret?.secret ?? null]));
  return containers.map(({ name, image, command, args, env, volumeMounts }) => ({
    name: name ?? fallback,
    image: cleanText(image, MAX_IMAGE),
    role: 'main',
    command: wordsOf(command),
    args: wordsOf(args),
    environment: [...new Map(env.map((v) => [v.name, v])).values()].map((v) => entryOf(v, context)),
    environmentFrom: [],
    mounts: volumeMounts.map((mount) => ({
      path: mount.mountPath,
      configMap: null,
      secret: secretName(secrets.get(mount.name) ?? null),
      subPath: null,
      files: null,
      optional: false,
    })),
    probes: { liveness: null, readiness: null, startup: null },
    resources: { requests: [], limits: [] },
  }));
}

/** Another project's secret is named with its path. */
function secretName(secret: string | null): string | null {
  return secret?.split('/').at(-1) ?? null;
}

/** A variable from Secret Manager is named, never read. */
function entryOf(
  { name, value, valueSource }: z.infer<typeof variableSchema>,
  context: Pick<MapContext, 'keptValue' | 'isSwitch' | 'executorsIn'>,
): EnvironmentEntry {
  const nothing = { name, value: null, filled: false, ref: null };
  const secret = secretName(valueSource?.secretKeyRef?.secret ?? null);
  if (secret !== null) return { ...nothing, origin: 'secret', secret };
  if (valueSource !== undefined) return { ...nothing, origin: 'other' };
  const literal = value ?? '';
  const names = context.executorsIn(literal);
  const kept = context.keptValue(name, literal);
  return {
    ...nothing,
    origin: 'literal',
    value: kept,
    filled: literal !== '',
    ...(names.length > 0 && { names }),
    ...heldBy(literal, context),
  };
}
