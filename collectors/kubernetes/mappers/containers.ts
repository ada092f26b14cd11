/** The containers of a pod template, init and ephemeral ones included: any of them can run a program. */

import { z } from 'zod';
import { cleanText } from '#lib/contracts/redact.ts';
import { imagePath } from '#lib/evaluate/execution/recognition/phrases.ts';
import type { ContainerSpec, EnvironmentEntry } from '#lib/facts/fact.ts';
import { settingsWithin } from '#lib/settings/arguments.ts';
import { senseOf } from '#lib/settings/names.ts';
import { classOf } from '#lib/settings/values.ts';
import { expanded, filledIn } from './expand.ts';
import type { MapContext } from './map-context.ts';
import { templateMetadataSchema } from './object-meta.ts';
import { lined, MAX_WORD, MAX_WORDS, textsIn, tracesOf } from './traces.ts';

const text = z.string().nullish();

const keyRefSchema = z.object({
  name: z.string().default(''),
  key: z.string(),
  optional: z.boolean().nullish(),
});

const namedSchema = z.object({ name: z.string().default('') });

const variableSchema = z.object({
  name: z.string().min(1),
  value: z.string().nullish(),
  valueFrom: z
    .object({
      configMapKeyRef: keyRefSchema.nullish(),
      secretKeyRef: namedSchema.nullish(),
      fieldRef: z.object({}).nullish(),
      resourceFieldRef: z.object({}).nullish(),
    })
    .nullish(),
});
type Variable = z.infer<typeof variableSchema>;

const execSchema = z.object({ command: z.array(z.string()).nullish() }).nullish();
const hookSchema = z.object({ exec: execSchema }).nullish();
const probeSchema = z.object({
  exec: execSchema,
  httpGet: z
    .object({ path: z.string().nullish(), port: z.union([z.string(), z.number()]).nullish() })
    .nullish(),
});

const containerSchema = z.object({
  name: z.string().min(1),
  image: z.string().default(''),
  command: z.array(z.string()).nullish(),
  args: z.array(z.string()).nullish(),
  workingDir: z.string().nullish(),
  env: z.array(variableSchema).nullish(),
  envFrom: z
    .array(
      z.object({
        prefix: z.string().nullish(),
        configMapRef: namedSchema.nullish(),
        secretRef: namedSchema.nullish(),
      }),
    )
    .nullish(),
  volumeMounts: z
    .array(
      z.object({
        name: z.string(),
        mountPath: z.string(),
        subPath: z.string().nullish(),
        subPathExpr: z.string().nullish(),
      }),
    )
    .nullish(),
  lifecycle: z.object({ postStart: hookSchema, preStop: hookSchema }).nullish(),
  ports: z.array(z.object({ name: z.string().nullish(), containerPort: z.number() })).nullish(),
  livenessProbe: probeSchema.nullish(),
  readinessProbe: probeSchema.nullish(),
  startupProbe: probeSchema.nullish(),
  resources: z
    .object({
      requests: z.record(z.string(), z.unknown()).nullish(),
      limits: z.record(z.string(), z.unknown()).nullish(),
    })
    .nullish(),
});
type Container = z.infer<typeof containerSchema>;

const mapVolumeSchema = namedSchema.extend({
  items: z.array(z.object({ key: z.string(), path: z.string() })).nullish(),
  optional: z.boolean().nullish(),
});

/** Of a kind that nobody here knows all is kept until its texts are searched. */
const volumeSchema = z.looseObject({
  name: z.string(),
  configMap: mapVolumeSchema.nullish(),
  secret: z.object({ secretName: z.string().default('') }).nullish(),
  image: z.object({ reference: text }).nullish(),
  projected: z
    .object({
      sources: z
        .array(z.object({ configMap: mapVolumeSchema.nullish(), secret: namedSchema.nullish() }))
        .nullish(),
    })
    .nullish(),
});
type Volume = z.infer<typeof volumeSchema>;

export const podSpecSchema = z.object({
  nodeName: z.string().nullish(),
  serviceAccountName: z.string().nullish(),
  hostname: z.string().nullish(),
  subdomain: z.string().nullish(),
  terminationGracePeriodSeconds: z.number().nullish(),
  containers: z.array(containerSchema),
  initContainers: z.array(containerSchema).nullish(),
  ephemeralContainers: z.array(containerSchema).nullish(),
  volumes: z.array(volumeSchema).nullish(),
});
export type PodSpec = z.infer<typeof podSpecSchema>;

