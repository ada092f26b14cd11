import { describe, expect, test } from 'vitest';
import { say } from '../messages/say.ts';
import { readExecutionState } from './execution-state.ts';
import { readFirestoreHeartbeat } from './firestore-heartbeat.ts';
import { readMarketdataHeartbeat } from './marketdata-heartbeat.ts';
import { readOpsStatus } from './ops-status.ts';
import { readProcessHealth } from './process-health.ts';

const ASKED_AT = Date.UTC(2026, 0, 7, 12, 0, 1);

/** JSON text to a reply, as it comes over the wire. */
const reply = (
  body: string,
  status = 200,
  answersAs = ['marketdata-mcp-server', 'strategy-engine', 'market-ingest'],
) => ({
  status,
  json: JSON.parse(body) as unknown,
  askedAt: ASKED_AT,
  limitSeconds: 60,
  answersAs,
});

/** Bodies that no contract may accept as evidence. */
const WORTHLESS = [
  '{}',
  '[]',
  'null',
  '"ok"',
  '200',
  'true',
  '{"status":"ok"}',
  '{"ok":true}',
  '{"error":"boom"}',
  '[{"ok":true}]',
];

describe('marketdata heartbeat', () => {
  const fresh =
    '{"service":"marketdata-mcp-server","last_tick_epoch_seconds":1730000000,"age_seconds":1.2,"max_age_seconds":60,"ok":true,"forced_stale":false}';

  test('by contract, fresh', () => {
    expect(readMarketdataHeartbeat(reply(fresh))).toEqual({
      outcome: 'evidence',
      value: {
        contract: 'marketdata-heartbeat',
        form: 'contract',
        service: 'marketdata-mcp-server',
        ok: true,
        lastTickAt: 1_730_000_000_000,
        reportedAgeSeconds: 1.2,
        maxAgeSeconds: 60,
        forcedStale: false,
      },
    });
  });

  test.each([
    [
      'stale',
      '{"service":"marketdata-mcp-server","last_tick_epoch_seconds":1,"age_seconds":99,"max_age_seconds":60,"ok":false}',
      { ok: false, reportedAgeSeconds: 99 },
    ],
    [
      'no tick yet',
      '{"service":"marketdata-mcp-server","last_tick_epoch_seconds":null,"age_seconds":null,"max_age_seconds":60,"ok":false}',
      { lastTickAt: null, reportedAgeSeconds: null },
    ],
    [
      'forced stale',
      '{"service":"marketdata-mcp-server","last_tick_epoch_seconds":1,"age_seconds":0,"ok":false,"forced_stale":true}',
      { forcedStale: true, maxAgeSeconds: null },
    ],
    [
      'clock skew',
      '{"service":"marketdata-mcp-server","last_tick_epoch_seconds":5,"age_seconds":-3,"ok":true}',
      { reportedAgeSeconds: -3 },
    ],
    [
      'a huge age',
      '{"service":"marketdata-mcp-server","last_tick_epoch_seconds":1e999,"age_seconds":1e999,"ok":true}',
      { reportedAgeSeconds: null, lastTickAt: null },
    ],
    [
      'an age in words',
      '{"service":"marketdata-mcp-server","age_seconds":"Infinity","ok":true}',
      { reportedAgeSeconds: null },
    ],
  ])('%s is evidence at 503 as at 200', (_, body, expected) => {
    for (const status of [200, 503])
      expect(readMarketdataHeartbeat(reply(body, status))).toMatchObject({
        outcome: 'evidence',
        value: expected,
      });
  });

  test('the older form gives its own threshold, and is stale when it says so whatever its status word', () => {
    const older = (stale: boolean) =>
      `{"status":"ok","service":"marketdata-mcp-server","heartbeat":{"age_seconds":1.2,"stale_threshold_seconds":120,"is_stale":${stale},"last_observed_epoch_s":1730000000.5}}`;
    expect(readMarketdataHeartbeat(reply(older(false)))).toMatchObject({
      value: { ok: true, maxAgeSeconds: 120, lastTickAt: 1_730_000_000_500 },
    });
    expect(readMarketdataHeartbeat(reply(older(true)))).toMatchObject({ value: { ok: false } });
  });

  test.each([
    ...WORTHLESS,
    '{"status":"ok","service":"marketdata-mcp-server"}',
    '{"service":"marketdata-mcp-server","ok":true}',
    '{"ok":true,"age_seconds":1,"last_tick_epoch_seconds":1}',
  ])('%s proves nothing, whatever the status', (body) => {
    for (const status of [200, 503])
      expect(readMarketdataHeartbeat(reply(body, status)).outcome).toBe('no-evidence');
  });

  describe('the operations status, if nothing else reports ticks', () => {
    const rich = (more: object = {}, marketdata: object = {}) =>
      JSON.stringify({
        service_name: 'marketdata-mcp-server',
        status: { state: 'OK', summary: 'Healthy', reason_codes: [] },
        heartbeat: { last_heartbeat_utc: '2026-01-07T12:00:00Z', age_seconds: 0.5, ttl_seconds: 60 },
        marketdata: {
          last_tick_utc: '2026-01-07T11:59:58Z',
          stale_threshold_seconds: 120,
          is_fresh: true,
          ...marketdata,
        },
        ...more,
      });
    const halted = (reasons: string[]) => ({ status: { state: 'HALTED', reason_codes: reasons } });

    test('the richer form: the age by the producer’s own clock', () => {
      expect(readMarketdataHeartbeat(reply(rich()))).toEqual({
        outcome: 'evidence',
        value: {
          contract: 'marketdata-heartbeat',
          form: 'older',
          service: 'marketdata-mcp-server',
          ok: true,
          lastTickAt: Date.UTC(2026, 0, 7, 11, 59, 58),
          reportedAgeSeconds: 2.5,
          maxAgeSeconds: 120,
          forcedStale: false,
        },
      });
    });

    test.each<[string, string, object]>([
      ['it calls its data stale', rich({}, { is_fresh: false }), { ok: false }],
      ['it is degraded', rich({ status: { state: 'DEGRADED' } }), { ok: false }],
      ['it is offline', rich({ status: { state: 'OFFLINE' } }), { ok: false }],
      ['its state is not known', rich({ status: { state: 'FINE' } }), { ok: false }],
      ['the market is closed', rich({ status: { state: 'MARKET_CLOSED' } }), { ok: true }],
      ['halted by the kill switch alone', rich(halted(['KILL_SWITCH'])), { ok: true }],
      ['halted for its data', rich(halted(['KILL_SWITCH', 'MARKETDATA_STALE'])), { ok: false }],
      ['halted without a reason', rich(halted([])), { ok: false }],
      ['no tick', rich({}, { last_tick_utc: null }), { lastTickAt: null, reportedAgeSeconds: null }],
      [
        'no heartbeat of its own: its clock is not known',
        rich({ heartbeat: null }),
        { reportedAgeSeconds: null },
      ],
    ])('the richer form: %s', (_, body, expected) => {
      expect(readMarketdataHeartbeat(reply(body))).toMatchObject({ outcome: 'evidence', value: expected });
    });

    const minimum = (more: object) =>
      JSON.stringify({
        uptime: 5,
        last_heartbeat: '2026-01-07T12:00:00Z',
        data_freshness_seconds: 2.4,
        ...more,
      });
    test.each<[string, string, object]>([
      [
        'the age counts from when it was asked',
        minimum({}),
        { service: 'marketdata-mcp-server', ok: true, lastTickAt: ASKED_AT - 2_400, reportedAgeSeconds: 2.4 },
      ],
      ['over the plan’s limit it is not ok', minimum({ data_freshness_seconds: 61 }), { ok: false }],
      [
        'a process that stands still: its heartbeat is older than the age that it repeats',
        minimum({ last_heartbeat: '2026-01-07T11:00:00Z' }),
        { lastTickAt: Date.UTC(2026, 0, 7, 11), reportedAgeSeconds: 2.4 },
      ],
      ['it never beat', minimum({ last_heartbeat: null }), { lastTickAt: null }],
      ['clock skew', minimum({ data_freshness_seconds: -9 }), { reportedAgeSeconds: -9 }],
    ])('the stable minimum: %s', (_, body, expected) => {
      expect(readMarketdataHeartbeat(reply(body))).toMatchObject({ outcome: 'evidence', value: expected });
    });

    test.each([
      ['the richer form that says nothing of market data', rich({ marketdata: null }), 'no-evidence'],
      ['the minimum without an age of its data', minimum({ data_freshness_seconds: null }), 'no-evidence'],
      ['a stranger’s status', rich({ service_name: 'whale' }), 'wrong-identity'],
      ['a stranger’s minimum', minimum({ service: 'whale' }), 'wrong-identity'],
    ])('%s', (_, body, outcome) => expect(readMarketdataHeartbeat(reply(body)).outcome).toBe(outcome));
  });

  test('another service’s answer is not this one’s', () => {
    const reading = readMarketdataHeartbeat(reply(fresh, 200, ['strategy-engine']));
    expect(reading).toEqual({
      outcome: 'wrong-identity',
      message: say('parse-stranger', { answeredAs: 'marketdata-mcp-server' }),
    });
  });
});

