/**
 * The evaluation state, handed from one evaluation to the next: since when each condition has been the same, which
 * rules last held, and the observations for today's cadence. Timers belong to the condition and not to the process; a
 * restart that hands the state over does not reset them. It is plain data, so that it can be stored.
 */

import { z } from 'zod';
import { messageSchema } from '../../status/message.ts';
import { evidenceSchema } from '../../status/status.ts';
import { verdictSchema } from '../../vocabulary.ts';
import { type Baselines, baselinesSchema, NO_BASELINES } from './baselines.ts';
import { type DeathMemory, deathMemorySchema, NO_DEATHS } from './death-memory.ts';
import { type ExecutorMemory, executorMemorySchema, NO_EXECUTORS } from './executor-memory.ts';
import { type ImageMemory, imageMemorySchema, NO_IMAGES } from './image-memory.ts';

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
  /** Since when it was clear at every look; null while it holds or is unavailable. */
  clearAt: at.nullable().default(null),
  /** Until when its timer ran, if nothing has shown since that it still holds; null while it runs. */
  pausedAt: at.nullable().default(null),
});
export type HeldRule = z.infer<typeof heldRuleSchema>;

/** A time for which the condition of a rule was there, from its first to its last look. */
const spellSchema = z.object({ from: at, to: at });
export type Spell = z.infer<typeof spellSchema>;

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
  /** By the rule's id: when its condition was there of late. */
  readonly spells: ReadonlyMap<string, readonly Spell[]>;
  /** By date and item. */
  readonly cadence: ReadonlyMap<string, CadenceWatch>;
  readonly executors: ExecutorMemory;
  readonly deaths: DeathMemory;
  readonly images: ImageMemory;
  readonly baselines: Baselines;
  /** When the console's own clock was last set, by the clock as it is since; null: never, as far as is known. */
  readonly steppedAt: number | null;
}

export const EMPTY_STATE: EvaluationState = {
  timers: new Map(),
  rules: new Map(),
  spells: new Map(),
  cadence: new Map(),
  executors: NO_EXECUTORS,
  deaths: NO_DEATHS,
  images: NO_IMAGES,
  baselines: NO_BASELINES,
  steppedAt: null,
};

/** Raised if the shape changes: a state of another version is discarded. */
const VERSION = 2;

/** The evaluation state as it is stored: JSON, with its version. Keys are data, so each section is a list of pairs. */
const storedStateSchema = z.object({
  version: z.literal(VERSION),
  timers: z.array(z.tuple([z.string(), timerSchema])),
  rules: z.array(z.tuple([z.string(), heldRuleSchema])),
  /** Absent in a state of before they were kept. */
  spells: z.array(z.tuple([z.string(), z.array(spellSchema)])).default([]),
  cadence: z.array(z.tuple([z.string(), watchSchema])),
  /** Absent in a state of before it was kept. */
  executors: executorMemorySchema.default(NO_EXECUTORS),
  deaths: deathMemorySchema.default(NO_DEATHS),
  images: imageMemorySchema.default(NO_IMAGES),
  baselines: baselinesSchema.default(NO_BASELINES),
  steppedAt: at.nullable().default(null),
});
export type StoredState = z.infer<typeof storedStateSchema>;

export function serialiseState(evaluationState: EvaluationState): StoredState {
  return {
    version: VERSION,
    timers: [...evaluationState.timers],
    rules: [...evaluationState.rules],
    spells: [...evaluationState.spells].map(([id, spells]) => [id, [...spells]]),
    cadence: [...evaluationState.cadence],
    executors: evaluationState.executors,
    deaths: evaluationState.deaths,
    images: evaluationState.images,
    baselines: evaluationState.baselines,
    steppedAt: evaluationState.steppedAt,
  };
}

/** Parses the result of `serialiseState`; null for anything else. The caller must report that. */
export function parseState(stored: unknown): EvaluationState | null {
  const parsed = storedStateSchema.safeParse(stored);
  if (!parsed.success) return null;
  const { version: _, timers, rules, spells, cadence, ...memory } = parsed.data;
  return {
    timers: new Map(timers),
    rules: new Map(rules),
    spells: new Map(spells),
    cadence: new Map(cadence),
    ...memory,
  };
}

/**
 * The state as a new process takes it over: nobody looked in between, so each rule waits for its first look. What fired
 * fires on; what was about to does not fire unseen.
 */
export function resumed(state: EvaluationState): EvaluationState {
  const rules = [...state.rules].map(([id, held]): [string, HeldRule] => {
    const lastLook = state.spells.get(id)?.at(-1)?.to ?? held.since;
    return [id, { ...held, clearAt: null, pausedAt: held.pausedAt ?? lastLook }];
  });
  return { ...state, rules: new Map(rules) };
}

