/**
 * Allowed and required verdicts of a world at an instant, by its ground truth alone. It shares no code with
 * evaluation: it knows the incidents and the true reads of each source, not the interpretation of facts.
 */

import { putBack, sinceStep } from './course.ts';
import {
  ADD_ON_POLL,
  CALM_NEEDS,
  NEEDS,
  NEEDS_OF_ABSENT,
  NOT_CALLED_CALM,
  RULE_NEEDS,
  WIDE,
} from './needs.ts';
import type { Observation } from './observation.ts';
import { CLOUD_RUN, DISCOVERY, type Outage, type OutageKind, outagesOf, POLLS, WATCHES } from './outages.ts';
import type { LivedLife } from './record.ts';
import { Sight } from './sight.ts';
import type { Mark } from './stage.ts';
import type { SimulatedWorld } from './world.ts';

/** Time limit for reporting calm of available subjects (the plan's calm bound). */
export const TOLD_WITHIN_MS = 5_000;

/** No evidence from a source counts for longer than this, in milliseconds. */
const POLL_LIMIT_MS = 10_000;
const CLOUD_RUN_LIMIT_MS = 60_000;
const DISCOVERED_WITHIN_MS = 40_000;
const NODE_LIMIT_MS = 15_000;
const DISCOVERY_LIMIT_MS = 90_000;
/** A watch that has fallen silent is found out by its silence of 30 s, and listed again within 5 s more. */
const SILENT_WATCH_MS = 35_000;
const NEW_KINDS_MS = 15_000;
/** Troubles with a pause of less than this between them may be told as one. */
const ONE_TROUBLE_MS = 600_000;
/** Timers that began by another clock are over by then. */
const STEP_REMEMBERED_MS = 7_200_000;
const MUTE: readonly OutageKind[] = ['silent', 'timeout'];
const PROBE_LIMITS_MS: Readonly<Record<string, number>> = { 'probe/feed/beat': 3_500 };
const OTHER_PROBE_LIMIT_MS = 5_000;

/** A search that began while it was out ends as it began, and another one follows. */
const SEARCHED_WITHIN_MS = 11_000;

/** Cloud Run is searched each 5 s, and one search takes up to 2 s. */
function toldWithin(source: string): number {
  return source === CLOUD_RUN ? TOLD_WITHIN_MS + 2_500 : TOLD_WITHIN_MS;
}

/** Its evidence may have run out by the end of this outage. The served kinds are asked for each 30 s only. */
function isOutlasted(source: string, { from, to }: Outage): boolean {
  return source === DISCOVERY && to - from > DISCOVERY_LIMIT_MS - DISCOVERED_WITHIN_MS;
}

function limitOf(source: string): number {
  if (source.startsWith('poll/')) return POLL_LIMIT_MS;
  if (source === CLOUD_RUN) return CLOUD_RUN_LIMIT_MS;
  if (source === DISCOVERY) return DISCOVERY_LIMIT_MS;
  if (source.startsWith('watch/')) return NODE_LIMIT_MS;
  return PROBE_LIMITS_MS[source] ?? OTHER_PROBE_LIMIT_MS;
}

/** `never good`, `must be bad`, `must be calm` and what must be named, with why; null if nothing is claimed. */
export interface Expectation {
  neverGood: string | null;
  bad: string | null;
  calm: boolean;
  words: string | null;
}

export class Oracle {
  readonly #world: SimulatedWorld;
  readonly #sights = new Map<string, Sight>();
  readonly #marks = new Map<string, Mark[]>();

