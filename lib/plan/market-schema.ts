/** What people declare about the market beyond its calendar: days of one occasion, and halts of the whole market. */

import { z } from 'zod';
import { textSchema } from './text-schema.ts';

const dateSchema = z.iso.date('a day such as `2026-12-05`');

/** Somebody's word, and where it is from: a declaration keeps rules quiet. */
const declaration = { reason: textSchema, who: textSchema, source: textSchema };

/** One-off days, which the calendar of a release cannot know. They override it. */
export const marketSchema = z.strictObject({
  closures: z.array(z.strictObject({ date: dateSchema, ...declaration })).default([]),
  earlyCloses: z
    .array(
      z.strictObject({
        date: dateSchema,
        /** In New York. */
        close: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time in New York such as `13:00`'),
        ...declaration,
      }),
    )
    .default([]),
});

const instantSchema = z.iso.datetime({
  offset: true,
  error: 'an instant with its offset such as `2026-11-20T15:30:00Z`',
});

/** A halt of the whole market (circuit breaker, NYSE Rule 7.12). One of level 3 ends the session. */
export const marketHaltSchema = z.strictObject({
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  from: instantSchema,
  /** Left out while it lasts. */
  to: instantSchema.optional(),
  note: textSchema.optional(),
  who: textSchema.optional(),
  source: textSchema.optional(),
});
