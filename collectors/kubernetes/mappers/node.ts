import { z } from 'zod';
import type { FactValue } from '#lib/facts/fact.ts';
import { metadataSchema } from './object-meta.ts';

const nodeSchema = z.object({
  metadata: metadataSchema,
  status: z
    .object({ conditions: z.array(z.object({ type: z.string(), status: z.string() })).nullish() })
    .nullish(),
});

/** Conditions that are bad when true; others, such as those of add-ons, have no agreed meaning. */
const PRESSURE = /Pressure$|^NetworkUnavailable$/;

/** v1 Node: ready is null while its kubelet is silent (`Unknown`). @throws z.ZodError when malformed. */
export function mapNode(raw: unknown): FactValue<'node'> {
  const { metadata, status } = nodeSchema.parse(raw);
  const conditions = status?.conditions ?? [];
  const ready = conditions.find((condition) => condition.type === 'Ready')?.status;
  return {
    name: metadata.name,
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    ready: ready === 'True' ? true : ready === 'False' ? false : null,
    pressures: conditions.filter((c) => c.status === 'True' && PRESSURE.test(c.type)).map((c) => c.type),
  };
}
