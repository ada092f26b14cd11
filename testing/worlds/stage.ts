/**
 * The stage that incidents play on: what the cluster holds, how agents answer, and what of it matters to which verdict
 * and when. The marks are the ground truth that the oracle goes by; whoever makes an incident knows what it made.
 */

import type { SessionState } from '#lib/vocabulary.ts';
import type { Json } from '../practice/world/json.ts';
import type { Place, Thing } from './objects.ts';
import { MARKET_HALT } from './plan.ts';
import type { Random } from './random.ts';
import { sessionAt } from './sessions.ts';
import { ObjectStore } from './timeline.ts';

/**
 * What an interval of the truth means for a verdict. `bad`: it may not be good, and if it is available it is bad. `doubt`:
 * it may not be good. `told`: an agent says so itself, which nothing else shows: bad where the answer is available.
 * `unsure`: one source alone makes it doubtful: it may not be good where that source is available. `murky`: nothing is
 * claimed.
 */
export type Level = 'bad' | 'doubt' | 'told' | 'unsure' | 'murky';

export interface Mark {
  /** `execution`, `agent/<name>` or `failure/<id>`. */
  subject: string;
  level: Level;
  /** The source that can show it, e.g. `poll/Pod`, `probe/feed/beat`. */
  via: string;
  from: number;
  to: number;
  /** When a console must have evaluated what it is about, to know of it: the cluster itself no longer shows it. */
  seenIn?: Span | undefined;
  /** Sources that must all be clear before it must be told. */
  needs?: readonly string[] | undefined;
  /** A part of what must be said of it where its source is available. */
  words?: string | undefined;
}

/** What an agent answers: JSON with its times as `testing/pipeline/times.ts` writes them, a text, or nothing at all. */
export interface Reply {
  status: number;
  json?: Json;
  text?: string;
  fail?: 'refused' | 'timeout';
}

/** Something that a probe asks; `pod`: only while that pod runs, else at a host of its own. */
export interface Endpoint {
  agent: string;
  probe: string;
  path: string;
  pod: string | null;
  reply: Reply;
}

interface Twist {
  probe: string;
  from: number;
  to: number;
  apply: (reply: Reply) => Reply;
}

/** What the Cloud Run Admin API holds in a collection from an instant on. */
export interface CloudRunVersion {
  at: number;
  collection: string;
  items: readonly Json[];
}

export interface Span {
  from: number;
  to: number;
}

export class Stage {
  readonly start: number;
  readonly end: number;
  readonly store: ObjectStore;
  readonly marks: Mark[];
  readonly endpoints: Endpoint[];
  readonly incidents: string[];
  /** What the grammar drew, in words. */
  readonly drawn: string[];
  /** Custom kinds that the cluster serves from an instant on. `refused`: their group is listed, and cannot be read. */
  readonly serves: { at: number; apiVersion: string; kind: string; refused?: true }[];
  /** Where this act put an object. */
  readonly made: Place[] = [];
  /** Null if the plan declares no executor on Cloud Run. */
  readonly cloudRun: CloudRunVersion[] | null;
  /** Of the part that plays at the moment. */
  random: Random;
  readonly #twists: Twist[];
  /** How far before and after it an act may reach; the whole is looked at from a minute before. */
  readonly #margins: Span;

  /** `whole`: the stage that this one is an act of, in a window of its time. */
  constructor(start: number, end: number, random: Random, onCloudRun: boolean, whole?: Stage) {
    this.start = start;
    this.end = end;
    this.random = random;
    this.cloudRun = whole === undefined ? (onCloudRun ? [] : null) : whole.cloudRun;
    this.store = whole?.store ?? new ObjectStore();
    this.marks = whole?.marks ?? [];
    this.endpoints = whole?.endpoints ?? [];
    this.incidents = whole?.incidents ?? [];
    this.serves = whole?.serves ?? [];
    this.drawn = whole?.drawn ?? [];
    this.#twists = whole === undefined ? [] : whole.#twists;
    this.#margins =
      whole === undefined ? { from: 60_000, to: 0 } : { from: ACT_MARGIN_MS, to: ACT_MARGIN_MS };
  }

  /** An act in a window of this stage: incidents that fit a short world play on it. */
  act(start: number, end: number, random: Random): Stage {
    return new Stage(start, end, random, this.cloudRun !== null, this);
  }

  /** Makes an object at an instant, in place of one that may be there. */
  make(place: Place, at: number, thing: Thing): void {
    this.made.push(place);
    this.store.change(place, at, () => thing);
  }

  /** Changes the object if it is there. */
  change(place: Place, at: number, change: (thing: Thing) => Thing): void {
    this.store.change(place, at, (before) => (before === null ? null : change(before)));
  }

  /** The same, and no watch tells of it. */
  changeUnnoticed(place: Place, at: number, change: (thing: Thing) => Thing): void {
    this.store.change(place, at, (before) => (before === null ? null : change(before)), true);
  }

  remove(place: Place, at: number): void {
    this.store.change(place, at, () => null);
  }

  mark(
    subjects: readonly string[],
    level: Level,
    via: string,
    { from, to }: Span,
    more: Pick<Mark, 'seenIn' | 'needs' | 'words'> = {},
  ): void {
    for (const subject of subjects)
      if (from < to) this.marks.push({ subject, level, via, from, to, ...more });
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
  replyAt({ agent, probe, reply }: Endpoint, at: number): Reply {
    return this.#twists
      .filter((t) => t.probe === `${agent}/${probe}` && t.from <= at && at < t.to)
      .reduce((twisted, t) => t.apply(twisted), reply);
  }

  /** When some endpoint begins to answer otherwise. */
  turns(): number[] {
    return this.#twists.flatMap(({ from, to }) => [from, to]);
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
    const [from, to] = [this.start - this.#margins.from, this.end + this.#margins.to];
    const [haltFrom, haltTo] = [Date.parse(MARKET_HALT.from), Date.parse(MARKET_HALT.to)];
    if (this.start - this.#margins.to <= haltTo && to >= haltFrom) return null;
    const [first, last] = [sessionAt(from).state, sessionAt(to).state];
    return first === last ? first : null;
  }
}

/** Incidents begin up to a minute before their act and its limits before that, and end up to a minute after. */
export const ACT_MARGIN_MS = 150_000;
