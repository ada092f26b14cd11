/**
 * A shift as it is handed over: what fired and for how long, what is open, what of the cadence was done, what changed, and
 * through which times nobody watched. `zod/mini`: a page may parse it too.
 */

import * as z from 'zod/mini';
import { document, json } from '#lib/documents/define.ts';
import { ORDERED } from '#lib/documents/parameters.ts';
import { actionSchema, meshSchema } from '#lib/posture.ts';
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
 * What a hand-over is asked for. `from`: one of these, an instant, or a wall time in New York without a zone; the last close
 * when left out. `to`: such a time; now when left out.
 */
export interface HandoverQuery {
  from?: string | undefined;
  to?: string | undefined;
}

/** A time of which nothing can be told, and why. */
const gapSchema = z.object({ from: instantSchema, to: instantSchema, why: z.string() });

/** How long something held. What nobody watched is counted apart, and never taken for an end. */
const heldIntervalSchema = z.object({
  /** May lie before the shift. */
  from: instantSchema,
  /** `before`: it held already when the shift began. `unwatched`: it began while nobody watched, at the latest at `from`. */
  began: z.enum(['seen', 'before', 'unwatched']),
  /** When it was over; while it is not, the last moment at which it was seen. */
  to: instantSchema,
  /** `unwatched`: while nobody watched, at the latest at `to`. `not-known`: nobody watched since. */
  ended: z.enum(['seen', 'unwatched', 'lasts', 'not-known']),
  /** From `from` to `to`. */
  seconds: z.number(),
  /** How much of that nobody watched. */
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
  /** Why it fired, as last told. */
  because: messageSchema,
  agent: z.nullable(z.string()),
  runbook: z.nullable(runbookRefSchema),
  /** How often, for how long in all, and how much of that nobody watched. */
  times: z.number(),
  seconds: z.number(),
  unwatchedSeconds: z.number(),
  /** The newest ones, in the order of time. */
  intervals: z.array(heldIntervalSchema),
});
export type Fired = z.infer<typeof firedSchema>;

/** A rule of which it could not be told whether it holds, and for how long in all. */
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
  /** `not-observed`: nobody watched when it would have shown. */
  state: z.union([cadenceStateSchema, z.literal('not-observed')]),
  /** What was found is not hidden behind its having been done. */
  verdict: verdictSchema,
  /** As it was last told: what was seen, or why nothing was. */
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
  /** True where nobody watched in between: it changed at some time before `at`. */
  unwatched: z.boolean(),
});
export type HandedChange = z.infer<typeof handedChangeSchema>;

/** How things stood at the end of the shift. What was good then is not in it. */
const standingSchema = z.object({
  /** `headline`: in the past tense. */
  execution: z.object({
    outcome: executionOutcomeSchema,
    verdict: verdictSchema,
    headline: z.string(),
    since: instantSchema,
  }),
  /** The worst first. */
  agents: z.array(
    z.object({ name: z.string(), verdict: verdictSchema, state: z.string(), reason: z.string() }),
  ),
  /** What the console did not see, and why. */
  unseen: z.array(z.object({ label: z.string(), why: z.string() })),
});
export type Summary = z.infer<typeof standingSchema>;

export const handedShiftSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  /** Empty only where the whole shift is told: then what is not in this document did not happen. */
  unwatched: z.array(gapSchema),
  /** Null where nobody watched the end. */
  standing: z.nullable(standingSchema),
  /** In the order of time. */
  execution: z.array(executionIntervalSchema),
  /** The most urgent first. */
  fired: z.array(firedSchema),
  untold: z.array(untoldSchema),
  /** What there is to do at the end, worst first; null where nobody watched then. */
  open: z.nullable(z.array(actionSchema)),
  /** In the order of their times. An item of a day that nobody watched at all is not in it. */
  cadence: z.array(handedItemSchema),
  /** In the order of time. */
  changes: z.array(handedChangeSchema),
  /** What was too much to be told, in words; empty where nothing was. */
  leftOut: z.array(z.string()),
});
export type HandedShift = z.infer<typeof handedShiftSchema>;

export const handoverSchema = z.extend(handedShiftSchema, {
  /** By the console's clock. */
  madeAt: instantSchema,
  mesh: z.pick(meshSchema, { name: true, context: true, practice: true }),
});
export type Handover = z.infer<typeof handoverSchema>;

/** What is answered: the document, or why what is asked for cannot be. */
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
