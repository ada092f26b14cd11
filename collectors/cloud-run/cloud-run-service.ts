/** A Cloud Run service as the Admin API (v2) returns it, reduced to the fields that are evaluated. */

import { z } from 'zod';
import { readStrictJson } from '#lib/contracts/strict-json.ts';
import type { EnvironmentEntry, FactValue } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import type { MapContext } from '../kubernetes/mappers/map-context.ts';

type CloudRunValue = FactValue<'cloud-run'>;

const count = z.int().min(0).optional();
const LATEST = 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST';
const variableSchema = z.object({
  name: z.string().min(1),
  value: z.string().optional(),
  valueSource: z.object({ secretKeyRef: z.object({ secret: z.string() }).optional() }).optional(),
});
/** An int64, which the API writes as text. */
const generation = z.union([z.string(), z.int()]).transform(String).optional();
const targetSchema = z.object({
  type: z.string().optional(),
  /** Its short name; absent if the target is the latest revision. */
  revision: z.string().optional(),
  percent: z.int().min(0).max(100).optional(),
  tag: z.string().optional(),
});
const serviceSchema = z.object({
  name: z.string(),
  generation,
  observedGeneration: generation,
  reconciling: z.boolean().optional(),
  terminalCondition: z.object({ state: z.string().optional() }).optional(),
  latestReadyRevision: z.string().optional(),
  latestCreatedRevision: z.string().optional(),
  traffic: z.array(targetSchema).default([]),
  trafficStatuses: z.array(targetSchema).default([]),
  scaling: z
    .object({
      scalingMode: z.string().optional(),
      minInstanceCount: count,
      manualInstanceCount: count,
    })
    .optional(),
  template: z.object({
    scaling: z.object({ minInstanceCount: count }).optional(),
    containers: z.array(z.object({ env: z.array(variableSchema).optional() })).min(1),
  }),
});
const absentSchema = z.object({ error: z.object({ code: z.literal(404), status: z.literal('NOT_FOUND') }) });

type Service = z.infer<typeof serviceSchema>;
type Target = z.infer<typeof targetSchema>;

/**
 * The result of one GET of a service: the service, its absence, or why neither is known. `gap`: a field that the
 * service does not report, so that its state proves nothing good.
 */
export type CloudRunResult = { value: CloudRunValue | null; gap: Message | null } | { problem: Message };

/** `path`: `projects/<p>/locations/<l>/services/<s>`. A service counts as absent only by the API's own 404. */
export function readCloudRun(
  status: number,
  body: Buffer,
  path: string,
  context: Pick<MapContext, 'keptValue'>,
): CloudRunResult {
  const json = readStrictJson(body.toString('utf8'));
  if ('problem' in json) return { problem: say('attempt-body', { status, problem: json.problem }) };
  if (status === 404 && absentSchema.safeParse(json.value).success) return { value: null, gap: null };
  if (status === 401) return { problem: say('cause-admin-unauthorised') };
  if (status === 403) return { problem: say('cause-admin-forbidden') };
  if (status !== 200) return { problem: say('cause-admin-status', { status }) };
  const service = serviceSchema.safeParse(json.value).data;
  if (service === undefined) return { problem: say('cause-no-service') };
  if (!isSame(service.name, path)) return { problem: say('cause-other-service') };
  const value = seenValue(service, path, context);
  return { value, gap: gapOf(service, value) };
}

/** The API may answer with a project's number instead of its name. */
function isSame(name: string, path: string): boolean {
  const within = (full: string) => full.split('/').slice(2).join('/');
  return /^projects\/[^/]+\/locations\//.test(name) && within(name) === within(path);
}

/**
 * While a change is under way or has failed, the wanted state is not the running state, and another revision has other
 * variables.
 */
function gapOf(service: Service, value: CloudRunValue): Message | null {
  if (isChanging(service)) return say('cause-service-changing');
  const none = value.scaling === 'manual' && value.manualInstances === 0;
  return none || servesTemplate(service) ? null : say('cause-other-revision');
}