/** Nothing began later than now: what says so was timed by a clock that was ahead then. */
function begunBy(before: EvaluationState, now: number): EvaluationState {
  const begun = <T extends { since: number }>(entries: ReadonlyMap<string, T>): Map<string, T> =>
    new Map([...entries].map(([key, entry]) => [key, { ...entry, since: Math.min(entry.since, now) }]));
  const rules = [...begun(before.rules)].map(([id, held]): [string, HeldRule] => {
    const by = (time: number | null): number | null => (time === null ? null : Math.min(time, now));
    return [id, { ...held, lostAt: by(held.lostAt), clearAt: by(held.clearAt), pausedAt: by(held.pausedAt) }];
  });
  const spells = [...before.spells].map(([id, list]): [string, Spell[]] => [
    id,
    list.filter(({ from }) => from < now).map(({ from, to }) => ({ from, to: Math.min(to, now) })),
  ]);
  const steppedAt = before.steppedAt === null ? null : Math.min(before.steppedAt, now);
  // What was watched at a time that is to come was not watched then.
  const cadence = new Map([...before.cadence].filter(([, { from, to }]) => from <= now && to <= now));
  return {
    ...before,
    timers: begun(before.timers),
    rules: new Map(rules),
    spells: new Map(spells),
    cadence,
    steppedAt,
  };
}

/** Collects the next state during an evaluation; pure for its caller, who gets the finished one. */
export class StateBuilder {
  readonly #before: EvaluationState;
  readonly #timers = new Map<string, z.infer<typeof timerSchema>>();
  readonly #rules = new Map<string, HeldRule>();
  readonly #spells = new Map<string, readonly Spell[]>();
  readonly #cadence = new Map<string, CadenceWatch>();
  readonly #now: number;
  #executors: ExecutorMemory;
  #deaths: DeathMemory;
  #images: ImageMemory;
  #baselines: Baselines;

  constructor(before: EvaluationState, now: number) {
    this.#before = begunBy(before, now);
    this.#executors = before.executors;
    this.#deaths = before.deaths;
    this.#images = before.images;
    this.#baselines = before.baselines;
    this.#now = now;
  }

  /** Since when `key` has been in `state`, epoch ms. `byEvidence` wins if the evidence itself has a time. */
  since(key: string, state: string, byEvidence: number | null = null): number {
    const held = this.#before.timers.get(key);
    const known = held?.state === state ? held.since : this.#now;
    const evident = this.evident(byEvidence);
    const since = evident === null ? known : Math.min(evident, this.#now);
    this.#timers.set(key, { state, since });
    return since;
  }

  /**
   * A time that evidence has, where it can be compared with the console's clock: one from before that clock was set
   * says nothing of how long something has lasted by it.
   */
  evident(at: number | null): number | null {
    if (at === null || !Number.isFinite(at)) return null;
    const { steppedAt } = this.#before;
    return steppedAt !== null && at < steppedAt ? null : at;
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

  /** When the condition of a rule was there of late, the earliest first. */
  spells(id: string): readonly Spell[] {
    return this.#before.spells.get(id) ?? [];
  }

  keepSpells(id: string, spells: readonly Spell[]): void {
    if (spells.length > 0) this.#spells.set(id, spells);
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

  /** The same for all whose key is one of those. */
  keepAll(isOne: (key: string) => boolean): void {
    for (const key of this.#before.timers.keys()) if (isOne(key)) this.keep(key);
  }

  /** Of containers as last remembered. */
  deaths(): DeathMemory {
    return this.#before.deaths;
  }

  keepDeaths(memory: DeathMemory): void {
    this.#deaths = memory;
  }

  /** Of executors as last remembered. */
  executors(): ExecutorMemory {
    return this.#before.executors;
  }

  keepExecutors(memory: ExecutorMemory): void {
    this.#executors = memory;
  }

  /** Of images as last remembered. */
  images(): ImageMemory {
    return this.#before.images;
  }

  keepImages(memory: ImageMemory): void {
    this.#images = memory;
  }

  /** What was in force at the last close, as last kept. */
  baselines(): Baselines {
    return this.#before.baselines;
  }

  keepBaselines(baselines: Baselines): void {
    this.#baselines = baselines;
  }

  finished(): EvaluationState {
    return {
      timers: this.#timers,
      rules: this.#rules,
      spells: this.#spells,
      cadence: this.#cadence,
      executors: this.#executors,
      deaths: this.#deaths,
      images: this.#images,
      baselines: this.#baselines,
      steppedAt: this.#before.steppedAt,
    };
  }
}
