/** A watch over a network that delays, repeats, loses, garbles or breaks. */

import type { Answer } from '#collectors/http/exchange.ts';
import type { LineStreamOptions } from '#collectors/http/line-stream.ts';
import { TransportError } from '#collectors/http/transport-error.ts';
import { say } from '#lib/messages/say.ts';
import type { Cluster } from '../pipeline/cluster.ts';
import type { EventClock } from '../pipeline/event-clock.ts';
import { refused, stopped } from '../pipeline/network.ts';
import type { Observation } from './observation.ts';
import { type Outage, type OutageKind, outageAt, outagesOf } from './outages.ts';
import type { Random } from './random.ts';

/** Delays of events on a good day and on a bad one, in milliseconds. */
const PROMPT_MS = 300;
const LATE_MS = 9_000;
/** How often what an open watch let see is noted. */
const NOTED_EVERY_MS = 1_000;

export interface WatchedOver {
  source: string;
  url: URL;
  options: LineStreamOptions;
  cluster: Cluster;
  clock: EventClock;
  random: Random;
  outages: readonly Outage[];
  observations: Observation[];
}

/** As `readLines` of the collectors: null at the end of the stream. */
export function watchOver(given: WatchedOver): Promise<Answer | null> {
  return new Promise((resolve, reject) => new OpenWatch(given, resolve, reject).open());
}

class OpenWatch {
  readonly #given: WatchedOver;
  readonly #resolve: (answer: Answer | null) => void;
  readonly #reject: (error: Error) => void;
  /** Ends the server's side. */
  readonly #ends = new AbortController();
  #silence: NodeJS.Timeout | undefined;
  readonly #openedAt: number;
  #lastAt: number;
  #over = false;
  /** Something was lost on the way, and nobody knows. */
  #deaf = false;

  constructor(given: WatchedOver, resolve: (answer: Answer | null) => void, reject: (error: Error) => void) {
    this.#given = given;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#openedAt = given.clock.now();
    this.#lastAt = this.#openedAt;
  }

  open(): void {
    const { clock, options, random, source, outages } = this.#given;
    if (options.signal.aborted) {
      this.#fail(stopped());
      return;
    }
    options.signal.addEventListener('abort', () => this.#fail(stopped()), { once: true });
    this.#heard();
    const outage = this.#outage();
    if (outage === 'refused') {
      clock.at(clock.now() + 3, () => this.#fail(refused()));
      return;
    }
    if (mute(outage)) {
      this.#deaf = true;
      return;
    }
    for (const { from, kind } of outagesOf(outages, source))
      if (from > clock.now() && from < clock.now() + LONGEST_MS && BREAKS.includes(kind))
        clock.at(from, () => this.#broken(kind));
    clock.at(clock.now() + random.int(5, 50), () => this.#begin());
  }

  #begin(): void {
    const { cluster, url, options, clock } = this.#given;
    if (this.#over) return;
    this.#note();
    let opened = false;
    const open = cluster.watch(url, {
      ...options,
      signal: this.#ends.signal,
      onOpen: () => {
        opened = true;
        options.onOpen();
      },
      onLine: (line) => this.#send(line),
    });
    // Whatever is still under way arrives before the end of the stream.
    void open.then((answer) => {
      if (!opened) {
        this.#settle(() => this.#resolve(answer));
        return;
      }
      clock.at(Math.max(clock.now(), this.#lastAt), () => {
        this.#deaf ||= mute(this.#outage());
        if (!this.#deaf) this.#settle(() => this.#resolve(null));
      });
    });
  }

  /** A line arrives after a while, in its order. */
  #send(line: string): boolean {
    const { random } = this.#given;
    const outage = this.#outage();
    if (this.#over) return false;
    this.#deaf ||= mute(outage);
    if (this.#deaf) return true;
    const delay = random.int(5, outage === 'late' ? LATE_MS : PROMPT_MS);
    this.#deliver(outage === 'garbage' ? line.slice(0, line.length >> 1) : line, delay);
    if (outage === 'twice') this.#deliver(line, random.int(1, LATE_MS));
    return true;
  }

  #deliver(line: string, delay: number): void {
    const { clock, options } = this.#given;
    this.#lastAt = Math.max(this.#lastAt, clock.now() + delay);
    clock.at(this.#lastAt, () => {
      if (this.#over) return;
      this.#heard();
      if (!options.onLine(line)) this.#settle(() => this.#resolve(null));
    });
  }

  #broken(kind: OutageKind): void {
    if (this.#over) return;
    if (kind === 'expired') {
      const status = { kind: 'Status', status: 'Failure', reason: 'Expired', code: 410, message: 'too old' };
      this.#deliver(JSON.stringify({ type: 'ERROR', object: status }), 1);
      return;
    }
    this.#fail(new TransportError('reset', say('cause-reset')));
  }

  /** Every line, and its opening, starts the wait for the next one. */
  #heard(): void {
    const { options } = this.#given;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(
      () => this.#fail(new TransportError('timeout', say('cause-timeout', { timeoutMs: options.silenceMs }))),
      options.silenceMs,
    );
  }

  #note(): void {
    const { clock, source, observations } = this.#given;
    if (this.#over) return;
    const at = clock.now();
    const clear = this.#outage() === null && !this.#deaf;
    observations.push({
      source,
      startedAt: at,
      arrivedAt: at,
      whole: true,
      clear,
      wide: true,
    });
    clock.at(at + NOTED_EVERY_MS, () => this.#note());
  }

  #outage(): OutageKind | null {
    const { outages, source, clock } = this.#given;
    return outageAt(outages, source, clock.now());
  }

  #fail(error: Error): void {
    const { source, observations, clock } = this.#given;
    const [startedAt, arrivedAt] = [this.#openedAt, clock.now()];
    if (!this.#over)
      observations.push({ source, startedAt, arrivedAt, whole: false, clear: false, wide: true });
    this.#settle(() => this.#reject(error));
  }

  #settle(how: () => void): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#silence);
    this.#ends.abort();
    how();
  }
}

/** No watch is open for so long. */
const LONGEST_MS = 600_000;
const BREAKS: readonly OutageKind[] = ['refused', 'expired'];
const mute = (outage: OutageKind | null): boolean => outage === 'silent' || outage === 'timeout';
