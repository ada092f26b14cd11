/** `/api/v1/history`: one numeric series of one agent. `zod/mini`: the page parses it too. */

import * as z from 'zod/mini';
import { instantSchema } from '../status/status.ts';

/**
 * The series that are kept, a sample each second: age of the heartbeat; whether it was up (1) or down (0); restarts of its
 * pods; pods that are ready; the slowest answer among its probes.
 */
export const SERIES = [
  'heartbeat_age_seconds',
  'up',
  'restarts',
  'ready_replicas',
  'probe_latency_seconds',
] as const;
export const seriesSchema = z.enum(SERIES);
export type Series = z.infer<typeof seriesSchema>;

/** How far back a chart reaches: by the clock, or by sessions of the market. */
export const RANGES = ['15m', '1h', 'session', '5-sessions', '30d'] as const;
export const rangeSchema = z.enum(RANGES);
export type Range = z.infer<typeof rangeSchema>;

const unobservedSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  /** The console was not running; or it was, and could not observe. */
  why: z.enum(['not-running', 'blind']),
});

/** The query of a chart. */
export interface HistoryQuery {
  agent: string;
  series: Series;
  /** Up to now, or between two instants in epoch milliseconds. */
  interval: Range | { from: number; to: number };
  /** Columns of the chart: at most four points of each. */
  points: number;
}

export const historySchema = z.object({
  agent: z.string(),
  series: seriesSchema,
  from: instantSchema,
  to: instantSchema,
  /** Only of the heartbeat's age. */
  limitSeconds: z.nullable(z.number()),
  /**
   * Oldest first: milliseconds since `from`, and the value then. For each column of the chart the first, the last, the
   * least and the greatest, so that no spike is lost.
   */
  points: z.array(z.tuple([z.number(), z.number()])),
  unobserved: z.array(unobservedSchema),
  /** Intervals within the range in which the market is open, to shade. */
  sessions: z.array(z.object({ from: instantSchema, to: instantSchema })),
});
export type History = z.infer<typeof historySchema>;
