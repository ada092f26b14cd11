import { z } from 'zod';
import type { WorkloadValue } from '#lib/facts/fact.ts';
import { containersOf, podTemplateSchema } from './containers.ts';
import type { MapContext } from './map-context.ts';
import { identityOf, instantOf, labelsOf, metadataSchema, ownerOf, timeSchema } from './object-meta.ts';

const cronJobSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    suspend: z.boolean().nullish(),
    jobTemplate: z.object({ spec: z.object({ template: podTemplateSchema }) }),
  }),
  status: z.object({ active: z.array(z.unknown()).nullish(), lastScheduleTime: timeSchema }).nullish(),
});

/** batch/v1 and batch/v1beta1 CronJob, which are alike in what is read. @throws z.ZodError when malformed. */
export function mapCronJob(raw: unknown, context: MapContext): WorkloadValue {
  const { metadata, spec, status } = cronJobSchema.parse(raw);
  const active = status?.active?.length ?? 0;
  return {
    ...identityOf(metadata),
    kind: 'CronJob',
    ...labelsOf(metadata, spec.jobTemplate.spec.template.metadata),
    owner: ownerOf(metadata),
    createdAt: instantOf(metadata.creationTimestamp),
    desired: spec.suspend ? 0 : 1,
    actual: active,
    ready: active,
    finished: null,
    lastRunAt: instantOf(status?.lastScheduleTime),
    containers: containersOf(spec.jobTemplate.spec.template.spec, context),
  };
}