describe('ops status', () => {
  const rich = JSON.stringify({
    service_name: 'strategy-engine',
    service_kind: 'strategy',
    agent_identity: { agent_name: 'strategy-engine', agent_role: 'strategy_eval', agent_mode: 'EVAL' },
    status: {
      state: 'OK',
      summary: 'Healthy',
      reason_codes: ['KILL_SWITCH'],
      last_updated_utc: '2026-01-07T12:00:00Z',
    },
    heartbeat: { last_heartbeat_utc: '2026-01-07T12:00:00Z', age_seconds: 0.4, ttl_seconds: 60 },
    marketdata: { last_tick_utc: '2026-01-07T11:59:58Z', stale_threshold_seconds: 120, is_fresh: true },
    safety: { kill_switch: true, safe_to_execute_orders: false, gating_reasons: ['KILL_SWITCH'] },
  });
  const minimal =
    '{"uptime":12345.67,"last_heartbeat":"2026-01-07T12:00:00Z","data_freshness_seconds":2.4,"build_sha":"54afffe","agent_mode":"OBSERVE"}';

  test('the richer form', () => {
    expect(readOpsStatus(reply(rich))).toEqual({
      outcome: 'evidence',
      value: {
        contract: 'ops-status',
        service: 'strategy-engine',
        state: 'OK',
        summary: 'Healthy',
        reasonCodes: ['KILL_SWITCH'],
        gatingReasons: ['KILL_SWITCH'],
        heartbeatAt: Date.UTC(2026, 0, 7, 12),
        reportedAgeSeconds: 0.4,
        ttlSeconds: 60,
        mode: 'EVAL',
        killSwitch: true,
        marketdataFresh: true,
        dataAgeSeconds: null,
        lastTickAt: Date.UTC(2026, 0, 7, 11, 59, 58),
        lastCycleAt: null,
        staleThresholdSeconds: 120,
        safeToExecute: false,
      },
    });
  });

  test('the stable minimum: the age of its data is not the age of its heartbeat', () => {
    expect(readOpsStatus(reply(minimal))).toMatchObject({
      outcome: 'evidence',
      value: {
        service: null,
        state: null,
        mode: 'OBSERVE',
        heartbeatAt: Date.UTC(2026, 0, 7, 12),
        reportedAgeSeconds: null,
        dataAgeSeconds: 2.4,
      },
    });
  });

  test('parts that are missing or of a wrong type are unknown, not good', () => {
    const odd =
      '{"service_name":"strategy-engine","status":{"state":"OK","reason_codes":"none"},"heartbeat":null,"safety":{"kill_switch":"yes"}}';
    expect(readOpsStatus(reply(odd))).toMatchObject({
      value: {
        heartbeatAt: null,
        killSwitch: null,
        marketdataFresh: null,
        safeToExecute: null,
        reasonCodes: [],
      },
    });
  });

  test('either name may not be a stranger’s', () => {
    expect(readOpsStatus(reply(rich, 200, ['whale'])).outcome).toBe('wrong-identity');
    expect(
      readOpsStatus(reply(rich.replace('"agent_name":"strategy-engine"', '"agent_name":"whale"'))).outcome,
    ).toBe('wrong-identity');
  });

  test.each([
    ...WORTHLESS,
    '{"uptime":1,"agent_mode":"OBSERVE"}',
    '{"last_heartbeat":"2026-01-07T12:00:00Z"}',
  ])('%s proves nothing', (body) => expect(readOpsStatus(reply(body)).outcome).toBe('no-evidence'));
});

