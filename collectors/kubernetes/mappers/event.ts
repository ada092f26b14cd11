import { z } from 'zod';
import { cleanText } from '#lib/contracts/redact.ts';
import type { FactValue } from '#lib/facts/fact.ts';
import { countSchema, identityOf, instantOf, metadataSchema, timeSchema } from './object-meta.ts';

const eventSchema = z.object({
  metadata: metadataSchema,
  involvedObject: z.object({
    kind: z.string().default(''),
    namespace: z.string().default(''),
    name: z.string().default(''),
  }),
  reason: z.string().default(''),
  message: z.string().default(''),
  count: countSchema,
  lastTimestamp: timeSchema,
  eventTime: timeSchema,
  series: z.object({ count: countSchema, lastObservedTime: timeSchema }).nullish(),
});

/** v1 Event, of both recorders: the older counts in `count`, the newer in `series`. @throws z.ZodError when malformed. */
export function mapEvent(raw: unknown): FactValue<'event'> {
  const event = eventSchema.parse(raw);
  const { kind, namespace, name } = event.involvedObject;
  return {
    ...identityOf(event.metadata),
    involved: { kind, namespace, name },
    reason: cleanText(event.reason, 100),
    message: cleanText(event.message, 400),
    count: event.series?.count ?? event.count ?? 1,
    lastAt: instantOf(
      event.series?.lastObservedTime ??
        event.lastTimestamp ??
        event.eventTime ??
        event.metadata.creationTimestamp,
    ),
  };
}
