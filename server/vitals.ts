/**
 * Health of the console's own process: event loop, evaluation and clock. All bounds use the monotonic clock, since
 * the wall clock may be set.
 */

import type { Logger } from 'pino';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import type { Clock } from '#platform/clock.ts';
import { ClockSteps } from '#platform/clock-steps.ts';

/** Event loop stalls longer than this are logged, in milliseconds. */
const STALL_MS = 1_000;
/** On a machine that has too little to give every beat is late: one line for all of them in so long is enough. */
const LOG_AGAIN_AFTER_MS = 30_000;
/** Evaluation runs each second; an older posture than this is not the present. */
const EVALUATED_WITHIN_MS = 3_000;
/** Time for which readiness still reports a past problem, since probes ask every few seconds. */
const TOLD_FOR_MS = 5_000;

interface Trouble {
  /** Epoch milliseconds at its end. */
  at: number;
  /** Duration, or the clock's step. */
  ms: number;
}

export interface VitalSigns {
  /** Milliseconds since the last evaluation. */
  evaluatedMsAgo: number;
  /** Lateness of the last beat. */
  lateMs: number;
  /** Since the process began. */
  stalls: number;
  clockSteps: number;
  lastStall: Trouble | null;
  lastStep: Trouble | null;
  /** Why what is served may not be the present; empty while it is. */
  reasons: Message[];
}

export class Vitals {
  readonly #clock: Clock;
  readonly #log: Logger;
  #judgedAt: number;
  #lateMs = 0;
  #stalls = 0;
  #steps = 0;
  #stall: (Trouble & { endedAt: number }) | null = null;
  #step: (Trouble & { endedAt: number }) | null = null;
  readonly #clockSteps: ClockSteps;
  #logAfter = 0;
  #unlogged = 0;

  constructor(clock: Clock, log: Logger) {
    this.#clock = clock;
    this.#log = log;
    this.#judgedAt = clock.monotonic();
    this.#clockSteps = new ClockSteps(clock);
  }

  evaluated(): void {
    this.#judgedAt = this.#clock.monotonic();
  }

  /** The beat of a second, `lateMs` after it was due. */
  beat(lateMs: number): void {
    this.#lateMs = lateMs;
    if (lateMs > STALL_MS) this.#stalled(lateMs);
    const moved = this.#clockSteps.moved();
    if (moved !== 0) this.#stepped(moved);
  }

  signs(): VitalSigns {
    return {
      evaluatedMsAgo: this.#clock.monotonic() - this.#judgedAt,
      lateMs: this.#lateMs,
      stalls: this.#stalls,
      clockSteps: this.#steps,
      lastStall: this.#stall,
      lastStep: this.#step,
      reasons: this.#reasons(),
    };
  }

  #stalled(ms: number): void {
    this.#stalls += 1;
    this.#stall = { at: this.#clock.now(), ms, endedAt: this.#clock.monotonic() };
    this.#logStall(ms);
  }

  #logStall(ms: number): void {
    const now = this.#clock.monotonic();
    if (now < this.#logAfter) {
      this.#unlogged += 1;
      return;
    }
    this.#log.warn(
      { seconds: seconds(ms), moreSinceLastTold: this.#unlogged },
      'the event loop stood still: nothing was evaluated or sent',
    );
    this.#logAfter = now + LOG_AGAIN_AFTER_MS;
    this.#unlogged = 0;
  }

  #stepped(ms: number): void {
    this.#steps += 1;
    this.#step = { at: this.#clock.now(), ms, endedAt: this.#clock.monotonic() };
    this.#log.warn({ seconds: seconds(ms) }, 'the system’s clock was set');
  }

  #reasons(): Message[] {
    const reasons: Message[] = [];
    const now = this.#clock.monotonic();
    const recent = (trouble: { endedAt: number } | null) =>
      trouble !== null && now - trouble.endedAt <= TOLD_FOR_MS;
    const age = now - this.#judgedAt;
    if (age > EVALUATED_WITHIN_MS) reasons.push(say('console-stuck', { ageMs: age }));
    if (this.#stall !== null && this.#stall.ms > EVALUATED_WITHIN_MS && recent(this.#stall))
      reasons.push(say('console-stalled', { ms: this.#stall.ms }));
    if (this.#step !== null && recent(this.#step))
      reasons.push(say('console-clock-set', { ms: this.#step.ms }));
    return reasons;
  }
}

const seconds = (ms: number): number => Math.round(ms / 100) / 10;