export const podTemplateSchema = z.object({ metadata: templateMetadataSchema, spec: podSpecSchema });

/** Of a setting within a value. */
const LONGEST_NAME = 80;

export function containersOf(spec: PodSpec, context: MapContext): ContainerSpec[] {
  const volumes = new Map((spec.volumes ?? []).map((volume) => [volume.name, volume]));
  const of = (role: ContainerSpec['role'], list: readonly Container[] | null | undefined) =>
    (list ?? []).map((container) => ({
      ...specOf(role, container, volumes, context),
      ...tracesOf({ ...container, texts: textsOf(spec, container, volumes) }, context),
    }));
  return [
    ...of('main', spec.containers),
    ...of('init', spec.initContainers),
    ...of('ephemeral', spec.ephemeralContainers),
  ];
}

function specOf(
  role: ContainerSpec['role'],
  container: Container,
  volumes: ReadonlyMap<string, Volume>,
  context: MapContext,
): ContainerSpec {
  const { environment, values } = environmentOf(container, context);
  const line = (words: readonly string[] | null | undefined): string[] =>
    wordsOf((words ?? []).map((word) => filledIn(word, values, context)));
  const hooks = hooksOf(container).map(line);
  const images = (container.volumeMounts ?? []).flatMap((m) => volumes.get(m.name)?.image?.reference ?? []);
  return {
    name: container.name,
    image: container.image,
    role,
    command: line(container.command),
    args: line(container.args),
    ...(hooks.length > 0 && { hooks }),
    ...(images.length > 0 && { volumeImages: images }),
    environment,
    environmentFrom: environmentFromOf(container),
    mounts: (container.volumeMounts ?? []).flatMap(({ name, mountPath, subPath, subPathExpr }) =>
      behind(volumes.get(name)).map((source) => ({
        path: mountPath,
        subPath: subPath || subPathExpr || null,
        ...source,
      })),
    ),
    probes: {
      liveness: probeOf(container.livenessProbe, container),
      readiness: probeOf(container.readinessProbe, container),
      startup: probeOf(container.startupProbe, container),
    },
    resources: {
      requests: Object.keys(container.resources?.requests ?? {}).sort(),
      limits: Object.keys(container.resources?.limits ?? {}).sort(),
    },
  };
}

/** Each program that the kubelet starts in the container besides its own. */
function hooksOf({ lifecycle, livenessProbe, readinessProbe, startupProbe }: Container): string[][] {
  const run = [lifecycle?.postStart, lifecycle?.preStop, livenessProbe, readinessProbe, startupProbe];
  return run.flatMap((hook) => (hook?.exec?.command ? [hook.exec.command] : []));
}

/** A command line, redacted: it may hold a password. */
export function wordsOf(words: readonly string[] | null | undefined): string[] {
  return (words ?? []).slice(0, MAX_WORDS).map((word) => cleanText(lined(word), MAX_WORD));
}

/** With the number of a port that it names. */
function probeOf(
  probe: Container['livenessProbe'],
  { ports }: Container,
): ContainerSpec['probes']['liveness'] {
  if (!probe) return null;
  const { path, port } = probe.httpGet ?? {};
  const named = typeof port === 'string' ? ports?.find(({ name }) => name === port) : undefined;
  const number = named?.containerPort ?? port;
  return {
    path: probe.httpGet ? path || '/' : null,
    port: number === null || number === undefined ? null : String(number),
  };
}

type Behind = Pick<ContainerSpec['mounts'][number], 'configMap' | 'secret' | 'files' | 'optional'>;

/** The sources of a volume: its ConfigMap or Secret, or each of them in a projected volume. */
function behind(volume: Volume | undefined): Behind[] {
  const sources: Behind[] = [volume, ...(volume?.projected?.sources ?? [])].flatMap((source) => {
    if (source?.configMap) return [mapBehind(source.configMap)];
    const secret = source?.secret;
    if (!secret) return [];
    return [{ ...NOTHING_BEHIND, secret: 'secretName' in secret ? secret.secretName : secret.name }];
  });
  return sources.length > 0 ? sources : [NOTHING_BEHIND];
}

/** What names a program, or whose it is, besides what is kept. */
function textsOf(spec: PodSpec, container: Container, volumes: ReadonlyMap<string, Volume>) {
  return [
    ['serviceAccount', spec.serviceAccountName],
    ['hostname', spec.hostname],
    ['subdomain', spec.subdomain],
    ['workingDir', container.workingDir],
    ...mountedBy(container, volumes).map((text) => ['volume', text] as const),
  ] as const;
}

