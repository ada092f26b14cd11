/** Deployments, StatefulSets, ReplicaSets and ReplicationControllers: workloads that keep a number of equal pods. */

import { z } from 'zod';
import type { WorkloadValue } from '#lib/facts/fact.ts';
import { conditionsOf, conditionsSchema } from './conditions.ts';
import { containersOf, podTemplateSchema } from './containers.ts';
import type { MapContext } from './map-context.ts';
import { countSchema, identityOf, instantOf, labelsOf, metadataSchema, ownerOf } from './object-meta.ts';

const replicatedSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    replicas: countSchema,
    progressDeadlineSeconds: countSchema,
    template: podTemplateSchema,
  }),
  status: z
    .object({
      replicas: countSchema,
      readyReplicas: countSchema,
      observedGeneration: countSchema,
      conditions: conditionsSchema,
    })
    .nullish(),
});

/** With the largest number a Deployment says that it has no deadline. */
const NO_DEADLINE = 2 ** 31 - 1;

/** @throws z.ZodError if the object lacks a field that is evaluated. */
export function mapReplicated(
  kind: 'Deployment' | 'StatefulSet' | 'ReplicaSet' | 'ReplicationController',
  raw: unknown,
  context: MapContext,
): WorkloadValue {
  const { metadata, spec, status } = replicatedSchema.parse(raw);
  return {
    ...identityOf(metadata),
    kind,
    ...labelsOf(metadata, spec.template.metadata),
    owner: ownerOf(metadata),
    createdAt: instantOf(metadata.creationTimestamp),
    // The API server's own default if the field is absent.
    desired: spec.replicas ?? 1,
    actual: status?.replicas ?? 0,
    ready: status?.readyReplicas ?? 0,
    lagging: (status?.observedGeneration ?? Number.POSITIVE_INFINITY) < (metadata.generation ?? 0),
    ...conditionsOf(status?.conditions),
    ...deadlineOf(spec.progressDeadlineSeconds),
    finished: null,
    lastRunAt: null,
    containers: containersOf(spec.template.spec, context),
  };
}

function deadlineOf(seconds: number | null | undefined): Pick<WorkloadValue, 'progressDeadlineSeconds'> {
  if (seconds === null || seconds === undefined || seconds >= NO_DEADLINE) return {};
  return { progressDeadlineSeconds: seconds };
}
