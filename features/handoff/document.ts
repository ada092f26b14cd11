/**
 * A shift as it is handed over: what fired and for how long, what is open, what of the cadence was done, what
 * changed, and through which times nobody observed. `zod/mini`: a page may parse it too.
 */

import * as z from 'zod/mini';
import { document, json } from '#lib/documents/define.ts';
import { ORDERED } from '#lib/documents/parameters.ts';
import { actionSchema, meshSchema, oncallSchema } from '#lib/posture.ts';
import { messageSchema, paramsSchema } from '#lib/status/message.ts';
import { instantSchema, runbookRefSchema } from '#lib/status/status.ts';
import {
  cadenceStateSchema,
  executionOutcomeSchema,
  prioritySchema,
  verdictSchema,
} from '#lib/vocabulary.ts';

/** Where a hand-over may begin, other than at an instant. */
export const HANDOVER_STARTS = ['last-close', 'session-open', '12h', '24h'] as const;
export type HandoverStart = (typeof HANDOVER_STARTS)[number];

/**
 * Parameters of a hand-over. `from`: one of these, an instant, or a wall time in New York without a zone; the last
 * close when left out. `to`: such a time; now when left out.
 */
export interface HandoverQuery {
  from?: string | undefined;
  to?: string | undefined;
}

/** An interval without information, and its reason. */
const gapSchema = z.object({ from: instantSchema, to: instantSchema, why: z.string() });

/** Duration of a condition. Unobserved time is counted apart and never ends a condition. */
const heldIntervalSchema = z.object({
  /** May lie before the shift. */
  from: instantSchema,
  /**
   * `before`: it held already when the shift began. `unwatched`: it began while nobody observed, at the latest at
   * `from`.
   */
  began: z.enum(['seen', 'before', 'unwatched']),
  /** Its end; while it has none, the last observation. */
  to: instantSchema,
  /** `unwatched`: while nobody observed, at the latest at `to`. `not-known`: nobody observed since. */
  ended: z.enum(['seen', 'unwatched', 'lasts', 'not-known']),
  /** From `from` to `to`. */
  seconds: z.number(),
  /** Unobserved part of it. */
  unwatchedSeconds: z.number(),
});
export type HeldInterval = z.infer<typeof heldIntervalSchema>;

const executionIntervalSchema = z.extend(heldIntervalSchema, {
  outcome: executionOutcomeSchema,
  /** In the past tense, as on a frozen page. */
  headline: z.string(),
});
export type ExecutionInterval = z.infer<typeof executionIntervalSchema>;

const firedSchema = z.object({
  id: z.string(),
  priority: prioritySchema,
  title: z.string(),
  /** Reason for firing, as last published. */
  because: messageSchema,
  agent: z.nullable(z.string()),
  runbook: z.nullable(runbookRefSchema),
  /** Count, total duration, and its unobserved part. */
  times: z.number(),
  seconds: z.number(),
  unwatchedSeconds: z.number(),
  /** The newest ones, in the order of time. */
  intervals: z.array(heldIntervalSchema),
});
export type Fired = z.infer<typeof firedSchema>;

/** A rule in `cannot-tell`, with the total duration. */
const untoldSchema = z.object({ id: z.string(), title: z.string(), seconds: z.number() });
export type Untold = z.infer<typeof untoldSchema>;

const handedItemSchema = z.object({
  /** New York date of its session. */
  date: z.string(),
  /** `plan item@09:45`. */
  id: z.string(),
  title: z.string(),
  who: z.string(),
  at: instantSchema,
  /** `not-observed`: nobody observed when it would have shown. */
  state: z.union([cadenceStateSchema, z.literal('not-observed')]),
  /** A finding stays visible on a done item. */
  verdict: verdictSchema,
  /** As last published: the evidence, or the reason for none. */
  code: z.string(),
  params: paramsSchema,
});
export type HandedItem = z.infer<typeof handedItemSchema>;

const handedChangeSchema = z.object({
  /** When it was first seen so. */
  at: instantSchema,
  agent: z.string(),
  what: z.enum(['image', 'replicas', 'mode']),
  /** The workload, or the agent for a mode. */
  subject: z.string(),
  before: z.string(),
  after: z.string(),
  /** True if nobody observed in between: it changed at some time before `at`. */
  unwatched: z.boolean(),
});
export type HandedChange = z.infer<typeof handedChangeSchema>;

/** State at the end of the shift, without good subjects. */
const standingSchema = z.object({
  /** `headline`: in the past tense. */
  execution: z.object({
    outcome: executionOutcomeSchema,
    verdict: verdictSchema,
    headline: z.string(),
    since: instantSchema,
    /** What was searched for executors; null: not known. */
    searched: z.nullable(z.string()),
  }),
  /** The worst first. */
  agents: z.array(
    z.object({ name: z.string(), verdict: verdictSchema, state: z.string(), reason: z.string() }),
  ),
  /** Unavailable sources, with reasons. */
  unseen: z.array(z.object({ label: z.string(), why: z.string() })),
});
export type Summary = z.infer<typeof standingSchema>;

export const handedShiftSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  /** Empty only if the whole shift is covered; then an event that is not in this document did not happen. */
  unwatched: z.array(gapSchema),
  /** Null if nobody observed the end. */
  standing: z.nullable(standingSchema),
  /** In the order of time. */
  execution: z.array(executionIntervalSchema),
  /** The most urgent first. */
  fired: z.array(firedSchema),
  untold: z.array(untoldSchema),
  /** Actions at the end, worst first; null if that time is unobserved. */
  open: z.nullable(z.array(actionSchema)),
  /** In the order of their times. An item of a day that nobody observed at all is not in it. */
  cadence: z.array(handedItemSchema),
  /** In the order of time. */
  changes: z.array(handedChangeSchema),
  /** Omissions for size, in words; empty if there are none. */
  leftOut: z.array(z.string()),
});
export type HandedShift = z.infer<typeof handedShiftSchema>;

export const handoverSchema = z.extend(handedShiftSchema, {
  /** By the console's clock. */
  madeAt: instantSchema,
  mesh: z.pick(meshSchema, { name: true, context: true, practice: true }),
  /** By the plan in force when it was made. */
  oncall: oncallSchema,
});
export type Handover = z.infer<typeof handoverSchema>;

/** The answer: the document, or the reason for a refusal. */
export type HandoverAnswer =
  | { ok: true; handover: Handover }
  | { ok: false; parameter: 'from' | 'to'; detail: string };

const [FROM, TO] = ['2026-11-19T21:00:00Z', '2026-11-20T15:00:00Z'];

export const handoverDocument = document({
  path: '/api/v1/handover',
  tag: 'past',
  summary: 'What one person on call hands to the next of a time of at most 7 days',
  description:
    'What fired and for how long, what is open, cadence, changes of images, replicas and modes, and what nobody watched. Of more than 2,000 changes the later part is told, and the earlier named as left out.',
  query: {
    from: {
      takes: { kind: 'instant' },
      description: 'Start of the shift, ISO 8601 with a zone; the close of the last session when left out',
      example: FROM,
    },
    to: {
      takes: { kind: 'instant' },
      description: 'End of the shift, ISO 8601 with a zone; now when left out',
      example: TO,
    },
  },
  checks: [ORDERED],
  body: json('Handover', handoverSchema),
  answers: { 200: 'The hand-over' },
  problems: { 503: 'The journal cannot be read, and why' },
});
