import { z } from 'zod';
import type { FactValue } from '#lib/facts/fact.ts';
import { instantOf, metadataSchema, timeSchema } from './object-meta.ts';

const conditionSchema = z.object({ type: z.string(), status: z.string(), lastTransitionTime: timeSchema });
const nodeSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({ taints: z.array(z.object({ key: z.string() })).nullish() }).nullish(),
  status: z
    .object({
      conditions: z.array(conditionSchema).nullish(),
      nodeInfo: z
        .object({ operatingSystem: z.string().default(''), architecture: z.string().default('') })
        .nullish(),
    })
    .nullish(),
});

/** Conditions that are bad when true; others, such as those of add-ons, have no agreed meaning. */
const PRESSURE = /Pressure$|^NetworkUnavailable$/;

/** v1 Node: ready is null while its kubelet is silent (`Unknown`). @throws z.ZodError when malformed. */
export function mapNode(raw: unknown): FactValue<'node'> {
  const { metadata, spec, status } = nodeSchema.parse(raw);
  const conditions = status?.conditions ?? [];
  const condition = conditions.find((c) => c.type === 'Ready');
  const ready = condition?.status;
  const { operatingSystem = '', architecture = '' } = status?.nodeInfo ?? {};
  return {
    name: metadata.name,
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    ready: ready === 'True' ? true : ready === 'False' ? false : null,
    readySince: instantOf(condition?.lastTransitionTime),
    taints: (spec?.taints ?? []).map(({ key }) => key),
    pressures: conditions.filter((c) => c.status === 'True' && PRESSURE.test(c.type)).map((c) => c.type),
    ...(architecture !== '' && { platform: `${operatingSystem}/${architecture}` }),
  };
}
