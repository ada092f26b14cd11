/** The revisions of a Cloud Run service that a request can reach. */

import { z } from 'zod';

const LATEST = 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST';
const targetSchema = z.object({
  type: z.string().optional(),
  /** Its short name; absent if the target is the latest revision. */
  revision: z.string().optional(),
  percent: z.int().min(0).max(100).optional(),
  tag: z.string().optional(),
});
export const trafficSchema = z.object({
  latestReadyRevision: z.string().optional(),
  latestCreatedRevision: z.string().optional(),
  traffic: z.array(targetSchema).default([]),
  trafficStatuses: z.array(targetSchema).default([]),
});
type Target = z.infer<typeof targetSchema>;
type Traffic = z.infer<typeof trafficSchema>;

/** True if only the revision made from the template, which is the one that is read, can be reached. */
export function servesTemplate(service: Traffic): boolean {
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
export function startsByTag(service: Traffic): boolean {
  return [service.traffic, service.trafficStatuses].some((targets) => {
    const shared = new Set(targets.filter((t) => (t.percent ?? 0) > 0).map((t) => revisionOf(service, t)));
    return targets.some(
      (t) =>
        t.tag !== undefined && t.tag !== '' && (t.percent ?? 0) === 0 && !shared.has(revisionOf(service, t)),
    );
  });
}

/** A target’s revision by its short name; null if the target does not name one. */
function revisionOf(service: Traffic, { type, revision }: Target): string | null {
  return revision?.split('/').at(-1) ?? (type === LATEST ? (latestOf(service) ?? null) : null);
}

function latestOf({ latestReadyRevision }: Traffic): string | undefined {
  return latestReadyRevision?.split('/').at(-1);
}
