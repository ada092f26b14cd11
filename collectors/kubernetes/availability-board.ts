/**
 * Publishes the status of each part of the source when it changes, and repeats it while it does not: silence is a fact
 * too.
 */

import type { Logger } from 'pino';
import type { Fact, SourceAvailability } from '#lib/facts/fact.ts';
import { text } from '#lib/messages/text.ts';
import type { Clock } from '#platform/clock.ts';

const SOURCE = 'kubernetes';

export class AvailabilityBoard {
  readonly #availability = new Map<string, { value: SourceAvailability; publishedAt: number }>();
  readonly #clock: Clock;
  readonly #say: (facts: Fact[]) => void;
  readonly #log: Logger;
  readonly #everyMs: number;
  readonly #timer: NodeJS.Timeout;

  constructor(options: { clock: Clock; say: (facts: Fact[]) => void; log: Logger; everyMs: number }) {
    this.#clock = options.clock;
    this.#say = options.say;
    this.#log = options.log;
    this.#everyMs = options.everyMs;
    // Five checks per period, so that no status is repeated much too late.
    this.#timer = setInterval(() => this.#repeat(), options.everyMs / 5);
    this.#timer.unref();
  }

  /** `always`: publish it even if only the time of the last success changed. */
  put(subject: string, next: Omit<SourceAvailability, 'blindSince'>, always = false): void {
    const before = this.#availability.get(subject)?.value;
    // Restarted with another plan: known statuses stay known, and age.
    if (before && next.state === 'starting') return;
    const blindSince = next.state === 'blind' ? (before?.blindSince ?? this.#clock.now()) : null;
    const value: SourceAvailability = { ...next, blindSince };
    const changed = before === undefined || digest(before) !== digest(value);
    if (before && before.state !== value.state)
      this.#log.debug(
        { source: subject, state: value.state, why: value.cause && text(value.cause) },
        'source status changed',
      );
    if (changed || always) this.#speak(subject, value);
    else
      this.#availability.set(subject, {
        value,
        publishedAt: this.#availability.get(subject)?.publishedAt ?? 0,
      });
  }

  /** The plan no longer has the part with this status. */
  drop(subject: string): void {
    if (!this.#availability.delete(subject)) return;
    this.#say([
      { subject, kind: 'source-status', value: null, observedAt: this.#clock.now(), source: SOURCE },
    ]);
  }

  /** The last status of a part; undefined if there was none. */
  status(subject: string): SourceAvailability | undefined {
    return this.#availability.get(subject)?.value;
  }

  subjects(): string[] {
    return [...this.#availability.keys()];
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #repeat(): void {
    const due = this.#clock.monotonic() - this.#everyMs * 0.8;
    for (const [subject, { value, publishedAt }] of this.#availability)
      if (publishedAt <= due) this.#speak(subject, value);
  }

  #speak(subject: string, value: SourceAvailability): void {
    this.#availability.set(subject, { value, publishedAt: this.#clock.monotonic() });
    this.#say([{ subject, kind: 'source-status', value, observedAt: this.#clock.now(), source: SOURCE }]);
  }
}

/** Everything except the fields that move while nothing happens, and the numbers that the cause mentions. */
function digest(value: SourceAvailability): string {
  const moving = { lastSeenAt: null, syncedAt: null, lastEventAt: null, unreadable: 0, count: 0 };
  return JSON.stringify({ ...value, ...moving });
}
