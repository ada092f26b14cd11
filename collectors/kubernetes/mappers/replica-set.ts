import type { WorkloadValue } from '#lib/facts/fact.ts';
import type { MapContext } from './map-context.ts';
import { mapReplicated } from './replicated.ts';

/** apps/v1 ReplicaSet. @throws z.ZodError when malformed. */
export function mapReplicaSet(raw: unknown, context: MapContext): WorkloadValue {
  return mapReplicated('ReplicaSet', raw, context);
}
