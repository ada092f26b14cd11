/** A Cloud Run service as the Admin API (v2) answers it, reduced to what is judged. */

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
/** Of int64, which the API writes as text. */
const generation = z.union([z.string(), z.int()]).transform(String).optional();
const targetSchema = z.object({
  type: z.string().optional(),
  /** Its short name; left out where the target is the latest. */
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
 * What one GET of a service says: the service, that it does not exist, or why neither is known. `gap`: what the service
 * does not say of itself, so that what was read proves nothing good of it.
 */
export type CloudRunReading = { value: CloudRunValue | null; gap: Message | null } | { problem: Message };

/** `path`: `projects/<p>/locations/<l>/services/<s>`. That it does not exist counts only in the API's own words. */
export function readCloudRun(
  status: number,
  body: Buffer,
  path: string,
  context: Pick<MapContext, 'keepsVariable'>,
): CloudRunReading {
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

/** The API may answer with the number of a project where its name was asked for. */
function isSame(name: string, path: string): boolean {
  const within = (full: string) => full.split('/').slice(2).join('/');
  return /^projects\/[^/]+\/locations\//.test(name) && within(name) === within(path);
}

/** While it is being changed, or failed to be, what is wanted of it is not what runs; and another revision has other variables. */
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

/** Whether nothing but the revision that was made from the template, which is what is read, can be reached. */
function servesTemplate(service: Service): boolean {
  const latest = latestOf(service);
  const created = service.latestCreatedRevision?.split('/').at(-1);
  if (latest !== undefined && created !== undefined && latest !== created) return false;
  return [...service.traffic, ...service.trafficStatuses].every(
    (target) => target.type === LATEST || (latest !== undefined && revisionOf(service, target) === latest),
  );
}

/**
 * A revision that only a tag leads to keeps its own scaling where the service is scaled by hand: it is outside of the
 * count, and started by whoever asks for it (Cloud Run, Traffic splits for manual scaling).
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

/** A target’s revision by its short name; null where that is not said. */
function revisionOf(service: Service, { type, revision }: Target): string | null {
  return revision?.split('/').at(-1) ?? (type === LATEST ? (latestOf(service) ?? null) : null);
}

function latestOf({ latestReadyRevision }: Service): string | undefined {
  return latestReadyRevision?.split('/').at(-1);
}

function seenValue(
  service: Service,
  path: string,
  context: Pick<MapContext, 'keepsVariable'>,
): CloudRunValue {
  const { scaling, template } = service;
  // Only the one word says that the count is fixed; any other mode, or none, serves requests by itself.
  const manual = scaling?.scalingMode === 'MANUAL' && !hasTagOnly(service);
  const minima = [scaling?.minInstanceCount, template.scaling?.minInstanceCount].filter(
    (n) => n !== undefined,
  );
  return {
    service: path.split('/').at(-1) ?? '',
    scaling: manual ? 'manual' : 'automatic',
    // The API tells a count of 0 from none: left out, it is not known.
    manualInstances: manual ? (scaling?.manualInstanceCount ?? null) : null,
    minInstances: minima.length === 0 ? null : Math.max(...minima),
    environment: template.containers
      .flatMap((container) => container.env ?? [])
      .map((variable) => entryOf(variable, context))
      .map(sameOrUnread),
  };
}

/** What two containers have by the same name with different values is not one value. */
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
  context: Pick<MapContext, 'keepsVariable'>,
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
    value: context.keepsVariable(name) ? literal : null,
    filled: literal !== '',
    ref: null,
  };
}
