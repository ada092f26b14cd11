/**
 * A tab's state, as a pure reducer over received messages. A beat keeps the page from freezing. Only a new tick that
 * is proven to be in time and names the posture on the page gives one.
 *
 * The lateness of a tick needs no wall clock of the reader: the tab asks the console for its time, and the answer was
 * made after the question. Question on the tab's monotonic clock less the console's time is therefore the least by
 * which the two can differ; what a tick differs by above it is the most that it can have been on its way.
 */

import { type Posture, postureSchema, type Tick, tickSchema } from '#lib/posture.ts';

/** A tab without a good tick for this long is frozen; the style sheet holds the same figure. */
export const FREEZE_AFTER_MS = 3_000;
/** A tick that may have been on its way for longer is no beat: with the freeze, what is shown is never 5 s old. */
export const LATE_MS = 2_000;
/** A tick that comes by more than this too early refutes the measure: a clock was set, or stood while a machine slept. */
const REFUTED_BY_MS = 250;
/** An answer that took longer than this measures too roughly to be better than what is known. */
const ROUGH_MS = 1_000;

export type Link = 'connecting' | 'open' | 'lost';

export interface LiveState {
  posture: Posture;
  tick: Tick;
  link: Link;
  /** Flips with each beat: the style sheet restarts its animations on it. */
  beat: 'a' | 'b';
  /** The most that the last tick can have been late, in milliseconds; null while that is not measured. */
  lagMs: number | null;
  /** The least by which the tab's monotonic clock can be ahead of the console's, in milliseconds; null: not known. */
  leastMs: number | null;
  /** The posture that ticks speak of, if it is not the one on the page. */
  missing: string | null;
  /** Messages on this connection that could not be read. */
  malformed: number;
  /** True once the console that answers is another build than the one that made this page. */
  outdated: boolean;
  /** Changes since the page was opened. */
  moved: 'mesh' | 'plan' | null;
}

/**
 * One message as it came. `at`: when this tab got it, in milliseconds of a monotonic clock. `answer`: to a question
 * that was asked at `askedAt`; `now` is the console's time, `data` the posture where that was asked for.
 */
export type Heard =
  | { kind: 'link'; link: Link }
  | { kind: 'event'; name: 'posture' | 'tick'; data: string; at: number }
  | { kind: 'answer'; askedAt: number; at: number; now: string; data: string | null };

export function firstState(posture: Posture, tick: Tick): LiveState {
  return {
    posture,
    tick,
    link: 'connecting',
    beat: 'a',
    lagMs: null,
    leastMs: null,
    missing: null,
    malformed: 0,
    outdated: false,
    moved: null,
  };
}

export function hear(state: LiveState, heard: Heard): LiveState {
  if (heard.kind === 'link') return hearLink(state, heard.link);
  if (heard.kind === 'answer') return hearAnswer(state, heard);
  const document = parseJson(heard.data);
  return heard.name === 'posture' ? hearPosture(state, document) : hearTick(state, document, heard.at);
}

/** A new connection may lead to another process, with another clock: nothing is in time until that is measured. */
function hearLink(state: LiveState, link: Link): LiveState {
  return link === 'open' ? { ...state, link, leastMs: null, lagMs: null, malformed: 0 } : { ...state, link };
}

function hearPosture(state: LiveState, document: unknown): LiveState {
  const parsed = postureSchema.safeParse(document);
  if (!parsed.success) return unreadable(state, document);
  const posture = parsed.data;
  return {
    ...state,
    posture,
    missing: posture.id === state.missing ? null : state.missing,
    outdated: state.outdated || posture.console.build !== state.posture.console.build,
    moved: state.moved === 'mesh' ? 'mesh' : (movedBetween(state.posture, posture) ?? state.moved),
  };
}

/** Another console behind the same address, or another plan in force; that it is so now does not undo what was. */
function movedBetween(before: Posture, after: Posture): LiveState['moved'] {
  if (before.mesh.name !== after.mesh.name || before.mesh.context !== after.mesh.context) return 'mesh';
  return before.plan.digest === after.plan.digest ? null : 'plan';
}

function hearTick(state: LiveState, document: unknown, at: number): LiveState {
  const parsed = tickSchema.safeParse(document);
  if (!parsed.success) return unreadable(state, document);
  const tick = parsed.data;
  const outdated = state.outdated || tick.build !== state.tick.build;
  if (tick.postureId !== state.posture.id) return { ...state, outdated, missing: tick.postureId };
  if (isEcho(tick, state.tick)) return { ...state, outdated };
  const ahead = at - Date.parse(tick.now);
  return vouch({ ...state, tick, outdated, missing: null, leastMs: leastBy(state.leastMs, ahead) }, ahead);
}

/** No tick is early: one that is early by a little sharpens the measure, one that is early by more refutes it. */
function leastBy(known: number | null, ahead: number): number | null {
  return known === null || ahead < known - REFUTED_BY_MS ? null : Math.min(known, ahead);
}

function hearAnswer(state: LiveState, { askedAt, at, now, data }: Heard & { kind: 'answer' }): LiveState {
  const ahead = askedAt - Date.parse(now);
  if (!Number.isFinite(ahead)) return { ...state, malformed: state.malformed + 1 };
  const rough = at - askedAt > ROUGH_MS && state.leastMs !== null;
  const measured = { ...state, leastMs: rough ? Math.max(state.leastMs ?? ahead, ahead) : ahead };
  // Messages of the stream are newer than an answer.
  if (data !== null && state.missing !== null) return hearPosture(measured, parseJson(data));
  // A tick before the first measurement is evaluated now, by its present age.
  return state.lagMs === null && state.missing === null
    ? vouch(measured, at - Date.parse(state.tick.now))
    : measured;
}

/** Gives the beat where the last tick, `ahead` being its age by two clocks, is proven to be young. */
function vouch(state: LiveState, ahead: number): LiveState {
  const lagMs = state.leastMs === null ? null : ahead - state.leastMs;
  return { ...state, lagMs, beat: lagMs !== null && lagMs < LATE_MS ? other(state.beat) : state.beat };
}

function other(beat: LiveState['beat']): LiveState['beat'] {
  return beat === 'a' ? 'b' : 'a';
}

/** The same tick again proves nothing new. */
function isEcho(tick: Tick, last: Tick): boolean {
  return tick.seq === last.seq && tick.now === last.now;
}

/** A document of another version is no damage: this page is too old for it, or too new. */
function unreadable(state: LiveState, document: unknown): LiveState {
  const other =
    typeof document === 'object' &&
    document !== null &&
    'schemaVersion' in document &&
    document.schemaVersion !== state.posture.schemaVersion;
  return { ...state, malformed: state.malformed + 1, outdated: state.outdated || other };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
