/**
 * What judgement carries from one judgement to the next: since when each condition has been what it is, which rules
 * last held, and what was seen of today's cadence. Timers belong to the condition and not to the process; a restart
 * that hands the carry over does not reset them. All of it is plain data, so that it can be stored.
 */

import { z } from 'zod';
import { messageSchema } from '../../status/message.ts';
import { evidenceSchema } from '../../status/status.ts';
import { verdictSchema } from '../../vocabulary.ts';

/** Epoch milliseconds. */
const at = z.number();

/** The state that something was last in, and since when. */
const timerSchema = z.object({ state: z.string(), since: at });

/** A rule's condition that was last known to hold. Only evidence that it does not removes it. */
const heldRuleSchema = z.object({
  since: at,
  because: messageSchema,
  agent: z.string().nullable(),
  /** Id of the failure mode that the condition tells of. */
  failure: z.string().nullable(),
  /** Names of what it was seen at. */
  restsOn: z.array(z.string()),
  /** Since when its subject has been out of sight; null while it is seen to hold. */
  lostAt: at.nullable(),
});
export type HeldRule = z.infer<typeof heldRuleSchema>;

const observationSchema = z.object({
  at,
  verdict: verdictSchema,
  value: messageSchema,
  evidence: z.array(evidenceSchema),
});
/** One thing seen within the window of a cadence item. */
export type Observation = z.infer<typeof observationSchema>;

/** What the console saw of one item of today's cadence while its window was open. */
const watchSchema = z.object({
  /** What counts for it; null while nothing has been seen. */
  seen: observationSchema.nullable(),
  /** The first and the last judgement within the window: outside of them nobody watched. */
  from: at,
  to: at,
  /** The last judgement at which it could be told, and the longest time without one. */
  toldAt: at,
  gap: z.object({ from: at, to: at }),
  /** Why it could not be told when it last could not; null while it always could. */
  why: z.nullable(messageSchema),
});
export type CadenceWatch = z.infer<typeof watchSchema>;

export interface EvaluationState {
  readonly timers: ReadonlyMap<string, z.infer<typeof timerSchema>>;
  /** By the rule's id. */
  readonly rules: ReadonlyMap<string, HeldRule>;
  /** By date and item. */
  readonly cadence: ReadonlyMap<string, CadenceWatch>;
}

export const EMPTY_STATE: EvaluationState = { timers: new Map(), rules: new Map(), cadence: new Map() };

/** Raised where the shape changes: what another version stored is set aside. */
const VERSION = 2;

/** The carry as it is stored: JSON, with its version. Keys are data, so each section is a list of pairs. */
const storedStateSchema = z.object({
  version: z.literal(VERSION),
  timers: z.array(z.tuple([z.string(), timerSchema])),
  rules: z.array(z.tuple([z.string(), heldRuleSchema])),
  cadence: z.array(z.tuple([z.string(), watchSchema])),
});
export type StoredState = z.infer<typeof storedStateSchema>;

export function serialiseState(evaluationState: EvaluationState): StoredState {
  return {
    version: VERSION,
    timers: [...evaluationState.timers],
    rules: [...evaluationState.rules],
    cadence: [...evaluationState.cadence],
  };
}

/** What `serialiseCarry` gave, read back; null for anything else, which whoever reads it must say and not hide. */
export function parseState(stored: unknown): EvaluationState | null {
  const parsed = storedStateSchema.safeParse(stored);
  if (!parsed.success) return null;
  const { timers, rules, cadence } = parsed.data;
  return { timers: new Map(timers), rules: new Map(rules), cadence: new Map(cadence) };
}

/** Collects the next carry while judging; pure for its caller, who gets the finished one. */
export class StateBook {
  readonly #before: EvaluationState;
  readonly #timers = new Map<string, z.infer<typeof timerSchema>>();
  readonly #rules = new Map<string, HeldRule>();
  readonly #cadence = new Map<string, CadenceWatch>();
  readonly #now: number;

  constructor(before: EvaluationState, now: number) {
    this.#before = before;
    this.#now = now;
  }

  /** Since when `key` has been in `state`, epoch ms. `byEvidence` wins where the evidence itself tells. */
  since(key: string, state: string, byEvidence: number | null = null): number {
    const held = this.#before.timers.get(key);
    const carried = held?.state === state ? held.since : this.#now;
    const since = byEvidence === null ? carried : Math.min(byEvidence, this.#now);
    this.#timers.set(key, { state, since });
    return since;
  }

  /** What was carried under `key`, with the time that it was given. */
  timer(key: string): Readonly<z.infer<typeof timerSchema>> | undefined {
    return this.#before.timers.get(key);
  }

  /** Carries a state with a time of its own. */
  hold(key: string, state: string, since: number): void {
    this.#timers.set(key, { state, since });
  }

  /** The condition of a rule as it was last known to hold; undefined when it was last known not to, or never known. */
  heldRule(id: string): HeldRule | undefined {
    return this.#before.rules.get(id);
  }

  holdRule(id: string, held: HeldRule): void {
    this.#rules.set(id, held);
  }

  /** What was seen so far of a cadence item; what is not kept again is forgotten. */
  cadenceWatch(key: string): CadenceWatch | undefined {
    return this.#before.cadence.get(key);
  }

  keepCadence(key: string, watch: CadenceWatch): void {
    this.#cadence.set(key, watch);
  }

  /** Carries what is held on as it is, while nothing is seen that could tell whether it still holds. */
  keep(key: string): void {
    const held = this.#before.timers.get(key);
    if (held !== undefined) this.#timers.set(key, held);
  }

  finished(): EvaluationState {
    return { timers: this.#timers, rules: this.#rules, cadence: this.#cadence };
  }
}
