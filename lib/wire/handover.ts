/**
 * A shift as it is handed over: what fired and for how long, what is open, what of the cadence was done, what changed, and
 * through which times nobody watched. `zod/mini`: a page may parse it too.
 */
import * as z from 'zod/mini';
import { cadenceStateSchema, executionOutcomeSchema, prioritySchema } from '../vocabulary.ts';
import { actionSchema, instantSchema, runbookRefSchema } from './posture.ts';

/** A time without any observation, and why. */
const gapSchema = z.object({ from: instantSchema, to: instantSchema, why: z.string() });

/** How long something held. What nobody watched is counted apart, and never taken for an end. */
const spellSchema = z.object({
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
export type Spell = z.infer<typeof spellSchema>;

const executionSpellSchema = z.extend(spellSchema, {
  outcome: executionOutcomeSchema,
  /** In the past tense, as on a frozen page. */
  headline: z.string(),
});
export type ExecutionSpell = z.infer<typeof executionSpellSchema>;

const firedSchema = z.object({
  id: z.string(),
  priority: prioritySchema,
  title: z.string(),
  /** Why it fired, as last told. */
  because: z.string(),
  agent: z.nullable(z.string()),
  runbook: z.nullable(runbookRefSchema),
  spells: z.array(spellSchema),
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
  evidence: z.string(),
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

export const handoverSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  /** Empty only where the whole shift was watched: then what is not told here did not happen. */
  unwatched: z.array(gapSchema),
  /** In the order of time. */
  execution: z.array(executionSpellSchema),
  /** The most urgent first. */
  fired: z.array(firedSchema),
  untold: z.array(untoldSchema),
  /** What there is to do at the end, worst first; null where nobody watched then. */
  open: z.nullable(z.array(actionSchema)),
  /** In the order of their times. */
  cadence: z.array(handedItemSchema),
  changes: z.array(handedChangeSchema),
});
export type Handover = z.infer<typeof handoverSchema>;