  constructor(world: SimulatedWorld) {
    this.#world = world;
    const looks = new Map<string, Observation[]>();
    for (const observation of world.observations) group(looks, observation.source, observation);
    for (const [source, all] of looks) this.#sights.set(source, new Sight(all));
    for (const mark of world.stage.marks) group(this.#marks, mark.subject, mark);
  }

  expects(subject: string, at: number, life: LivedLife): Expectation {
    return {
      neverGood:
        this.#unproven(subject, at, life) ??
        this.#disproven(subject, at, life) ??
        this.#doubtedInSight(subject, at, life),
      bad: this.#plainlyBad(subject, at, life),
      calm: this.#isCalm(subject, at, life),
      words: this.#wordsInSight(subject, at, life),
    };
  }

  /** All sources clear, and nothing anywhere that would be worth a word. */
  isWhollyCalm(at: number, life: LivedLife): boolean {
    const undisturbed = this.#world.stage.marks.every((m) => isOver(m, at) || m.from > at);
    // One that never said a word is no calm source. An add-on is read where it is served.
    const polls = POLLS.filter((s) => s !== ADD_ON_POLL);
    const sources = [...polls, ...this.#sights.keys()].filter((s) => !s.startsWith('probe/crane'));
    return undisturbed && sources.every((source) => this.#isClear(source, at, life));
  }

  /** True if one source showed this subject bad at every instant of an interval. */
  wasBadThroughout(subject: string, from: number, to: number): boolean {
    const vias = new Set((this.#marks.get(subject) ?? []).map((m) => m.via));
    return [...vias].some((via) => covers(this.#marksOf(subject, via, ['bad']), from, to));
  }

  /** True if one and the same trouble of a subject, and no other, was there at every instant of an interval. */
  isOneTrouble(subject: string, from: number, to: number): boolean {
    const touching = (this.#marks.get(subject) ?? []).filter((m) => m.from <= to && m.to > from);
    const [only] = touching;
    return touching.length === 1 && only?.level === 'bad' && only.from <= from && only.to > to;
  }

  /** True if the console's clock has stepped by then, and what it told before may still stand. */
  isStepped(at: number): boolean {
    return sinceStep(this.#world, at) < STEP_REMEMBERED_MS;
  }

  /** True if the console's clock has stepped in the time of `ms` before that. */
  hasSteppedWithin(at: number, ms: number): boolean {
    return sinceStep(this.#world, at) <= ms;
  }

  /** True if no mark of a subject begins or ends in an interval. */
  isSteady(subject: string, from: number, to: number): boolean {
    const within = (t: number): boolean => t >= from && t <= to;
    return (this.#marks.get(subject) ?? []).every((m) => !within(m.from) && !within(m.to));
  }

  /** When the trouble of a subject, or of seeing it, began that is or was the latest by then; null: there was none. */
  troubledSince(subject: string, at: number): number | null {
    const needs = this.#needsOf(subject);
    const unseen = this.#world.outages.filter((o) => o.sources.some((s) => needs.includes(s)));
    const all = [...(this.#marks.get(subject) ?? []), ...unseen].filter((m) => m.from <= at);
    const [last, ...before] = all.toSorted((a, b) => b.from - a.from);
    if (last === undefined) return null;
    // What began again so soon is one trouble.
    return before.reduce(
      (since, { from, to }) => (to + ONE_TROUBLE_MS >= since ? Math.min(since, from) : since),
      last.from,
    );
  }

  /** Missing or too old evidence: the reason against good. */
  #unproven(subject: string, at: number, life: LivedLife): string | null {
    // A mute watch counts as one that sees until its silence is found out.
    const limit = (source: string): number =>
      source.startsWith('watch/') ? this.#foundOutWithin(source, at) : limitOf(source);
    const wide = WIDE.includes(subject);
    const missing = this.#needsOf(subject).find((source) => {
      const from = Math.max(life.from, at - putBack(this.#world, at, limit(source)));
      const sight = this.#sights.get(source);
      // What was never found is no source: discovery is the one that is missed.
      if (source === ADD_ON_POLL && subject === 'failure/blind' && !sight?.has(life.from, at, () => true))
        return false;
      return sight?.has(from, at, (l) => l.whole && (l.wide || !wide)) !== true;
    });
    return missing === undefined ? null : `no look by ${missing} within its limit`;
  }

  /** A disproof that one source must have shown, whenever within its limit it looked last. */
  #disproven(subject: string, at: number, life: LivedLife): string | null {
    const vias = (this.#marks.get(subject) ?? []).map((m) => m.via);
    const via = [...new Set([...this.#needsOf(subject), ...vias])].find((source) => {
      const marks = this.#marksOf(subject, source, ['bad', 'doubt']).filter((m) =>
        this.#isKnown(m, at, life),
      );
      return covers(marks, at - putBack(this.#world, at, this.#foundOutWithin(source, at)), at);
    });
    return via === undefined ? null : `not so by ${via} for longer than its limit`;
  }

  /** What is no longer there is known to a console that saw it, or to one that its memory was handed to. */
  #isKnown({ seenIn, via }: Mark, at: number, life: LivedLife): boolean {
    if (seenIn === undefined) return true;
    const { lives } = this.#world;
    const until = lives.indexOf(life);
    const first = lives.findLastIndex((l, i) => i <= until && !l.keepsCarry);
    const sight = this.#sights.get(via);
    const saw = (from: number, by: number): boolean =>
      sight?.has(Math.max(from, seenIn.from + 1), by, (l) => l.whole && l.wide && l.arrivedAt < seenIn.to) ??
      false;
    return lives
      .slice(Math.max(0, first), until + 1)
      .some(({ from, times }) => times.some((t) => t < seenIn.to && t <= at && saw(from, t - 1)));
  }

  /** Time for which a source may report past state, in milliseconds. */
  #foundOutWithin(source: string, at: number): number {
    // New groups are asked for each few seconds while discovery is answered.
    if (source === DISCOVERY && this.#isSteadilyClear(source, at)) return NEW_KINDS_MS;
    const silenced = outagesOf(this.#world.outages, source).some(
      ({ kind, from, to }) => MUTE.includes(kind) && from <= at && to > at - SILENT_WATCH_MS,
    );
    return silenced && source.startsWith('watch/') ? SILENT_WATCH_MS : limitOf(source);
  }

  /** Available for long enough that it must have been reported. */
  #plainlyBad(subject: string, at: number, life: LivedLife): string | null {
    const since = at - TOLD_WITHIN_MS;
    const marks = this.#marks.get(subject) ?? [];
    const touching = marks.filter((m) => m.from <= at && m.to > since);
    if (touching.some((m) => m.level === 'murky')) return null;
    const doubted = touching.some((m) => m.level === 'doubt');
    const found = touching.find(
      ({ level, via, needs = [] }) =>
        (level === 'bad' || (level === 'told' && !doubted)) &&
        covers(this.#marksOf(subject, via, [level]), at - toldWithin(via), at) &&
        [via, ...needs].every((s) => this.#isClear(s, at, life)) &&
        // An agent is as its worst finding, and an agent's own word is held against what the cluster shows.
        ((level === 'bad' && !subject.startsWith('agent/')) ||
          this.#needsOf(subject).every((s) => this.#isClear(s, at, life))),
    );
    return found === undefined ? null : `in sight by ${found.via}`;
  }

  /** One source alone shows it, and has for long enough. */
  #doubtedInSight(subject: string, at: number, life: LivedLife): string | null {
    const found = (this.#marks.get(subject) ?? []).find(
      (m) => m.level === 'unsure' && this.#isLongInSight(m, at, life),
    );
    return found === undefined ? null : `in sight by ${found.via}`;
  }

  #wordsInSight(subject: string, at: number, life: LivedLife): string | null {
    const found = (this.#marks.get(subject) ?? []).find(
      (m) => m.words !== undefined && this.#isLongInSight(m, at, life),
    );
    return found?.words ?? null;
  }

  #isLongInSight({ via, from, to }: Mark, at: number, life: LivedLife): boolean {
    return from <= at - toldWithin(via) && to > at && this.#isClear(via, at, life);
  }

  #isCalm(subject: string, at: number, life: LivedLife): boolean {
    if (NOT_CALLED_CALM.includes(subject)) return false;
    const marks = this.#marks.get(subject) ?? [];
    const undisturbed = marks.every((m) => isOver(m, at) || m.from > at);
    const own = [...this.#needsOf(subject), ...(CALM_NEEDS[subject] ?? [])];
    // While a watch lags behind its poll, the two disagree.
    const needs = [...own, ...own.map((s) => s.replace(/^poll/, 'watch')).filter((s) => WATCHES.includes(s))];
    return undisturbed && needs.every((source) => this.#isClear(source, at, life));
  }

  /** True if a source read on schedule for the whole time limit of a report. */
  #isClear(source: string, at: number, life: LivedLife): boolean {
    const since = at - (source === CLOUD_RUN ? SEARCHED_WITHIN_MS : TOLD_WITHIN_MS);
    const recovers = (o: Outage): number => (isOutlasted(source, o) ? DISCOVERED_WITHIN_MS : TOLD_WITHIN_MS);
    const out = outagesOf(this.#world.outages, source).some((o) => o.from <= at && o.to > at - recovers(o));
    if (out) return false;
    const row = this.#sights.get(source)?.clearRow(life.from, at) ?? null;
    return row !== null && row.first.arrivedAt <= since && row.last.startedAt >= at - limitOf(source);
  }

  /** True if nothing was wrong with a source for as long as evidence of it counts. */
  #isSteadilyClear(source: string, at: number): boolean {
    const since = at - limitOf(source);
    const out = outagesOf(this.#world.outages, source).some((o) => o.from <= at && o.to > since);
    return !out && !(this.#sights.get(source)?.has(since, at, (l) => !l.clear) ?? true);
  }

  /** An executor that the plan declares outside the cluster must be seen there too. */
  #needsOf(subject: string): readonly string[] {
    // Without an executor there nothing is claimed of it: that it was not searched is said in the scope.
    if (subject === 'proof/cloud-run-executor' && this.#world.stage.cloudRun === null) return [];
    const needs = NEEDS[subject] ?? RULE_NEEDS[subject] ?? NEEDS_OF_ABSENT;
    const outside = subject === 'execution' || subject === 'agent/crane';
    return outside && this.#world.stage.cloudRun !== null ? [...needs, CLOUD_RUN] : needs;
  }

  #marksOf(subject: string, via: string, levels: readonly Mark['level'][]): Mark[] {
    return (this.#marks.get(subject) ?? []).filter((m) => m.via === via && levels.includes(m.level));
  }
}

/** It has been over for long enough that this must have been told. */
function isOver({ to, via }: Mark, at: number): boolean {
  return to <= at - toldWithin(via);
}

/** True if the intervals together cover every instant between two times, both included. */
function covers(marks: readonly Mark[], from: number, to: number): boolean {
  let reached = from;
  for (const mark of marks.toSorted((a, b) => a.from - b.from)) {
    if (mark.from > reached) return false;
    if (mark.to > reached) reached = mark.to;
    if (reached > to) return true;
  }
  return false;
}

function group<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const held = groups.get(key);
  if (held === undefined) groups.set(key, [item]);
  else held.push(item);
}
