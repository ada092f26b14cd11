import { describe, expect, test } from 'vitest';
import { contractOf, type ProbeKind } from './registry.ts';
import { shownValue, type Unreadable } from './unreadable.ts';

const NOW = Date.UTC(2026, 0, 7, 12);
const TICK = {
  service: 'feed',
  last_tick_epoch_seconds: NOW / 1000 - 1,
  age_seconds: 1,
  max_age_seconds: 60,
  ok: true,
  forced_stale: false,
};
const OLDER = {
  status: 'ok',
  service: 'feed',
  heartbeat: {
    age_seconds: 1,
    stale_threshold_seconds: 60,
    is_stale: false,
    last_observed_epoch_s: NOW / 1000,
  },
};
const STATUS = {
  service_name: 'feed',
  agent_identity: { agent_name: 'feed', agent_mode: 'EVAL' },
  status: { state: 'OK', summary: 'Healthy', reason_codes: [] },
  heartbeat: { last_heartbeat_utc: '2026-01-07T12:00:00Z', age_seconds: 0.4, ttl_seconds: 60 },
  marketdata: { last_tick_utc: '2026-01-07T11:59:58Z', stale_threshold_seconds: 60, is_fresh: true },
  safety: { kill_switch: true, safe_to_execute_orders: false, gating_reasons: [] },
};
const MINIMUM = { uptime: 1, last_heartbeat: '2026-01-07T12:00:00Z', data_freshness_seconds: 2 };
const STATE = { state: 'READY', agent_mode: 'OFF', engine_dry_run: true, kill_switch_enabled: true };

function parse(kind: ProbeKind, json: unknown) {
  return contractOf(kind).read({ status: 200, json, askedAt: NOW, limitSeconds: 60, answersAs: ['feed'] });
}

/** The body with another value at a path. */
function put(body: object, path: string, value: unknown): object {
  const [key = '', ...rest] = path.split('.');
  const inner: unknown = Reflect.get(body, key);
  const deeper = rest.length > 0 && typeof inner === 'object' && inner !== null;
  return { ...body, [key]: deeper ? put(inner, rest.join('.'), value) : value };
}

function drop(body: object, path: string): object {
  return JSON.parse(JSON.stringify(put(body, path, undefined)));
}

function unreadIn(kind: ProbeKind, json: unknown): readonly Unreadable[] | string {
  const parsed = parse(kind, json);
  return parsed.outcome === 'evidence' ? (parsed.unreadable ?? []) : parsed.outcome;
}

const BOOLEANS: [ProbeKind, object, string][] = [
  ['marketdata-heartbeat', TICK, 'ok'],
  ['marketdata-heartbeat', TICK, 'forced_stale'],
  ['marketdata-heartbeat', OLDER, 'heartbeat.is_stale'],
  ['ops-status', STATUS, 'marketdata.is_fresh'],
  ['ops-status', STATUS, 'safety.kill_switch'],
  ['ops-status', STATUS, 'safety.safe_to_execute_orders'],
  ['execution-state', STATE, 'engine_dry_run'],
  ['execution-state', STATE, 'kill_switch_enabled'],
];
const NUMBERS: [ProbeKind, object, string][] = [
  ['marketdata-heartbeat', TICK, 'age_seconds'],
  ['marketdata-heartbeat', TICK, 'max_age_seconds'],
  ['marketdata-heartbeat', OLDER, 'heartbeat.age_seconds'],
  ['ops-status', STATUS, 'heartbeat.age_seconds'],
  ['ops-status', STATUS, 'heartbeat.ttl_seconds'],
  ['ops-status', STATUS, 'marketdata.stale_threshold_seconds'],
  ['ops-status', MINIMUM, 'data_freshness_seconds'],
];
const EPOCHS: [ProbeKind, object, string][] = [
  ['marketdata-heartbeat', TICK, 'last_tick_epoch_seconds'],
  ['marketdata-heartbeat', OLDER, 'heartbeat.last_observed_epoch_s'],
];
const TIMES: [ProbeKind, object, string][] = [
  ['ops-status', STATUS, 'heartbeat.last_heartbeat_utc'],
  ['ops-status', STATUS, 'marketdata.last_tick_utc'],
  ['ops-status', { ...STATUS, last_cycle_at: '2026-01-07T12:00:00Z' }, 'last_cycle_at'],
  ['ops-status', MINIMUM, 'last_heartbeat'],
];
const WORDS: [ProbeKind, object, string][] = [
  ['ops-status', STATUS, 'agent_identity.agent_mode'],
  ['ops-status', { ...MINIMUM, agent_mode: 'EVAL' }, 'agent_mode'],
  ['execution-state', STATE, 'agent_mode'],
  ['execution-state', STATE, 'state'],
];
const LISTS: [ProbeKind, object, string][] = [
  ['ops-status', STATUS, 'status.reason_codes'],
  ['ops-status', STATUS, 'safety.gating_reasons'],
];
const ALL = [...BOOLEANS, ...NUMBERS, ...EPOCHS, ...TIMES, ...WORDS, ...LISTS];

