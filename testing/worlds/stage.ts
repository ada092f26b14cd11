/**
 * The stage that incidents play on: what the cluster holds, how agents answer, and what of it matters to which verdict
 * and when. The marks are the ground truth that the oracle goes by; whoever makes an incident knows what it made.
 */

import type { AnswerValue, FactValue, ProbeValue } from '#lib/facts/fact.ts';
import type { SessionState } from '#lib/vocabulary.ts';
import type { Place } from './objects.ts';
import { MARKET_HALT } from './plan.ts';
import type { Random } from './random.ts';
import { sessionAt } from './sessions.ts';
import { ObjectStore, type Seen } from './timeline.ts';

/**
 * What an interval of the truth means for a verdict. `bad`: it may not be good, and if it is available it is bad. `doubt`:
 * it may not be good. `told`: an agent says so itself, which nothing else shows: bad where the answer is available.
 * `murky`: nothing is claimed.
 */
export type Level = 'bad' | 'doubt' | 'told' | 'murky';

export interface Mark {
  /** `execution`, `agent/<name>` or `failure/<id>`. */
  subject: string;
  level: Level;
  /** The source that can show it, e.g. `poll/Pod`, `probe/feed/beat`. */
  via: string;
  from: number;
  to: number;
}

type Contract = AnswerValue['contract'];
type BodyOf<C extends Contract> = Omit<
  Extract<AnswerValue, { contract: C }>,
  'agent' | 'probe' | 'instance' | 'status' | 'raw'
>;
export type Body = { [C in Contract]: BodyOf<C> }[Contract];

/** How an agent answers a probe: the outcome, and the body if there is evidence. */
export interface Reply {
  outcome: ProbeValue['outcome'];
  status: number | null;
  body: Body | null;
}

/** Something that a probe asks; `pod`: only while that pod runs. */
export interface Endpoint {
  agent: string;
  probe: string;
  instance: string;
  pod: string | null;
  everyMs: number;
  reply: (at: number) => Reply;
}

interface Twist {
  probe: string;
  from: number;
  to: number;
  apply: (reply: Reply, at: number) => Reply;
}

/** What the Cloud Run Admin API holds of the executor's service from an instant on; null: no such service. */
export interface CloudRunVersion {
  at: number;
  value: FactValue<'cloud-run'> | null;
}

export interface Span {
  from: number;
  to: number;
}

export class Stage {
  readonly start: number;
  readonly end: number;
  readonly store = new ObjectStore();
  readonly marks: Mark[] = [];
  readonly endpoints: Endpoint[] = [];
  readonly incidents: string[] = [];
  /** Null if the plan declares no executor on Cloud Run. */
  readonly cloudRun: CloudRunVersion[] | null;
  readonly random: Random;
  readonly #twists: Twist[] = [];

  constructor(start: number, end: number, random: Random, onCloudRun: boolean) {
    this.start = start;
    this.end = end;
    this.random = random;
    this.cloudRun = onCloudRun ? [{ at: start - 3_600_000, value: null }] : null;
  }

  /** Makes an object at an instant, in place of one that may be there. */
  make(place: Place, at: number, seen: Seen): void {
    this.store.change(place, at, () => seen);
  }

  /** Changes the object if it is there. */
  change(place: Place, at: number, change: (seen: Seen) => Seen): void {
    this.store.change(place, at, (before) => (before === null ? null : change(before)));
  }

  remove(place: Place, at: number): void {
    this.store.change(place, at, () => null);
  }

  mark(subjects: readonly string[], level: Level, via: string, { from, to }: Span): void {
    for (const subject of subjects) if (from < to) this.marks.push({ subject, level, via, from, to });
  }

  /** Nothing is claimed of these for a while, such as while things start or stop. */
  murky(subjects: readonly string[], span: Span): void {
    this.mark(subjects, 'murky', '', span);
  }

  /** Makes a probe be answered differently for a while. */
  twist(probe: string, { from, to }: Span, apply: Twist['apply']): void {
    this.#twists.push({ probe, from, to, apply });
  }

  /** The reply of an endpoint at an instant, with all that happens to it then. */
  replyAt(endpoint: Endpoint, at: number): Reply {
    const key = `${endpoint.agent}/${endpoint.probe}`;
    return this.#twists
      .filter((t) => t.probe === key && t.from <= at && at < t.to)
      .reduce((reply, t) => t.apply(reply, at), endpoint.reply(at));
  }

  /** An interval of time for an incident: from before the world begins or within it, short or to the end. */
  span(shortest = 1_000): Span {
    const { random, start, end } = this;
    const from = random.chance(0.3) ? start - 60_000 : random.int(start, end - 8_000);
    const to = random.chance(0.4) ? end + 60_000 : Math.max(from, start) + random.int(shortest, 24_000);
    return { from, to };
  }

  /** The market's state throughout the world; null if it changes within, or people declared a halt. */
  session(): SessionState | null {
    if (this.start >= Date.parse(MARKET_HALT.from) && this.end <= Date.parse(MARKET_HALT.to)) return null;
    const [first, last] = [sessionAt(this.start - 60_000).state, sessionAt(this.end).state];
    return first === last ? first : null;
  }
}
