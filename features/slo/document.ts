/**
 * `/api/v1/slo`: how the SLO of each agent stands in its period: minutes, error budget, how fast that burns. Minutes that
 * were not observed are neither up nor down; where they matter a number has two readings. `zod/mini`, since the page
 * parses it too.
 */

import * as z from 'zod/mini';
import { document, json } from '#lib/documents/define.ts';
import { instantSchema } from '#lib/status/status.ts';
import { sloClockSchema, sloPagingSchema, sloSubjectSchema, sloVerdictSchema } from '#lib/vocabulary.ts';

/** As good as what is not known may be for the SLO, and as bad as it may be. */
const boundsSchema = z.object({ atBest: z.number(), atWorst: z.number() });
export type SloBounds = z.infer<typeof boundsSchema>;

/** Whole minutes of the period on the SLO's own clock. */
const minutesSchema = z.object({
  good: z.number(),
  bad: z.number(),
  /** Neither up nor down: nobody looked, or nothing was seen. */
  unobserved: z.number(),
  /** Still to come; where it only counts while it is enabled, at most so many. */
  toCome: z.number(),
  /** All of the above: the whole period. */
  whole: z.number(),
  /** On its clock, and not counted: the plan asked nothing of it, or not of what the SLO is of. */
  notAsked: z.number(),
});
export type SloMinutes = z.infer<typeof minutesSchema>;

/** Minutes that may be bad, to a millionth; negative where more than that are. */
const budgetSchema = z.object({
  /** Of the whole period. The two differ only if it is not known how long the agent will be enabled. */
  total: boundsSchema,
  /** Left now: no unobserved minute so far was bad, or all were. */
  left: boundsSchema,
});
export type SloBudget = z.infer<typeof budgetSchema>;

const burnSchema = z.object({
  /** The long window: so many of the latest counted minutes. */
  longMinutes: z.number(),
  /** The short window: so many of the latest minutes of the wall clock. */
  shortMinutes: z.number(),
  /** The burn rate from which on it pages, for a period with this one’s hours. */
  factor: z.number(),
  /** Burn rate over the long window, in multiples of what lasts for the period; null if the budget is nothing. */
  rate: z.nullable(boundsSchema),
  /** The same over the short window. */
  shortRate: z.nullable(boundsSchema),
  /** True if both windows reach the factor. */
  burning: z.enum(['yes', 'no', 'cannot-tell']),
});
export type SloBurn = z.infer<typeof burnSchema>;

const measuredSchema = z.object({
  minutes: minutesSchema,
  budget: budgetSchema,
  /** 2 % of the budget within an hour, and 5 % within six (Google SRE workbook, chapter 5). */
  burn: z.object({ fast: burnSchema, slow: burnSchema }),
  paging: sloPagingSchema,
});
export type SloMeasured = z.infer<typeof measuredSchema>;

const agentSloSchema = z.object({
  name: z.string(),
  /** The objective as the plan words it. */
  text: z.string(),
  objectivePercent: z.nullable(z.number()),
  clock: sloClockSchema,
  /** What must be shown for a minute to be good; the agent as a whole when left out. */
  of: z.optional(sloSubjectSchema),
  verdict: sloVerdictSchema,
  /** Why it stands so, in one line. */
  because: z.string(),
  /** Null if nothing can be measured, or nothing is to be. */
  measured: z.nullable(measuredSchema),
});
export type AgentSlo = z.infer<typeof agentSloSchema>;

export const sloSchema = z.object({
  at: instantSchema,
  /** From then on it describes the past: nothing in it may be shown as present. */
  validUntil: instantSchema,
  /** The calendar month in New York that all of it is about. */
  period: z.object({ from: instantSchema, to: instantSchema }),
  /** Every agent of the plan, in its order. */
  agents: z.array(agentSloSchema),
});
export type SloDocument = z.infer<typeof sloSchema>;

export const sloDocument = document({
  path: '/api/v1/slo',
  tag: 'past',
  summary: 'Each SLO of the plan in this month: good, bad and unobserved minutes, budget, burn rates',
  description:
    'The month is New York’s. A minute that nobody observed is neither good nor bad. It tells of the present until `validUntil`.',
  body: json('Slo', sloSchema),
  answers: { 200: 'The SLOs, and until when they may be shown as the present' },
  problems: { 503: 'The journal cannot be read, and why' },
  everyMs: 30_000,
});
