/**
 * Facts in → ledger → evaluation → posture out. A posture is published as soon as a verdict or its evidence changes,
 * and a light tick each second.
 */

import type { World } from '#lib/evaluate/base/input.ts';
import { EMPTY_STATE, type EvaluationState, resumed } from '#lib/evaluate/base/state.ts';
import { stepped } from '#lib/evaluate/base/stepped.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import type { Fact, SourceAvailability } from '#lib/facts/fact.ts';
import {
  applyAll,
  EMPTY_LEDGER,
  entriesOf,
  entryOf,
  forget,
  type Ledger,
  rewound,
  timely,
} from '#lib/facts/ledger.ts';
import { instant } from '#lib/format/instant.ts';
import { declaredDays } from '#lib/market/declared-days.ts';
import { marketAt } from '#lib/market/market.ts';
import type { Posture, Tick } from '#lib/posture.ts';
import type { Clock } from '#platform/clock.ts';
import { ClockSteps } from '#platform/clock-steps.ts';
import { type About, composePosture, type EvaluationInputs } from '#platform/compose-posture.ts';
import type { PlanInForce } from '#platform/plan-in-force.ts';

export interface Listeners {
  /** `detectionMs`: since the oldest observation among the news that led to it; null if only time did. */
  posture(posture: Posture, before: Posture, detectionMs: number | null, inputs: EvaluationInputs): void;
  tick(tick: Tick, posture: Posture): void;
  /** Duration of one evaluation. */
  evaluated(ms: number): void;
}

/** Subjects gone for so long are forgotten. */
const KEEP_GONE_MS = 600_000;
const FORGET_EVERY_TICKS = 60;

export class Collector {
  #ledger: Ledger = EMPTY_LEDGER;
  #evaluationState: EvaluationState = EMPTY_STATE;
  #plan: PlanInForce;
  #posture: Posture;
  #inputs: EvaluationInputs;
  #pending: Fact[] = [];
  #scheduled: NodeJS.Immediate | null = null;
  #seq = 0;
  /** By the clock; a later turn that is earlier shows that it was put back. */
  #turnedAt = Number.NEGATIVE_INFINITY;
  readonly #clockSteps: ClockSteps;
  readonly #about: About;
  readonly #clock: Clock;
  readonly #listeners: Listeners;

  constructor(options: {
    plan: PlanInForce;
    about: Omit<About, 'startedAt'>;
    clock: Clock;
    listeners: Listeners;
    /** Evaluation state of an earlier process; empty if there is none. */
    evaluationState?: EvaluationState;
  }) {
    this.#plan = options.plan;
    this.#evaluationState = resumed(options.evaluationState ?? EMPTY_STATE);
    this.#about = { ...options.about, startedAt: instant(options.clock.now()) };
    this.#clock = options.clock;
    this.#clockSteps = new ClockSteps(options.clock);
    this.#listeners = options.listeners;
    this.#inputs = this.#now();
    this.#posture = this.#evaluated();
  }

  /** Takes facts in. A burst is evaluated once, before the next I/O. */
  say(facts: readonly Fact[]): void {
    this.#pending.push(...facts);
    this.#scheduled ??= setImmediate(() => this.turn());
  }

  setPlan(plan: PlanInForce): void {
    this.#plan = plan;
    this.turn();
  }

  posture(): Posture {
    return this.#posture;
  }

  ledger(): Ledger {
    return this.#ledger;
  }

  /** Each source's own status. */
  sourceStatuses(): (SourceAvailability & { id: string })[] {
    return entriesOf(this.#ledger, 'source-status').flatMap(({ fact: { subject, value } }) =>
      value === null ? [] : [{ id: subject, ...value }],
    );
  }

  /** Input of the last evaluation. */
  inputs(): EvaluationInputs {
    return this.#inputs;
  }

  world(): World {
    const now = this.#clock.now();
    return {
      plan: this.#plan.plan,
      ledger: this.#ledger,
      market: marketAt(now, declaredDays(this.#plan.plan)),
      now,
    };
  }

  /** Folds pending facts, evaluates, and publishes if the posture has changed. */
  turn(): void {
    if (this.#scheduled !== null) clearImmediate(this.#scheduled);
    this.#scheduled = null;
    const now = this.#clock.now();
    this.#followClock(now);
    const said = timely(this.#pending, now);
    const known = this.#ledger;
    this.#ledger = applyAll(this.#ledger, said);
    this.#pending = [];
    const before = this.#posture;
    const after = this.#evaluated();
    this.#posture = after;
    if (after.id !== before.id)
      this.#listeners.posture(after, before, this.#ageOfNews(said, known), this.#inputs);
  }

  /** What a clock that was set says of the past is no longer so. */
  #followClock(now: number): void {
    const moved = this.#clockSteps.moved();
    if (moved !== 0) this.#evaluationState = stepped(this.#evaluationState, moved, now);
    if (now < this.#turnedAt) this.#ledger = rewound(this.#ledger, now);
    this.#turnedAt = now;
  }

  /** The beat of each second: time changes verdicts, so it evaluates before it ticks. */
  tick(): Tick {
    this.turn();
    this.#seq += 1;
    if (this.#seq % FORGET_EVERY_TICKS === 0)
      this.#ledger = forget(this.#ledger, this.#clock.now(), KEEP_GONE_MS);
    const tick = this.latestTick();
    this.#listeners.tick(tick, this.#posture);
    return tick;
  }

  /** Age of the oldest new fact, in milliseconds. */
  #ageOfNews(facts: readonly Fact[], known: Ledger): number | null {
    const oldest = facts.reduce((least, { kind, subject, observedAt }) => {
      const { since } = entryOf(this.#ledger, kind, subject) ?? {};
      const isNews = since === observedAt && entryOf(known, kind, subject)?.since !== since;
      return isNews ? Math.min(least, observedAt) : least;
    }, Number.POSITIVE_INFINITY);
    return Number.isFinite(oldest) ? this.#clock.now() - oldest : null;
  }

  /** Time of the last evaluation, epoch milliseconds. */
  evaluatedAt(): number {
    return Date.parse(this.#posture.at);
  }

  /** The tick as it would be now, for a reader who has just come. */
  latestTick(): Tick {
    return {
      seq: this.#seq,
      now: instant(this.#clock.now()),
      postureId: this.#posture.id,
      build: this.#about.build,
      measured: this.#posture.measured,
    };
  }

  /** State after the last evaluation: the start of each condition. */
  evaluationState(): EvaluationState {
    return this.#evaluationState;
  }

  #now(): EvaluationInputs {
    return {
      plan: this.#plan,
      about: this.#about,
      evaluationState: this.#evaluationState,
      ledger: this.#ledger,
    };
  }

  #evaluated(): Posture {
    const world = this.world();
    this.#inputs = this.#now();
    const began = this.#clock.monotonic();
    const { said, evaluationState } = evaluate(world, this.#evaluationState);
    this.#listeners.evaluated(this.#clock.monotonic() - began);
    this.#evaluationState = evaluationState;
    return composePosture(said, world.now, this.#plan, this.#about);
  }
}
