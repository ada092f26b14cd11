/** The one mapper of add-ons, driven by their table. Each part that is read is parsed by zod. */

import { z } from 'zod';
import type { FactValue, WorkloadValue } from '#lib/facts/fact.ts';
import { groupOf, kindName } from '#lib/facts/kind-name.ts';
import { containersOf } from '../mappers/containers.ts';
import type { MapContext } from '../mappers/map-context.ts';
import {
  countSchema,
  identityOf,
  instantOf,
  labelsOf,
  type Metadata,
  metadataSchema,
  ownerOf,
} from '../mappers/object-meta.ts';
import { presentAt, valuesAt } from './paths.ts';
import type { AutoscalerLine, WorkloadLine } from './table.ts';
import { templatesOf, usesOf } from './templates.ts';

const objectSchema = z.object({ metadata: metadataSchema.extend({ generation: z.number().nullish() }) });
type WithGeneration = z.infer<typeof objectSchema>['metadata'];

/** @throws z.ZodError when malformed, and if it holds no pod template and names none: then it cannot be evaluated. */
export function mapAddOn(line: WorkloadLine, raw: unknown, context: MapContext): WorkloadValue {
  const { metadata } = objectSchema.parse(raw);
  const templates = templatesOf(line, raw);
  const uses = usesOf(line, raw, metadata.namespace);
  const podless = line.podless !== undefined && presentAt(raw, line.podless).length > 0;
  if (!podless)
    z.object({ template: z.array(z.unknown()).min(1) }).parse({ template: [...templates, ...uses] });
  const finished = endOf(line, raw);
  const stopped = finished !== null || isStopped(line, raw);
  const startsBy = stopped ? undefined : startOf(line, raw, metadata);
  return {
    ...identityOf(metadata),
    kind: kindName(line.group, line.kind),
    ...labelsOf(metadata, {
      labels: merged(templates.map((t) => t.metadata?.labels)),
      annotations: merged(templates.map((t) => t.metadata?.annotations)),
    }),
    owner: ownerOf(metadata),
    createdAt: instantOf(metadata.creationTimestamp),
    desired: stopped ? 0 : wantedOf(line, raw, metadata),
    actual: countedAt(raw, line.running),
    ready: countedAt(raw, line.ready),
    ...(line.wanted === 'nodes' && { lagging: isCounted(raw, metadata.generation) === false }),
    finished,
    lastRunAt: null,
    containers: templates.flatMap(({ spec }) => containersOf(spec, context)),
    ...(uses.length > 0 ? { uses } : {}),
    ...(startsBy === undefined ? {} : { startsBy }),
  };
}

function merged(records: readonly (Record<string, string> | null | undefined)[]): Record<string, string> {
  return Object.fromEntries(records.flatMap((record) => Object.entries(record ?? {})));
}

function wantedOf(line: WorkloadLine, raw: unknown, metadata: WithGeneration): number {
  if (line.wanted === 'none') return 0;
  if (line.wanted === 'one') return 1;
  if (line.wanted === 'nodes') return nodesWanted(raw, metadata.generation);
  const { unset = 1 } = line;
  const counts = valuesAt(raw, line.wanted).map((count) => countSchema.parse(count) ?? unset);
  return counts.length === 0 ? unset : counts.reduce((sum, count) => sum + count, 0);
}

const nodesSchema = z.object({
  status: z
    .object({ desiredNumberScheduled: countSchema, observedGeneration: z.number().nullish() })
    .nullish(),
});

/** One for each node that fits. Until its controller has counted them for the present spec it wants at least one. */
function nodesWanted(raw: unknown, generation: number | null | undefined): number {
  const wanted = nodesSchema.parse(raw).status?.desiredNumberScheduled ?? 0;
  return isCounted(raw, generation) === true ? wanted : Math.max(1, wanted);
}

/** True if its status is of the present spec; null if it does not say. */
function isCounted(raw: unknown, generation: number | null | undefined): boolean | null {
  const observed = nodesSchema.parse(raw).status?.observedGeneration;
  return typeof observed === 'number' ? observed >= (generation ?? 0) : null;
}

const countableSchema = z.union([countSchema, z.array(z.unknown()).transform((list) => list.length)]);

function countedAt(raw: unknown, path: string | undefined): number {
  const found = path === undefined ? [] : presentAt(raw, path);
  return found.reduce<number>((sum, value) => sum + (countableSchema.parse(value) ?? 0), 0);
}

function isStopped(line: WorkloadLine, raw: unknown): boolean {
  const suspended = line.suspend === undefined ? [] : presentAt(raw, line.suspend);
  return suspended.some((value) => z.boolean().parse(value));
}

const conditionSchema = z.object({ type: z.string(), status: z.string() });

function endOf({ ended }: WorkloadLine, raw: unknown): WorkloadValue['finished'] {
  if (ended === undefined) return null;
  const words =
    ended.phase === undefined
      ? presentAt(raw, 'status.conditions[]')
          .map((condition) => conditionSchema.parse(condition))
          .flatMap(({ type, status }) => (status === 'True' ? [type] : []))
      : presentAt(raw, ended.phase).map((phase) => z.string().parse(phase));
  return (
    words.flatMap((word) => (Object.hasOwn(ended.words, word) ? (ended.words[word] ?? []) : []))[0] ?? null
  );
}

/** KEDA's most if none is written. */
const MOST = 100;

function startOf(line: WorkloadLine, raw: unknown, { labels }: Metadata): WorkloadValue['startsBy'] {
  if (line.wanted === 'nodes') return 'node';
  const [label, value] = line.unreached ?? [];
  if (label !== undefined && labels?.[label] === value) return undefined;
  return line.most !== undefined && countAt(raw, line.most, MOST) === 0 ? undefined : line.startsBy;
}

function countAt(raw: unknown, path: string, unset: number): number {
  return countSchema.parse(valuesAt(raw, path)[0]) ?? unset;
}

const targetSchema = z.object({
  apiVersion: z.string().nullish(),
  kind: z.string().nullish(),
  name: z.string(),
});

/** An autoscaler that raises from 0. A pause counts for nothing: it is an annotation that not every operator honours. */
export function mapAddOnAutoscaler(line: AutoscalerLine, raw: unknown): FactValue<'autoscaler'> {
  const { metadata } = objectSchema.parse(raw);
  const { apiVersion, kind, name } = targetSchema.parse(valuesAt(raw, line.target)[0]);
  return {
    ...identityOf(metadata),
    target: { kind: kind ? kindName(groupOf(apiVersion ?? ''), kind) : 'Deployment', name },
    min: countAt(raw, line.min, 0),
    max: countAt(raw, line.max, MOST),
    keda: true,
  };
}
