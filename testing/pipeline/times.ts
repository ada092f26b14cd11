/**
 * Times in raw answers: `<-90s>` is 90 s before now, `<-90s ms>` the same as epoch milliseconds, and `<since 1795000000000>`
 * how many seconds ago an instant was.
 */

const TIME = /<([+-]?\d+(?:\.\d+)?)s(?: (\w+)(-text)?)?>/;
const SINCE = /^<since (\d+)>$/;
const ALL_TIMES = new RegExp(TIME, 'g');

type Format = (ms: number) => string | number;

const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

const FORMATS: Readonly<Record<string, Format>> = {
  iso,
  epoch: (ms) => ms / 1000,
  ms: (ms) => ms,
  us: (ms) => ms * 1000,
  // As text: no number of JavaScript holds them.
  ns: (ms) => `${ms}000000`,
  naive: (ms) => iso(ms).slice(0, -1),
  /** As PostgreSQL writes it. */
  offset: (ms) => `${iso(ms).slice(0, -1).replace('T', ' ')}+00`,
  rfc1123: (ms) => new Date(ms).toUTCString(),
};

function timeOf(
  [, seconds = '', format = 'iso']: readonly (string | undefined)[],
  now: number,
): string | number {
  const write = FORMATS[format];
  if (write === undefined) throw new Error(`no format of time: ${format}`);
  return write(now + Number(seconds) * 1000);
}

/** The same value with every time written out. A text that is one time in a numeric format becomes a number. */
export function timed(value: unknown, now: number): unknown {
  if (typeof value === 'string') {
    const from = SINCE.exec(value)?.[1];
    if (from !== undefined) return (now - Number(from)) / 1000;
    const whole = TIME.exec(value);
    if (whole?.[0] === value && whole[3] === undefined) return timeOf(whole, now);
    return value.replace(ALL_TIMES, (...found: (string | undefined)[]) => String(timeOf(found, now)));
  }
  if (Array.isArray(value)) return value.map((entry) => timed(entry, now));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, timed(entry, now)]));
}