describe('every field that evaluation uses', () => {
  test.each(ALL)('%s %# %s is readable as the contract writes it', (kind, body) =>
    expect(unreadIn(kind, body)).toEqual([]),
  );

  test.each(ALL)('%s %# %s: absent is not unreadable', (kind, body, path) => {
    const without = unreadIn(kind, drop(body, path));
    expect(typeof without === 'string' ? without : without).toSatisfy(
      (found: unknown) => found === 'no-evidence' || (Array.isArray(found) && found.length === 0),
    );
  });

  const cases = (rows: typeof ALL, values: readonly unknown[]) =>
    rows.flatMap(([kind, body, path]) =>
      values.map((value): [ProbeKind, string, unknown, object] => [kind, path, value, body]),
    );
  test.each([
    ...cases(BOOLEANS, ['yes', 'maybe', 2, '', [], {}, 'NaN']),
    ...cases(NUMBERS, ['12 s', '', true, [], {}, 'NaN', 'Infinity']),
    ...cases(EPOCHS, ['now', NOW, NOW * 1e3, NOW * 1e6, `${NOW}`, true, {}, 'Infinity']),
    ...cases(TIMES, ['now', NOW / 1000, NOW, `${NOW}`, true, {}]),
    ...cases(WORDS, ['YOLO', 'PAUSED', 1, true, '', {}]),
    ...cases(LISTS, ['KILL_SWITCH', [1], {}, true]),
  ])('%s %s=%j is there and cannot be read', (kind, path, value, body) => {
    expect(unreadIn(kind, put(body, path, value))).toEqual([
      expect.objectContaining({ field: path, value: shownValue(value) }),
    ]);
  });

  test.each([
    ...cases(BOOLEANS, [0, 1, 'true', 'FALSE', true, false]),
    ...cases(NUMBERS, ['12', 12, -3]),
    ...cases(EPOCHS, [NOW / 1000, `${NOW / 1000}`]),
    ...cases(TIMES, ['2026-01-07T12:00:00+00', '2026-01-07 12:00:00', 'Wed, 07 Jan 2026 12:00:00 GMT']),
    ...cases(WORDS.slice(0, 3), ['live', ' EVAL ']),
  ])('%s %s=%j can be read', (kind, path, value, body) =>
    expect(unreadIn(kind, put(body, path, value))).toEqual([]),
  );
});

test.each([
  ['milliseconds', NOW],
  ['microseconds', NOW * 1e3],
  ['nanoseconds', NOW * 1e6],
])('a tick in %s is told as that', (looksLike, value) => {
  expect(unreadIn('marketdata-heartbeat', { ...TICK, last_tick_epoch_seconds: value })).toEqual([
    expect.objectContaining({ looksLike, about: 'beat' }),
  ]);
});

test.each(['none', [], 7, true])('%j where an object must stand hides each field of it', (safety) => {
  const found = unreadIn('ops-status', { ...STATUS, safety });
  expect(Array.isArray(found) ? found.map(({ field }) => field) : found).toEqual([
    'safety.gating_reasons',
    'safety.kill_switch',
    'safety.safe_to_execute_orders',
  ]);
});

test.each<[ProbeKind, object, string]>([
  ['marketdata-heartbeat', { ...TICK, ok: null }, 'ok'],
  ['execution-state', { ...STATE, kill_switch_enabled: null }, 'kill_switch_enabled'],
  ['execution-state', { ...STATE, agent_mode: null }, 'agent_mode'],
  ['ops-status', put(STATUS, 'status.state', null), 'status.state'],
])('%s: null says nothing where nothing can do without a value (%#)', (kind, body, field) =>
  expect(unreadIn(kind, body)).toMatchObject([{ field, value: 'null' }]),
);

test('a state that is no text is not the stable minimum, which has none', () => {
  expect(parse('ops-status', put(STATUS, 'status.state', 5))).toMatchObject({
    value: { state: 'UNREADABLE' },
    unreadable: [{ field: 'status.state', value: '5' }],
  });
});

test('an operations status whose market data cannot be read is not one without market data', () => {
  const body = put(STATUS, 'marketdata.is_fresh', 'perhaps');
  expect(parse('marketdata-heartbeat', body).outcome).toBe('unreadable');
  expect(parse('marketdata-heartbeat', { ...MINIMUM, data_freshness_seconds: '2 s' }).outcome).toBe(
    'unreadable',
  );
});

describe('a Firestore document', () => {
  test.each<[object, string]>([
    [{ ts: { integerValue: `${NOW}` } }, 'unreadable'],
    [{ ts: { integerValue: `${NOW / 1000}` } }, 'unreadable'],
    [{ ts: { doubleValue: NOW / 1000 } }, 'unreadable'],
    [{ ts: { booleanValue: true } }, 'unreadable'],
    [{ ts: { stringValue: 'now' } }, 'unreadable'],
    [{ ts: 'now' }, 'unreadable'],
    // An older field does not stand in for one that cannot be read.
    [
      { ts: { stringValue: 'now' }, last_heartbeat: { timestampValue: '2026-01-07T12:00:00Z' } },
      'unreadable',
    ],
    [{ ts: { nullValue: null }, last_heartbeat: { timestampValue: '2026-01-07T12:00:00Z' } }, 'evidence'],
    [{ other: { integerValue: '5' } }, 'no-evidence'],
  ])('%j: %s', (fields, outcome) => expect(parse('firestore-heartbeat', { fields }).outcome).toBe(outcome));
});

test.each([
  ['a\ufeffb', '“aU+FEFFb”'],
  ['1\n0', '“1\\n0”'],
  ['\u200b\u00a01\u0085', '“U+200BU+00A01U+0085”'],
  ['x'.repeat(50), `“${'x'.repeat(40)}…”`],
  ['api_\u200bkey=abc', '“[redacted]”'],
  [12, '12'],
  [null, 'null'],
  [Number.NaN, 'NaN'],
  [[1], 'a list'],
  [{ a: 1 }, 'an object'],
])('%j is shown as %s', (value, shown) => expect(shownValue(value)).toBe(shown));