describe('process health', () => {
  test.each([
    [200, '{"status":"ok","service":"market-ingest","stats":null}', true],
    [200, '{"status":" OK ","service":"market-ingest"}', true],
    [200, '{"status":"degraded","service":"market-ingest"}', false],
    [503, '{"status":"ok","service":"market-ingest"}', false],
  ])('%i %s is healthy: %s', (status, body, healthy) => {
    expect(readProcessHealth(reply(body, status))).toMatchObject({ outcome: 'evidence', value: { healthy } });
  });
  test.each(WORTHLESS)('%s proves nothing', (body) =>
    expect(readProcessHealth(reply(body)).outcome).toBe('no-evidence'),
  );
  test('a 404 says that the build has no such endpoint', () => {
    expect(readProcessHealth(reply('{"detail":"Not Found"}', 404))).toEqual({
      outcome: 'no-evidence',
      message: say('parse-no-endpoint', { status: 404 }),
    });
  });
  test('an empty name is nobody’s', () => {
    expect(readProcessHealth(reply('{"status":"ok","service":""}'))).toEqual({
      outcome: 'wrong-identity',
      message: say('parse-stranger', { answeredAs: '' }),
    });
  });
});

describe('execution state', () => {
  const body =
    '{"agent_id":"a","state":"READY","error_count":0,"agent_mode":"OFF","engine_dry_run":true,"kill_switch_enabled":true,"kill_switch_source":"file:x"}';
  test('with the key', () => {
    expect(readExecutionState(reply(body))).toEqual({
      outcome: 'evidence',
      value: { contract: 'execution-state', state: 'READY', mode: 'OFF', dryRun: true, killSwitch: true },
    });
  });
  test.each([
    [404, 'no-evidence'],
    [401, 'forbidden'],
  ])('%i is no failure of the agent', (status, outcome) => {
    expect(readExecutionState(reply('{"detail":"x"}', status)).outcome).toBe(outcome);
  });
  test.each([...WORTHLESS, '{"state":"READY","agent_mode":"OFF"}'])('%s proves nothing', (text) =>
    expect(readExecutionState(reply(text)).outcome).toBe('no-evidence'),
  );
});

