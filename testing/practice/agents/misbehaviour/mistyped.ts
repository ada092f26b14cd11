import type { Rewrite } from './behaviour.ts';

const INSTANT = /"(\d{4}-\d\d-\d\dT[\d:.]+Z)"/g;
const EPOCH = /("(?:last_tick_epoch_seconds|last_observed_epoch_s)":)([\d.]+)/g;
const NUMBER = /(?<=":)-?\d+(?:\.\d+)?(?=[,}])/g;
const BOOLEAN = /(?<=":)(true|false)(?=[,}])/g;

/** A JSON answer with its text changed; any other as it is. */
const json =
  (change: (body: string) => string): Rewrite =>
  (answer) =>
    answer.contentType.startsWith('application/json') ? { ...answer, body: change(answer.body) } : answer;

/** Each instant in another form; `epoch` says the same of those in seconds. */
const times = (instant: (ms: number) => string, epoch = (seconds: number) => instant(seconds * 1000)) =>
  json((body) =>
    body
      .replace(INSTANT, (_all, at: string) => instant(Date.parse(at)))
      .replace(EPOCH, (_all, key: string, seconds: string) => key + epoch(Number(seconds))),
  );

const text = (value: string) => JSON.stringify(value);
const asIso = (ms: number) => new Date(ms).toISOString();
const HOURS_OFF_MS = 5 * 3_600_000;

/** Prometheus' text as OpenMetrics: exemplars at the counters, and an end. */
const openMetrics: Rewrite = (answer) =>
  answer.contentType.startsWith('text/plain')
    ? {
        ...answer,
        contentType: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
        body: `${answer.body.replace(/^(\w+_total\S* [\d.]+)$/gm, '$1 # {trace_id="4bf92f35"} 1')}# EOF\n`,
      }
    : answer;

/** True answers in other types than the contract's, as builds in the field give them. */
export const MISTYPED: Readonly<Record<string, Rewrite>> = {
  'booleans-as-numbers': json((body) => body.replace(BOOLEAN, (value) => (value === 'true' ? '1' : '0'))),
  'booleans-as-text': json((body) => body.replace(BOOLEAN, '"$1"')),
  'numbers-as-text': json((body) => body.replace(NUMBER, '"$&"')),
  'numbers-as-nan': json((body) => body.replace(NUMBER, 'NaN')),
  'numbers-as-infinity': json((body) => body.replace(NUMBER, 'Infinity')),
  'times-in-milliseconds': times(String),
  'times-in-microseconds': times((ms) => String(ms * 1e3)),
  'times-in-nanoseconds': times((ms) => String(BigInt(Math.round(ms)) * 1_000_000n)),
  'times-in-seconds-as-text': times((ms) => text(String(ms / 1000))),
  'times-rfc-1123': times((ms) => text(new Date(ms).toUTCString())),
  'times-without-zone': times((ms) => text(asIso(ms).slice(0, -1))),
  'times-with-short-offset': times((ms) => text(asIso(ms).replace('Z', '+00'))),
  /** New York's wall clock, called UTC. */
  'times-hours-off': times(
    (ms) => text(asIso(ms - HOURS_OFF_MS)),
    (seconds) => String(seconds - HOURS_OFF_MS / 1000),
  ),
  openmetrics: openMetrics,
};
