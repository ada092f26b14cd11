/**
 * When a page may no longer be read as the present. The style sheet freezes it by itself three seconds after a beat;
 * scripts see three things that it does not: a machine that slept while the clock of animations stood, a tab that comes
 * back from behind others, where an animation begins only once it is drawn, and a page that is put away whole and shown
 * again later.
 */

import { FREEZE_AFTER_MS } from './live-state.ts';

const LOOK_EVERY_MS = 250;
/** Two clocks that part by this much: one of them stood, or was set. */
const PARTED_MS = 2_000;

/** An instant by the monotonic clock and by the wall clock, in milliseconds. */
interface Moment {
  monotonic: number;
  wall: number;
}

/** Why the page is frozen: `silent` for as long as the strip counts, `away` for nobody knows how long. */
export type Freeze = 'silent' | 'away';

/**
 * True if the state at `beat` can be shown as true `now`. The wall clock is used only to detect a sleep of the
 * machine, never for an age. A wall clock that was set looks the same, which costs the time until the next beat.
 */
export function freezeBetween(beat: Moment, now: Moment): Freeze | null {
  const elapsed = now.monotonic - beat.monotonic;
  if (Math.abs(now.wall - beat.wall - elapsed) >= PARTED_MS) return 'away';
  return elapsed >= FREEZE_AFTER_MS ? 'silent' : null;
}

/** The present instant. The page's only use of the reader's wall clock. */
export function moment(): Moment {
  return { monotonic: performance.now(), wall: Date.now() };
}

/**
 * Calls `freeze` as soon as the page may no longer be read as the present, and once more where it turns out that nobody
 * knows for how long it has been so; until the returned function is called.
 */
export function untilFrozen(beat: Moment, freeze: (why: Freeze) => void): () => void {
  let told: Freeze | null = null;
  const tell = (why: Freeze) => {
    if (told === why || told === 'away') return;
    told = why;
    freeze(why);
  };
  const look = () => {
    const why = freezeBetween(beat, moment());
    if (why !== null) tell(document.hidden ? 'away' : why);
  };
  const shown = () => {
    if (!document.hidden && freezeBetween(beat, moment()) !== null) tell('away');
  };
  const away = () => tell('away');
  const timer = setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', shown);
  // Into the browser's store of pages it goes frozen, so that it comes out so.
  addEventListener('pagehide', away);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', shown);
    removeEventListener('pagehide', away);
  };
}