describe('firestore heartbeat', () => {
  const at = Date.UTC(2026, 0, 7, 12);
  test.each([
    '{"name":"projects/p","fields":{"ts":{"timestampValue":"2026-01-07T12:00:00Z"}}}',
    '{"fields":{"ts":{"stringValue":"2026-01-07T12:00:00+00:00"}}}',
    '{"fields":{"last_heartbeat":{"timestampValue":"2026-01-07T12:00:00.000000Z"},"other":{"integerValue":"5"}}}',
    '{"fields":{"last_heartbeat_at":{"stringValue":"2026-01-07T12:00:00"}}}',
    '{"fields":{"ts":{"stringValue":""},"last_heartbeat":{"timestampValue":"2026-01-07T12:00:00Z"}}}',
  ])('%s', (body) => {
    expect(readFirestoreHeartbeat(reply(body))).toEqual({
      outcome: 'evidence',
      value: { contract: 'firestore-heartbeat', heartbeatAt: at },
    });
  });
  test.each([
    ['no fields', '{"name":"x"}', 200, 'no-evidence'],
    ['no time yet', '{"fields":{"ts":{"nullValue":null}}}', 200, 'no-evidence'],
    ['no document', '{"error":{"code":404,"status":"NOT_FOUND"}}', 404, 'no-evidence'],
    ['not allowed', '{"error":{"code":403}}', 403, 'forbidden'],
    ['not signed in', '{"error":{"code":401}}', 401, 'forbidden'],
  ])('%s', (_, body, status, outcome) =>
    expect(readFirestoreHeartbeat(reply(body, status)).outcome).toBe(outcome),
  );
  test.each(WORTHLESS)('%s proves nothing', (body) =>
    expect(readFirestoreHeartbeat(reply(body)).outcome).toBe('no-evidence'),
  );
});
