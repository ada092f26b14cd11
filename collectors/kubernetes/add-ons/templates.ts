/** The pod templates of an add-on's object, and the objects that it takes templates from. */

import { z } from 'zod';
import type { WorkloadValue } from '#lib/facts/fact.ts';
import { groupOf, kindName } from '#lib/facts/kind-name.ts';
import { podTemplateSchema } from '../mappers/containers.ts';
import { presentAt } from './paths.ts';
import type { WorkloadLine } from './table.ts';

type PodTemplate = z.infer<typeof podTemplateSchema>;
type Use = NonNullable<WorkloadValue['uses']>[number];

const specSchema = z.looseObject({
  containers: z.array(z.looseObject({ name: z.string().nullish() })),
});
const templateSchema = z.looseObject({ spec: specSchema });
const referenceSchema = z.object({
  apiVersion: z.string().nullish(),
  kind: z.string().nullish(),
  name: z.string(),
  clusterScope: z.boolean().nullish(),
});

/** Every template. @throws z.ZodError if one cannot be read, or if there is none where one must be. */
export function templatesOf(line: WorkloadLine, raw: unknown): PodTemplate[] {
  return line.templates
    .flatMap((path) => presentAt(raw, path))
    .map((found) => podTemplateSchema.parse(shaped(line, found)));
}

function shaped({ shape }: WorkloadLine, found: unknown): unknown {
  if (shape === 'steps') return { metadata: presentAt(found, 'metadata')[0], spec: stepSpec(found) };
  if (shape === 'pod') return { spec: named(specSchema.parse(found)) };
  const template = templateSchema.parse(found);
  return { ...template, spec: named(template.spec) };
}

/** Where an add-on lets a container's name be left out. */
const FALLBACK = 'main';

function named(spec: z.infer<typeof specSchema>): z.infer<typeof specSchema> {
  return { ...spec, containers: spec.containers.map((c) => ({ ...c, name: c.name || FALLBACK })) };
}

/** A step of Argo Workflows: its container, script or set of containers, and those beside it; none if it runs no pod. */
function stepSpec(step: unknown): unknown {
  const [volumes] = presentAt(step, 'volumes');
  const of = (...paths: string[]) => paths.flatMap((path) => presentAt(step, path));
  const main = of('container', 'script', 'containerSet.containers[]', 'sidecars[]');
  return {
    ...named(specSchema.parse({ containers: main })),
    initContainers: of('initContainers[]'),
    volumes,
  };
}

/** The objects that hold its templates: by its own reference, and by those of its steps. */
export function usesOf(line: WorkloadLine, raw: unknown, namespace: string): Use[] {
  const { path, kind } = line.uses ?? {};
  const own = path === undefined ? [] : presentAt(raw, path);
  const steps = line.shape === 'steps' ? line.templates.flatMap((at) => presentAt(raw, at)) : [];
  const theirs = steps.flatMap((step) => [
    ...presentAt(step, 'steps[][].templateRef'),
    ...presentAt(step, 'dag.tasks[].templateRef'),
  ]);
  const uses = [...own, ...theirs].map((reference) => useOf(reference, kind ?? '', namespace));
  return [...new Map(uses.map((use) => [`${use.kind}/${use.name}`, use])).values()];
}

function useOf(raw: unknown, fallback: string, namespace: string): Use {
  const { apiVersion, kind, name, clusterScope } = referenceSchema.parse(raw);
  if (clusterScope === true) return { kind: `Cluster${fallback}`, namespace: '', name };
  return { kind: kind ? kindName(groupOf(apiVersion ?? ''), kind) : fallback, namespace, name };
}
