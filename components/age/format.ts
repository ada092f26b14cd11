/** Times and durations as the desk reads them. Pure: whoever calls gives both ends. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds between two ISO instants; null where either is missing or is not an instant. */
export function between(from: string | null, to: string): number | null {
  if (from === null) return null;
  const ms = Date.parse(to) - Date.parse(from);
  return Number.isFinite(ms) ? ms : null;
}

/** `0.4 s`, `94.2 s`, `3:12`, `2 h 05 m`, `3 d 04 h`; a time that is still to come keeps its sign, `−1.2 s`. */
export function formatAge(ms: number): string {
  if (ms < 0) return `−${formatAge(-ms)}`;
  if (ms < 100 * SECOND - 50) return `${(ms / SECOND).toFixed(1)} s`;
  if (ms < HOUR) return clock(Math.floor(ms / SECOND));
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ${pad(Math.floor((ms % HOUR) / MINUTE))} m`;
  return `${Math.floor(ms / DAY)} d ${pad(Math.floor((ms % DAY) / HOUR))} h`;
}

/** Time left as `0:26`, rounded up, so that it says 0:00 only when it is due; past due stays `0:00`. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / SECOND));
  return seconds < 3_600 ? clock(seconds) : formatAge(seconds * SECOND);
}

/** A limit in seconds: `60 s`, `2.5 s`. */
export function formatLimit(seconds: number): string {
  return `${Number(seconds.toFixed(1))} s`;
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`;
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}
