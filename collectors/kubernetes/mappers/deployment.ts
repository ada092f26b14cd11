import type { WorkloadValue } from '#lib/facts/fact.ts';
import type { MapContext } from './map-context.ts';
import { mapReplicated } from './replicated.ts';

/** apps/v1 Deployment. @throws z.ZodError when malformed. */
export function mapDeployment(raw: unknown, context: MapContext): WorkloadValue {
  return mapReplicated('Deployment', raw, context);
}
