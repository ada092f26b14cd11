import type { WorkloadValue } from '#lib/facts/fact.ts';
import type { MapContext } from './map-context.ts';
import { mapReplicated } from './replicated.ts';

/** apps/v1 StatefulSet. @throws z.ZodError when malformed. */
export function mapStatefulSet(raw: unknown, context: MapContext): WorkloadValue {
  return mapReplicated('StatefulSet', raw, context);
}
