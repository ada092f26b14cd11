/** Objects of Cloud Run as the Admin API (v2) lists them, reduced to the fields that are evaluated. */

import { z } from 'zod';
import { cleanText } from '#lib/contracts/redact.ts';
import type { CloudRunKind, CloudRunValue } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import type { MapContext } from '../kubernetes/mappers/map-context.ts';
import { containersOf, type Template, templateSchema } from './containers.ts';
import { servesTemplate, startsByTag, trafficSchema } from './traffic.ts';

const count = z.int().min(0).optional();
/** An int64, which the API writes as text. */
const generation = z.union([z.string(), z.int()]).transform(String).optional();
const labels = z.record(z.string(), z.string()).default({});

const commonSchema = z.object({
  name: z.string(),
  labels,
  generation,
  observedGeneration: generation,
  reconciling: z.boolean().optional(),
  terminalCondition: z.object({ state: z.string().optional() }).optional(),
});
const scalingSchema = z
  .object({ scalingMode: z.string().optional(), minInstanceCount: count, manualInstanceCount: count })
  .default({});
const serviceSchema = commonSchema.extend({
  ...trafficSchema.shape,
  scaling: scalingSchema,
  template: templateSchema.extend({
    labels,
    scaling: z.object({ minInstanceCount: count }).default({}),
  }),
});
const workerPoolSchema = commonSchema.extend({
  scaling: scalingSchema,
  template: templateSchema.extend({ labels }),
});
const jobSchema = commonSchema.extend({
  template: z.object({ labels, template: templateSchema }),
  latestCreatedExecution: z
    .object({ completionTime: z.string().optional(), completionStatus: z.string().optional() })
    .optional(),
});
const instanceSchema = templateSchema.extend(commonSchema.shape);
/** What the API tells of a program outside of its template: which function was built, and what people noted. */
const furtherSchema = z.object({
  annotations: z.unknown().optional(),
  buildConfig: z.unknown().optional(),
  description: z.unknown().optional(),
});

type Common = z.infer<typeof commonSchema>;
type Mapped = Pick<CloudRunValue, 'scaling' | 'manualInstances' | 'minInstances' | 'lastRun' | 'gap'> & {
  labels: Record<string, string>;
  template: Template;
};

/** Where an object was asked for, and the plan's wishes for its fields. */
export interface ListedIn {
  project: string;
  region: string;
  collection: string;
  map: MapContext;
}

const NAME = /^projects\/[^/]+\/locations\/([^/]+)\/([^/]+)\/([a-zA-Z][a-zA-Z0-9-]{0,62})$/;

/** An object of a list, or why it is none. The API may answer with a project's number instead of its id. */
export function readObject(kind: CloudRunKind, item: unknown, at: ListedIn): CloudRunValue | Message {
  const mapped = MAPPERS[kind](item);
  if (mapped === null) return say('cause-object-unread');
  const [, region, collection, name] = NAME.exec(mapped.name) ?? [];
  if (name === undefined || region !== at.region || collection !== at.collection)
    return say('cause-other-object');
  const { labels: all, template, name: _path, ...rest } = mapped;
  const further = furtherSchema.safeParse(item).data;
  const containers = containersOf(template, { fallback: name, further }, at.map);
  return { kind, project: at.project, region: at.region, name, labels: cut(all), containers, ...rest };
}

const MAX_LABELS = 64;
const MAX_LABEL = 100;

function cut(all: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(all)
      .slice(0, MAX_LABELS)
      .map(([key, value]) => [cleanText(key, MAX_LABEL), cleanText(value, MAX_LABEL)]),
  );
}

const MAPPERS: Readonly<Record<CloudRunKind, (item: unknown) => (Mapped & { name: string }) | null>> = {
  service(item) {
    const service = serviceSchema.safeParse(item).data;
    if (service === undefined) return null;
    const { name, scaling, template } = service;
    // Only MANUAL fixes the count. Any other mode, or none, serves requests automatically.
    const manual = scaling.scalingMode === 'MANUAL' && !startsByTag(service);
    const minima = [scaling.minInstanceCount, template.scaling.minInstanceCount].filter(
      (n) => n !== undefined,
    );
    // The API reports a count of 0 explicitly. An absent count is unknown.
    const manualInstances = manual ? (scaling.manualInstanceCount ?? null) : null;
    return {
      ...{ name, template, manualInstances, lastRun: null },
      labels: { ...template.labels, ...service.labels },
      scaling: manual ? 'manual' : 'automatic',
      minInstances: minima.length === 0 ? null : Math.max(...minima),
      gap: manualInstances === 0 ? changing(service) : revisionGap(service),
    };
  },
  job(item) {
    const job = jobSchema.safeParse(item).data;
    if (job === undefined) return null;
    return {
      ...{ name: job.name, template: job.template.template, manualInstances: null, minInstances: null },
      labels: { ...job.template.labels, ...job.labels },
      scaling: 'on-demand',
      lastRun: lastRunOf(job.latestCreatedExecution),
      gap: changing(job),
    };
  },
  'worker-pool'(item) {
    const pool = workerPoolSchema.safeParse(item).data;
    if (pool === undefined) return null;
    const { name, scaling, template } = pool;
    // Worker pools have manual scaling alone; an earlier version of the API had a mode here too.
    const manual = scaling.scalingMode === undefined || scaling.scalingMode === 'MANUAL';
    return {
      ...{ name, template, lastRun: null, minInstances: null, gap: changing(pool) },
      labels: { ...template.labels, ...pool.labels },
      scaling: manual ? 'manual' : 'automatic',
      manualInstances: manual ? (scaling.manualInstanceCount ?? null) : null,
    };
  },
  /** It runs for as long as it exists. */
  instance(item) {
    const instance = instanceSchema.safeParse(item).data;
    if (instance === undefined) return null;
    const { name, labels: own } = instance;
    return {
      ...{ name, labels: own, template: instance, gap: changing(instance) },
      ...{ scaling: 'manual', manualInstances: 1, minInstances: null, lastRun: null },
    };
  },
};

/** While a change is under way or has failed, the wanted state is not the running state. */
function changing(common: Common): Message | null {
  const state = common.terminalCondition?.state;
  const settled = state === undefined || state === 'CONDITION_SUCCEEDED';
  return isMoving(common) || !settled ? say('cause-service-changing') : null;
}

function isMoving({ reconciling, generation: wanted, observedGeneration }: Common): boolean {
  return reconciling === true || (observedGeneration !== undefined && observedGeneration !== wanted);
}

/** Another revision has other variables: while a change is under way, and for good after it failed or was taken back. */
function revisionGap(service: Common & Parameters<typeof servesTemplate>[0]): Message | null {
  const moving = isMoving(service) ? changing(service) : null;
  return moving ?? (servesTemplate(service) ? changing(service) : say('cause-other-revision'));
}

const RUNS: Readonly<Record<string, NonNullable<CloudRunValue['lastRun']>>> = {
  EXECUTION_SUCCEEDED: 'succeeded',
  EXECUTION_FAILED: 'failed',
  EXECUTION_CANCELLED: 'cancelled',
  EXECUTION_RUNNING: 'running',
  EXECUTION_PENDING: 'running',
};

/** An execution without an end has not ended, whatever else is said of it. */
function lastRunOf(execution: z.infer<typeof jobSchema>['latestCreatedExecution']): CloudRunValue['lastRun'] {
  if (execution === undefined) return null;
  if (execution.completionTime === undefined) return 'running';
  return RUNS[execution.completionStatus ?? ''] ?? 'unknown';
}
