/** `/api/v1/history`: one numeric series of one agent. */
import * as z from 'zod/mini';
import { instantSchema } from './posture.ts';

/** The series that are kept. */
export const SERIES = ['heartbeat_age_seconds'] as const;
export const seriesSchema = z.enum(SERIES);

export const historySchema = z.object({
  agent: z.string(),
  series: seriesSchema,
  from: instantSchema,
  to: instantSchema,
  limitSeconds: z.nullable(z.number()),
  /** Oldest first. `max`: the worst value within the point's span, so that no spike is lost; null: not observed. */
  points: z.array(z.object({ at: instantSchema, max: z.nullable(z.number()) })),
  /** Spans of the market being open within the range, to shade. */
  sessions: z.array(z.object({ from: instantSchema, to: instantSchema })),
});
export type History = z.infer<typeof historySchema>;
