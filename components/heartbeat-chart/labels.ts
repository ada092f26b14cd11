/** How a chart writes its instants and ages. */

const MINUTES = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  hour: '2-digit',
  minute: '2-digit',
});
const SECONDS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Epoch milliseconds as `HH:MM` Eastern Time, the desk's; with seconds as `HH:MM:SS`. */
export function clockText(at: number, withSeconds: unknown = false): string {
  return (withSeconds === true ? SECONDS : MINUTES).format(at);
}

const DAYS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  day: 'numeric',
  month: 'short',
});
/** A chart that reaches further back than this tells its days and not its hours. */
const LONG_MS = 36 * 3_600_000;

/** An instant at the foot of a chart of that width: `10:15`, or `20 Nov` where it spans days. */
export function markText(at: number, spanMs: number): string {
  return spanMs > LONG_MS ? DAYS.format(at) : clockText(at);
}

/** An instant that a reader points at, in Eastern Time, with its day. */
export function momentText(at: number): string {
  return `${DAYS.format(at)} ${clockText(at, true)} ET`;
}

/** A value as short as an axis needs it. */
export function valueText(value: number, unit: 'seconds' | 'count'): string {
  return unit === 'seconds' ? secondsText(value) : String(Number(value.toFixed(2)));
}

/** Seconds as short as an axis needs them: `60 s`, `5 min`, `2 h`. */
export function secondsText(seconds: number): string {
  if (seconds === 0) return '0';
  if (seconds < 0.1) return `${Number((seconds * 1000).toFixed(1))} ms`;
  if (seconds < 100) return `${Number(seconds.toFixed(seconds < 10 ? 1 : 0))} s`;
  if (seconds < 7200) return `${Number((seconds / 60).toFixed(1))} min`;
  return `${Number((seconds / 3600).toFixed(1))} h`;
}
