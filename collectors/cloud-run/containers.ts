/** The containers of a Cloud Run template, in the shape of those of a pod. */

import { z } from 'zod';
import { cleanText } from '#lib/contracts/redact.ts';
import type { ContainerSpec, EnvironmentEntry } from '#lib/facts/fact.ts';
import { heldBy, wordsOf } from '../kubernetes/mappers/containers.ts';
import type { MapContext } from '../kubernetes/mappers/map-context.ts';
import { textsIn, tracesOf } from '../kubernetes/mappers/traces.ts';

const variableSchema = z.object({
  name: z.string().min(1),
  value: z.string().optional(),
  valueSource: z.object({ secretKeyRef: z.object({ secret: z.string() }).optional() }).optional(),
});
const containerSchema = z.looseObject({
  name: z.string().optional(),
  image: z.string().default(''),
  command: z.array(z.string()).optional(),
  args: z.array(z.string()).optional(),
  env: z.array(variableSchema).default([]),
  volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })).default([]),
});

/** The part of a template that holds its containers. */
export const templateSchema = z.looseObject({
  containers: z.array(containerSchema).min(1),
  volumes: z
    .array(z.looseObject({ name: z.string(), secret: z.object({ secret: z.string() }).optional() }))
    .default([]),
});
export type Template = z.infer<typeof templateSchema>;

const MAX_IMAGE = 300;

/** Read as signs of their own, or names of nothing that runs. */
const READ_ELSEWHERE = new Set(
  'containers labels name image command args env volumeMounts revision creator lastModifier'.split(' '),
);

/** `fallback`: the name of a container that has none, as the only one may. `further`: of the object around it. */
export function containersOf(
  { containers, ...template }: Template,
  { fallback, further }: { fallback: string; further: unknown },
  context: MapContext,
): ContainerSpec[] {
  const { volumes } = template;
  const secrets = new Map(volumes.map(({ name, secret }) => [name, secret?.secret ?? null]));
  return containers.map(({ name, image, command, args, env, volumeMounts, ...rest }) => ({
    name: name ?? fallback,
    image: cleanText(image, MAX_IMAGE),
    role: 'main',
    command: wordsOf(command),
    args: wordsOf(args),
    environment: [...new Map(env.map((v) => [v.name, v])).values()].map((v) => entryOf(v, context)),
    ...tracesOf({ command, args, texts: textsOf([rest, template, further]) }, context),
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

/** What else the API tells of what it runs, such as whose identity it has: all of it is searched, known or not. */
function textsOf(parts: readonly unknown[]): [string, string][] {
  return parts.flatMap((part) =>
    Object.entries(z.record(z.string(), z.unknown()).safeParse(part).data ?? {}).flatMap(([key, value]) =>
      READ_ELSEWHERE.has(key) ? [] : textsIn(value, key),
    ),
  );
}

/** Another project's secret is named with its path. */
function secretName(secret: string | null): string | null {
  return secret?.split('/').at(-1) ?? null;
}

/** A variable from Secret Manager is named, never read. */
function entryOf(
  { name, value, valueSource }: z.infer<typeof variableSchema>,
  context: MapContext,
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