/** All texts of each mounted volume, whatever its kind. ConfigMaps and Secrets, which are kept by name, are left out. */
function mountedBy({ volumeMounts }: Container, volumes: ReadonlyMap<string, Volume>): string[] {
  return (volumeMounts ?? []).flatMap(({ name }) => {
    const volume = volumes.get(name);
    const { configMap, secret: _, projected, image, ...others } = volume ?? {};
    const maps = [configMap, ...(projected?.sources ?? []).map((s) => s.configMap)];
    const files = maps.flatMap((map) => (map?.items ?? []).flatMap(({ key, path }) => [key, path]));
    const loaded = image?.reference ? [imagePath(image.reference)] : [];
    return [name, ...textsIn(others).map(([, place]) => place), ...loaded, ...files];
  });
}

const NOTHING_BEHIND: Behind = { configMap: null, secret: null, files: null, optional: false };

function mapBehind({ name, items, optional }: z.infer<typeof mapVolumeSchema>): Behind {
  return { configMap: name, secret: null, files: items ?? null, optional: optional ?? false };
}

interface Environment {
  environment: EnvironmentEntry[];
  /** The values that are known, and null for those that are not: for use on entry alone. */
  values: ReadonlyMap<string, string | null>;
}

/** If a variable is set twice, Kubernetes takes the last. A value may refer to the variables before it. */
function environmentOf({ env, envFrom }: Container, context: MapContext): Environment {
  const before = new Map<string, string | null>();
  const last = new Map<string, EnvironmentEntry>();
  for (const variable of env ?? []) {
    const { name, valueFrom } = variable;
    const written = variable.value ?? '';
    const value = valueFrom ? null : expanded(written, before, (envFrom ?? []).length > 0);
    const names = context.executorsIn(`${written} ${value ?? ''}`.trim());
    last.delete(name);
    last.set(name, {
      ...entryOf(variable, value, context),
      ...(names.length > 0 && { names }),
      ...heldBy(value, context),
      ...markOf(variable, context),
    });
    before.set(name, value);
  }
  return { environment: [...last.values()], values: before };
}

/** The value as it is written: what it refers to has a mark of its own. */
function markOf({ name, value, valueFrom }: Variable, { mark }: MapContext): Pick<EnvironmentEntry, 'mark'> {
  return valueFrom || mark === undefined ? {} : { mark: mark(name, value ?? '') };
}

/** Of what a value holds only names that speak of orders are kept, with harmless words. */
export function heldBy(
  value: string | null,
  context: Pick<MapContext, 'keptValue' | 'isSwitch'>,
): Pick<EnvironmentEntry, 'settings'> {
  const settings = settingsWithin(value ?? '')
    .filter(
      ({ name, value: set }) => senseOf(name) !== null || context.isSwitch(name) || classOf(set) === 'live',
    )
    .map((held) => ({
      name: held.name.slice(0, LONGEST_NAME),
      value: context.keptValue(held.name, held.value) ?? '?',
    }));
  return settings.length > 0 ? { settings } : {};
}

/** `value`: as the process gets it; null if that is not known. */
function entryOf({ name, valueFrom }: Variable, value: string | null, context: MapContext): EnvironmentEntry {
  if (valueFrom?.configMapKeyRef) {
    const { name: configMap, key, optional } = valueFrom.configMapKeyRef;
    return {
      name,
      origin: 'config-map',
      value: null,
      filled: false,
      ref: { configMap, key, optional: optional ?? false },
    };
  }
  if (valueFrom?.secretKeyRef)
    return {
      name,
      origin: 'secret',
      value: null,
      filled: false,
      ref: null,
      secret: valueFrom.secretKeyRef.name,
    };
  if (valueFrom?.fieldRef || valueFrom?.resourceFieldRef)
    return { name, origin: 'field', value: null, filled: false, ref: null };
  if (value === null) return { name, origin: 'other', value: null, filled: false, ref: null };
  return { name, origin: 'literal', value: context.keptValue(name, value), filled: value !== '', ref: null };
}

function environmentFromOf(container: Container): ContainerSpec['environmentFrom'] {
  return (container.envFrom ?? []).flatMap(({ prefix, configMapRef, secretRef }) => {
    const named = prefix ? { prefix } : {};
    return [
      ...(configMapRef ? [{ kind: 'config-map' as const, name: configMapRef.name, ...named }] : []),
      ...(secretRef ? [{ kind: 'secret' as const, name: secretRef.name, ...named }] : []),
    ];
  });
}
