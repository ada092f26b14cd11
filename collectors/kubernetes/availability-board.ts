/** What each part of the source can see, said when it changes and repeated while it does not: silence is a fact too. */

import type { Logger } from 'pino';
import type { Fact, SightValue } from '#lib/facts/fact.ts';
import { text } from '#lib/messages/text.ts';
import type { Clock } from '#platform/clock.ts';

const SOURCE = 'kubernetes';

export class SightBoard {
  readonly #sights = new Map<string, { value: SightValue; saidAt: number }>();
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
    // Five looks per period, so that nothing is repeated much later than it should be.
    this.#timer = setInterval(() => this.#repeat(), options.everyMs / 5);
    this.#timer.unref();
  }

  /** `always`: say it even though nothing but the time of the last sight changed. */
  put(subject: string, next: Omit<SightValue, 'blindSince'>, always = false): void {
    const before = this.#sights.get(subject)?.value;
    // Begun anew with another plan: what was seen stays seen, and ages.
    if (before && next.state === 'starting') return;
    const blindSince = next.state === 'blind' ? (before?.blindSince ?? this.#clock.now()) : null;
    const value: SightValue = { ...next, blindSince };
    const changed = before === undefined || digest(before) !== digest(value);
    if (before && before.state !== value.state)
      this.#log.debug(
        { sight: subject, state: value.state, why: value.cause && text(value.cause) },
        'sight changed',
      );
    if (changed || always) this.#speak(subject, value);
    else this.#sights.set(subject, { value, saidAt: this.#sights.get(subject)?.saidAt ?? 0 });
  }

  /** The part that had this sight is no more, by the plan. */
  drop(subject: string): void {
    if (!this.#sights.delete(subject)) return;
    this.#say([{ subject, kind: 'sight', value: null, observedAt: this.#clock.now(), source: SOURCE }]);
  }

  /** What was last put of a part; undefined when nothing was. */
  sight(subject: string): SightValue | undefined {
    return this.#sights.get(subject)?.value;
  }

  subjects(): string[] {
    return [...this.#sights.keys()];
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #repeat(): void {
    const due = this.#clock.monotonic() - this.#everyMs * 0.8;
    for (const [subject, { value, saidAt }] of this.#sights) if (saidAt <= due) this.#speak(subject, value);
  }

  #speak(subject: string, value: SightValue): void {
    this.#sights.set(subject, { value, saidAt: this.#clock.monotonic() });
    this.#say([{ subject, kind: 'sight', value, observedAt: this.#clock.now(), source: SOURCE }]);
  }
}

/** Everything but what moves while nothing happens, and the numbers that the cause tells of. */
function digest(value: SightValue): string {
  const moving = { lastSeenAt: null, syncedAt: null, lastEventAt: null, unreadable: 0, count: 0 };
  return JSON.stringify({ ...value, ...moving });
}
