import { z } from 'zod';
import type { ConfigValue } from '#lib/facts/fact.ts';
import type { MapContext } from './map-context.ts';
import { identityOf, instantOf, metadataSchema, timeSchema } from './object-meta.ts';

const configMapSchema = z.object({
  metadata: metadataSchema.extend({
    managedFields: z
      .array(z.object({ time: timeSchema, fieldsV1: z.record(z.string(), z.unknown()).nullish() }))
      .nullish(),
  }),
  data: z.record(z.string(), z.string()).nullish(),
  binaryData: z.record(z.string(), z.unknown()).nullish(),
  immutable: z.boolean().nullish(),
});
type ConfigMap = z.infer<typeof configMapSchema>;

/** v1 ConfigMap with only the keys that the plan names. @throws z.ZodError when malformed. */
export function mapConfigMap(raw: unknown, context: MapContext): ConfigValue {
  const { metadata, data, binaryData, immutable } = configMapSchema.parse(raw);
  const keys = context.configKeys(metadata.namespace, metadata.name);
  return {
    ...identityOf(metadata),
    data: Object.fromEntries(Object.entries(data ?? {}).filter(([key]) => keys.includes(key))),
    binaryKeys: Object.keys(binaryData ?? {}).filter((key) => keys.includes(key)),
    ...marksOf({ ...binaryData, ...data }, context),
    immutable: immutable ?? false,
    createdAt: instantOf(metadata.creationTimestamp),
    changedAt: changedAtOf(metadata),
  };
}

function marksOf(values: Record<string, unknown>, { mark }: MapContext): Pick<ConfigValue, 'marks'> {
  if (mark === undefined) return {};
  const marks = Object.entries(values).map(([key, value]) => [key, mark(key, String(value))]);
  return { marks: Object.fromEntries(marks) };
}

/** The latest time at which somebody's writes to `data` were recorded. */
function changedAtOf({ managedFields }: ConfigMap['metadata']): number | null {
  const times = (managedFields ?? [])
    .filter((entry) => entry.fieldsV1 && 'f:data' in entry.fieldsV1)
    .map((entry) => instantOf(entry.time))
    .filter((time) => time !== null);
  return times.length > 0 ? Math.max(...times) : null;
}
