/**
 * What a tab knows of the console, as a pure reducer over what it hears. A beat is what keeps the page from freezing:
 * it is given only for a tick that is new, that came in time, and that speaks of the very posture on the page.
 */
import { type Posture, postureSchema, type Tick, tickSchema } from '#lib/wire/posture.ts';

/** A tab that has heard no good tick for this long is frozen; the style sheet holds the same figure. */
export const FREEZE_AFTER_MS = 3_000;

export type Link = 'connecting' | 'open' | 'lost';

export interface LiveState {
  posture: Posture;
  tick: Tick;
  link: Link;
  /** Flips with each beat: the style sheet restarts its animations on it. */
  beat: 'a' | 'b';
  /** How much later than the quickest one the last tick came, in milliseconds; null before the first. */
  lagMs: number | null;
  quickestMs: number | null;
  /** Messages that could not be read. */
  malformed: number;
  /** True once the console that answers is another build than the one that made this page. */
  outdated: boolean;
}

/** One message from the stream, as it came. `at`: when this tab got it, in milliseconds of a monotonic clock. */
export type Heard =
  | { kind: 'link'; link: Link }
  | { kind: 'event'; name: 'posture' | 'tick'; data: string; at: number };

export function firstState(posture: Posture, tick: Tick): LiveState {
  return {
    posture,
    tick,
    link: 'connecting',
    beat: 'a',
    lagMs: null,
    quickestMs: null,
    malformed: 0,
    outdated: false,
  };
}

export function hear(state: LiveState, heard: Heard): LiveState {
  if (heard.kind === 'link') return hearLink(state, heard.link);
  const document = parseJson(heard.data);
  return heard.name === 'posture' ? hearPosture(state, document) : hearTick(state, document, heard.at);
}

/** A new connection measures its lag anew: it may lead to another process, with another clock. */
function hearLink(state: LiveState, link: Link): LiveState {
  return link === 'open' ? { ...state, link, quickestMs: null } : { ...state, link };
}

function hearPosture(state: LiveState, document: unknown): LiveState {
  const parsed = postureSchema.safeParse(document);
  if (!parsed.success) return unreadable(state, document);
  const posture = parsed.data;
  return {
    ...state,
    posture,
    outdated: state.outdated || posture.console.build !== state.posture.console.build,
  };
}

function hearTick(state: LiveState, document: unknown, at: number): LiveState {
  const parsed = tickSchema.safeParse(document);
  if (!parsed.success) return unreadable(state, document);
  const tick = parsed.data;
  const outdated = state.outdated || tick.build !== state.tick.build;
  if (tick.postureId !== state.posture.id || isEcho(tick, state.tick)) return { ...state, outdated };
  const offset = at - Date.parse(tick.now);
  // A server clock that was set back would make every later tick look late: the measure starts anew.
  const known = tick.now < state.tick.now ? null : state.quickestMs;
  const quickestMs = Math.min(offset, known ?? offset);
  const lagMs = offset - quickestMs;
  return {
    ...state,
    tick,
    outdated,
    quickestMs,
    lagMs,
    beat: lagMs < FREEZE_AFTER_MS ? other(state.beat) : state.beat,
  };
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
