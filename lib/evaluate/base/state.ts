/**
 * The evaluation state, handed from one evaluation to the next: since when each condition has been the same, which
 * rules last held, and the observations for today's cadence. Timers belong to the condition and not to the process; a
 * restart that hands the state over does not reset them. It is plain data, so that it can be stored.
 */

import { z } from 'zod';
import { messageSchema } from '../../status/message.ts';
import { evidenceSchema } from '../../status/status.ts';
import { verdictSchema } from '../../vocabulary.ts';
import { type ExecutorMemory, executorMemorySchema, NO_EXECUTORS } from './executor-memory.ts';

/** Epoch milliseconds. */
const at = z.number();

/** The state of something at the last evaluation, and since when. */
const timerSchema = z.object({ state: z.string(), since: at });

/** A rule's condition that was last known to hold. Only evidence that it does not hold removes it. */
const heldRuleSchema = z.object({
  since: at,
  because: messageSchema,
  agent: z.string().nullable(),
  /** Id of the failure mode behind the condition. */
  failure: z.string().nullable(),
  /** Names of the subjects that showed it. */
  restsOn: z.array(z.string()),
  /** Since when its subject has been unavailable; null while it is observed to hold. */
  lostAt: at.nullable(),
});
export type HeldRule = z.infer<typeof heldRuleSchema>;

const observationSchema = z.object({
  at,
  verdict: verdictSchema,
  value: messageSchema,
  evidence: z.array(evidenceSchema),
});
/** One observation within the window of a cadence item. */
export type Observation = z.infer<typeof observationSchema>;

/** The observations of one item of today's cadence while its window was open. */
const watchSchema = z.object({
  /** The observation that counts; null while there is none. */
  seen: observationSchema.nullable(),
  /** The first and the last evaluation within the window: outside of them nobody watched. */
  from: at,
  to: at,
  /** The last evaluation at which it was known, and the longest time without one. */
  toldAt: at,
  gap: z.object({ from: at, to: at }),
  /** Why it was unknown the last time it was; null while it was always known. */
  why: z.nullable(messageSchema),
});
export type CadenceWatch = z.infer<typeof watchSchema>;

export interface EvaluationState {
  readonly timers: ReadonlyMap<string, z.infer<typeof timerSchema>>;
  /** By the rule's id. */
  readonly rules: ReadonlyMap<string, HeldRule>;
  /** By date and item. */
  readonly cadence: ReadonlyMap<string, CadenceWatch>;
  readonly executors: ExecutorMemory;
}

export const EMPTY_STATE: EvaluationState = {
  timers: new Map(),
  rules: new Map(),
  cadence: new Map(),
  executors: NO_EXECUTORS,
};

/** Raised if the shape changes: a state of another version is discarded. */
const VERSION = 2;

/** The evaluation state as it is stored: JSON, with its version. Keys are data, so each section is a list of pairs. */
const storedStateSchema = z.object({
  version: z.literal(VERSION),
  timers: z.array(z.tuple([z.string(), timerSchema])),
  rules: z.array(z.tuple([z.string(), heldRuleSchema])),
  cadence: z.array(z.tuple([z.string(), watchSchema])),
  /** Absent in a state of before it was kept. */
  executors: executorMemorySchema.default(NO_EXECUTORS),
});
export type StoredState = z.infer<typeof storedStateSchema>;

export function serialiseState(evaluationState: EvaluationState): StoredState {
  return {
    version: VERSION,
    timers: [...evaluationState.timers],
    rules: [...evaluationState.rules],
    cadence: [...evaluationState.cadence],
    executors: evaluationState.executors,
  };
}

/** Parses the result of `serialiseState`; null for anything else. The caller must report that. */
export function parseState(stored: unknown): EvaluationState | null {
  const parsed = storedStateSchema.safeParse(stored);
  if (!parsed.success) return null;
  const { timers, rules, cadence, executors } = parsed.data;
  return { timers: new Map(timers), rules: new Map(rules), cadence: new Map(cadence), executors };
}

/** Nothing began later than now: what says so was timed by a clock that was ahead then. */
function begunBy(before: EvaluationState, now: number): EvaluationState {
  const begun = <T extends { since: number }>(entries: ReadonlyMap<string, T>): Map<string, T> =>
    new Map([...entries].map(([key, entry]) => [key, { ...entry, since: Math.min(entry.since, now) }]));
  return { ...before, timers: begun(before.timers), rules: begun(before.rules) };
}

/** Collects the next state during an evaluation; pure for its caller, who gets the finished one. */
export class StateBuilder {
  readonly #before: EvaluationState;
  readonly #timers = new Map<string, z.infer<typeof timerSchema>>();
  readonly #rules = new Map<string, HeldRule>();
  readonly #cadence = new Map<string, CadenceWatch>();
  readonly #now: number;
  #executors: ExecutorMemory;

  constructor(before: EvaluationState, now: number) {
    this.#before = begunBy(before, now);
    this.#executors = before.executors;
    this.#now = now;
  }

  /** Since when `key` has been in `state`, epoch ms. `byEvidence` wins if the evidence itself has a time. */
  since(key: string, state: string, byEvidence: number | null = null): number {
    const held = this.#before.timers.get(key);
    const known = held?.state === state ? held.since : this.#now;
    const since = byEvidence === null ? known : Math.min(byEvidence, this.#now);
    this.#timers.set(key, { state, since });
    return since;
  }

  /** The state kept under `key`, with its time. */
  timer(key: string): Readonly<z.infer<typeof timerSchema>> | undefined {
    return this.#before.timers.get(key);
  }

  /** Keeps a state with a time of its own. */
  hold(key: string, state: string, since: number): void {
    this.#timers.set(key, { state, since });
  }

  /** The condition of a rule as it was last known to hold; undefined if it was last known not to hold, or never known. */
  heldRule(id: string): HeldRule | undefined {
    return this.#before.rules.get(id);
  }

  holdRule(id: string, held: HeldRule): void {
    this.#rules.set(id, held);
  }

  /** The observations so far of a cadence item; an item that is not kept again is forgotten. */
  cadenceWatch(key: string): CadenceWatch | undefined {
    return this.#before.cadence.get(key);
  }

  keepCadence(key: string, watch: CadenceWatch): void {
    this.#cadence.set(key, watch);
  }

  /** Keeps entries unchanged while nothing is observed that could show if they still hold. */
  keep(key: string): void {
    const held = this.#before.timers.get(key);
    if (held !== undefined) this.#timers.set(key, held);
  }

  /** Of executors as last remembered. */
  executors(): ExecutorMemory {
    return this.#before.executors;
  }

  keepExecutors(memory: ExecutorMemory): void {
    this.#executors = memory;
  }

  finished(): EvaluationState {
    return {
      timers: this.#timers,
      rules: this.#rules,
      cadence: this.#cadence,
      executors: this.#executors,
    };
  }
}
