import { z } from 'zod';
import type { WorkloadValue } from '#lib/facts/fact.ts';
import { containersOf, podTemplateSchema } from './containers.ts';
import type { MapContext } from './map-context.ts';
import {
  countSchema,
  identityOf,
  instantOf,
  labelsOf,
  metadataSchema,
  ownerOf,
  timeSchema,
} from './object-meta.ts';

const jobSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({ parallelism: countSchema, suspend: z.boolean().nullish(), template: podTemplateSchema }),
  status: z
    .object({
      active: countSchema,
      ready: countSchema,
      terminating: countSchema,
      completionTime: timeSchema,
      conditions: z
        .array(z.object({ type: z.string(), status: z.string(), lastTransitionTime: timeSchema }))
        .nullish(),
    })
    .nullish(),
});
type Job = z.infer<typeof jobSchema>;

/**
 * batch/v1 Job: its wanted count is its parallelism until its conditions say that it has finished. While a pod of it is
 * left it has not, as after a success policy or while pods terminate. @throws z.ZodError when malformed.
 */
export function mapJob(raw: unknown, context: MapContext): WorkloadValue {
  const job = jobSchema.parse(raw);
  const { finished, at } = endOf(job);
  const idle = finished !== null || job.spec.suspend === true;
  const actual = podsOf(job);
  return {
    ...identityOf(job.metadata),
    kind: 'Job',
    ...labelsOf(job.metadata, job.spec.template.metadata),
    owner: ownerOf(job.metadata),
    createdAt: instantOf(job.metadata.creationTimestamp),
    desired: idle ? 0 : (job.spec.parallelism ?? 1),
    actual,
    ready: job.status?.ready ?? 0,
    finished: actual === 0 ? finished : null,
    lastRunAt: at,
    containers: containersOf(job.spec.template.spec, context),
  };
}

/** Pods that run or terminate. `ready` is a part of `active`, unless one of the two is late. */
function podsOf({ status }: Job): number {
  return Math.max(status?.active ?? 0, status?.ready ?? 0) + (status?.terminating ?? 0);
}

function endOf({ status }: Job): { finished: 'complete' | 'failed' | null; at: number | null } {
  const holds = (type: string) => status?.conditions?.find((c) => c.type === type && c.status === 'True');
  const complete = holds('Complete');
  if (complete)
    return { finished: 'complete', at: instantOf(status?.completionTime ?? complete.lastTransitionTime) };
  const failed = holds('Failed');
  return failed
    ? { finished: 'failed', at: instantOf(failed.lastTransitionTime) }
    : { finished: null, at: null };
}
