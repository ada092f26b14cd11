import { z } from 'zod';
import type { FactValue } from '#lib/facts/fact.ts';
import { groupOf, kindName } from '#lib/facts/kind-name.ts';
import { countSchema, identityOf, metadataSchema, ownerOf } from './object-meta.ts';

/** KEDA labels the HPA that it makes for a ScaledObject (KEDA documentation, Scaling deployments). */
const KEDA_LABEL = 'scaledobject.keda.sh/name';

const autoscalerSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    scaleTargetRef: z.object({ apiVersion: z.string().nullish(), kind: z.string(), name: z.string() }),
    minReplicas: countSchema,
    maxReplicas: z.int().min(0),
  }),
});

/** HorizontalPodAutoscaler of autoscaling/v1, v2beta2 and v2, alike in what is read. @throws z.ZodError when malformed. */
export function mapAutoscaler(raw: unknown): FactValue<'autoscaler'> {
  const { metadata, spec } = autoscalerSchema.parse(raw);
  const { apiVersion, kind, name } = spec.scaleTargetRef;
  return {
    ...identityOf(metadata),
    target: { kind: kindName(groupOf(apiVersion ?? ''), kind), name },
    min: spec.minReplicas ?? 1,
    max: spec.maxReplicas,
    keda: KEDA_LABEL in (metadata.labels ?? {}) || ownerOf(metadata)?.kind === 'ScaledObject',
  };
}
