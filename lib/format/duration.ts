/** Lengths of time. None of them reads as a time of day. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A counter `14:15` reads as a time of day, `9:15` does not: the desk writes hours with two digits. */
const COUNTER_BELOW = 10 * MINUTE;

/** Milliseconds between two ISO instants; null if either is missing or invalid. */
export function between(from: string | null, to: string): number | null {
  if (from === null) return null;
  const ms = Date.parse(to) - Date.parse(from);
  return Number.isFinite(ms) ? ms : null;
}

/** How long something lasted, two units at most: `0.4 s`, `70 s`, `2 min`, `2 min 5 s`, `1 h 5 min`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < 0) return `−${formatDuration(-ms)}`;
  if (ms < 10 * SECOND - 50) return formatLimit(ms / SECOND);
  const whole = Math.round(ms / SECOND) * SECOND;
  return whole < 100 * SECOND ? `${whole / SECOND} s` : twoUnits(whole);
}

/** An age that counts up: `0.4 s`, `94.2 s`, `3:12`, `14 min 15 s`, `2 h 5 min`; one in the future is `−1.2 s`. */
export function formatAge(ms: number): string {
  if (ms < 0) return `−${formatAge(-ms)}`;
  if (ms < 100 * SECOND - 50) return `${(ms / SECOND).toFixed(1)} s`;
  return counter(Math.floor(ms / SECOND) * SECOND);
}

/** The time left: `0:26`, `14 h 15 min`. It is rounded up, so that it is 0:00 only when it is due, and after. */
export function formatCountdown(ms: number): string {
  return counter(Math.max(0, Math.ceil(ms / SECOND)) * SECOND);
}

/** A limit in seconds: `60 s`, `2.5 s`. */
export function formatLimit(seconds: number): string {
  return `${Number(seconds.toFixed(1))} s`;
}

/** Seconds as short as an axis needs them: `50 ms`, `60 s`, `2.5 min`, `2 h`. */
export function formatScale(seconds: number): string {
  if (seconds === 0) return '0';
  if (seconds < 0.1) return `${Number((seconds * 1000).toFixed(1))} ms`;
  if (seconds < 100) return `${Number(seconds.toFixed(seconds < 10 ? 1 : 0))} s`;
  if (seconds < 7200) return `${Number((seconds / 60).toFixed(1))} min`;
  return `${Number((seconds / 3600).toFixed(1))} h`;
}

function counter(ms: number): string {
  if (ms >= COUNTER_BELOW) return twoUnits(ms);
  return `${Math.floor(ms / MINUTE)}:${String((ms % MINUTE) / SECOND).padStart(2, '0')}`;
}

/** @param ms whole seconds, at least a minute */
function twoUnits(ms: number): string {
  if (ms < HOUR) return units(ms, [MINUTE, 'min'], [SECOND, 's']);
  return ms < DAY ? units(ms, [HOUR, 'h'], [MINUTE, 'min']) : units(ms, [DAY, 'd'], [HOUR, 'h']);
}

type Unit = readonly [ms: number, name: string];

function units(ms: number, [large, name]: Unit, [small, smallName]: Unit): string {
  const rest = Math.floor((ms % large) / small);
  const most = `${Math.floor(ms / large)} ${name}`;
  return rest === 0 ? most : `${most} ${rest} ${smallName}`;
}