function isChanging({ reconciling, generation, observedGeneration, terminalCondition }: Service): boolean {
  const settled = terminalCondition?.state === undefined || terminalCondition.state === 'CONDITION_SUCCEEDED';
  return (
    reconciling === true ||
    !settled ||
    (observedGeneration !== undefined && observedGeneration !== generation)
  );
}

/** True if only the revision made from the template, which is the one that is read, can be reached. */
function servesTemplate(service: Service): boolean {
  const latest = latestOf(service);
  const created = service.latestCreatedRevision?.split('/').at(-1);
  if (latest !== undefined && created !== undefined && latest !== created) return false;
  return [...service.traffic, ...service.trafficStatuses].every(
    (target) => target.type === LATEST || (latest !== undefined && revisionOf(service, target) === latest),
  );
}

/**
 * If the service is scaled manually, a revision that only a tag leads to keeps its own scaling. It is outside of the
 * count, and any request to it starts it (Cloud Run, Traffic splits for manual scaling).
 */
function hasTagOnly(service: Service): boolean {
  return [service.traffic, service.trafficStatuses].some((targets) => {
    const shared = new Set(targets.filter((t) => (t.percent ?? 0) > 0).map((t) => revisionOf(service, t)));
    return targets.some(
      (t) =>
        t.tag !== undefined && t.tag !== '' && (t.percent ?? 0) === 0 && !shared.has(revisionOf(service, t)),
    );
  });
}

/** A target’s revision by its short name; null if the target does not name one. */
function revisionOf(service: Service, { type, revision }: Target): string | null {
  return revision?.split('/').at(-1) ?? (type === LATEST ? (latestOf(service) ?? null) : null);
}

function latestOf({ latestReadyRevision }: Service): string | undefined {
  return latestReadyRevision?.split('/').at(-1);
}

function seenValue(service: Service, path: string, context: Pick<MapContext, 'keptValue'>): CloudRunValue {
  const { scaling, template } = service;
  // Only MANUAL fixes the count. Any other mode, or none, serves requests automatically.
  const manual = scaling?.scalingMode === 'MANUAL' && !hasTagOnly(service);
  const minima = [scaling?.minInstanceCount, template.scaling?.minInstanceCount].filter(
    (n) => n !== undefined,
  );
  return {
    service: path.split('/').at(-1) ?? '',
    scaling: manual ? 'manual' : 'automatic',
    // The API reports a count of 0 explicitly. An absent count is unknown.
    manualInstances: manual ? (scaling?.manualInstanceCount ?? null) : null,
    minInstances: minima.length === 0 ? null : Math.max(...minima),
    environment: template.containers
      .flatMap((container) => container.env ?? [])
      .map((variable) => entryOf(variable, context))
      .map(sameOrUnread),
  };
}

/** Two containers that set the same name to different values have no single value. */
function sameOrUnread(
  entry: EnvironmentEntry,
  _at: number,
  all: readonly EnvironmentEntry[],
): EnvironmentEntry {
  const { name } = entry;
  const differs = all.some((e) => e.name === name && (e.origin !== entry.origin || e.value !== entry.value));
  return differs ? { name, origin: 'other', value: null, filled: false, ref: null } : entry;
}

/** A variable from Secret Manager is named, never read. */
function entryOf(
  { name, value, valueSource }: z.infer<typeof variableSchema>,
  context: Pick<MapContext, 'keptValue'>,
): EnvironmentEntry {
  if (valueSource?.secretKeyRef !== undefined) {
    const { secret } = valueSource.secretKeyRef;
    return { name, origin: 'secret', value: null, filled: false, ref: null, secret };
  }
  if (valueSource !== undefined) return { name, origin: 'other', value: null, filled: false, ref: null };
  const literal = value ?? '';
  return {
    name,
    origin: 'literal',
    value: context.keptValue(name, literal),
    filled: literal !== '',
    ref: null,
  };
}
