import { describe, expect, test } from 'vitest';
import { say } from '../messages/say.ts';
import { text } from '../messages/text.ts';
import { readConfigHeartbeat } from './config-heartbeat.ts';
import { readNatsHealth } from './nats-health.ts';
import { readReadiness } from './readiness.ts';

const NOW = Date.UTC(2026, 0, 7, 12);

const reply = (status: number, json: unknown) => ({
  status,
  json,
  askedAt: NOW,
  limitSeconds: 60,
  answersAs: ['market-ingest'],
});
const evidence = (value: object) => ({ outcome: 'evidence', value: expect.objectContaining(value) });

describe('readiness', () => {
  test.each<[number, string, boolean]>([
    [200, '{"status":"ready"}', true],
    [200, '{"status":" OK "}', true],
    [200, '{"ready":true,"service":"market-ingest"}', true],
    [200, 'ok', true],
    [200, 'Ready\n', true],
    [503, '{"status":"not ready"}', false],
    [503, '{"status":"ready"}', false],
    [503, 'ok', false],
    [200, '{"status":"starting"}', false],
    [200, '{"status":"ready","ready":false}', false],
    [200, '{"ready":false}', false],
    [200, '{"ready":"true"}', true],
    [200, '{"ready":1}', true],
    [200, '{"status":"ok","ready":0}', false],
    [200, 'not ready', false],
  ])('%i %s is ready: %s', (status, text, ready) => {
    expect(readReadiness(reply(status, text))).toEqual(evidence({ contract: 'readiness', ready }));
  });
  test.each<[number, unknown]>([
    [200, ''],
    [200, '{}'],
    [200, '[]'],
    [200, '"ok"'],
    [200, '<h1>ok</h1>'],
    [200, '{"status":"failing","status":"ready"}'],
    [200, `ok${'k'.repeat(50)}`],
    [204, 'ok'],
    [500, 'ok'],
    [404, '{"detail":"Not Found"}'],
    [200, undefined],
  ])('%i %s proves nothing', (status, text) => {
    expect(readReadiness(reply(status, text)).outcome).toBe('no-evidence');
  });
  test.each([
    ['{"ready":"maybe"}', 'unreadable'],
    ['{"ready":NaN}', 'unreadable'],
    ['{"status":true}', 'unreadable'],
    ['{"status":["ok"]}', 'unreadable'],
    ['{"status":"ok","ready":"maybe"}', 'evidence'],
    ['{"status":"ok","service":7}', 'evidence'],
  ])('%s has a field that cannot be read: %s', (body, outcome) => {
    const parsed = readReadiness(reply(200, body));
    expect(parsed.outcome).toBe(outcome);
    if (parsed.outcome === 'evidence') expect(parsed.unreadable).toHaveLength(1);
  });
  test('another service’s readiness is not this one’s', () => {
    expect(readReadiness(reply(200, '{"status":"ready","service":"whale"}')).outcome).toBe('wrong-identity');
  });
});

describe('a heartbeat in a ConfigMap', () => {
  test.each([
    ['2026-01-07T12:00:00Z', 0],
    ['2026-01-07T12:00:00.123456+00:00', 123],
    [' 2026-01-07 12:00:00\n', 0],
  ])('%j', (text, ms) => {
    const heartbeatAt = Date.UTC(2026, 0, 7, 12) + ms;
    expect(readConfigHeartbeat(reply(200, text))).toEqual(
      evidence({ contract: 'config-heartbeat', heartbeatAt }),
    );
  });
  test.each([
    ['', say('parse-config-empty')],
    ['  ', say('parse-config-empty')],
    [undefined, say('parse-config-empty')],
  ])('%j proves nothing', (text, message) => {
    expect(readConfigHeartbeat(reply(200, text))).toEqual({ outcome: 'no-evidence', message });
  });
  test.each([
    ['now', 'cannot read time: “now”'],
    ['\u200b', 'cannot read time: “U+200B”'],
    ['5', 'cannot read time: “5”'],
    [`${NOW / 1000}`, `cannot read time: “${NOW / 1000}”, looks like seconds`],
    [`${NOW}`, `cannot read time: “${NOW}”, looks like milliseconds`],
    ['token=abcdef', 'cannot read time: “[redacted]”'],
  ])('%j is there and cannot be read', (raw, message) => {
    const parsed = readConfigHeartbeat(reply(200, raw));
    expect(parsed.outcome).toBe('unreadable');
    expect('message' in parsed && text(parsed.message)).toBe(message);
  });
});

describe('a NATS server', () => {
  test.each<[number, unknown, boolean]>([
    [200, { status: 'ok' }, true],
    [200, { status: 'ok', extra: 1 }, true],
    [503, { status: 'unavailable', error: 'JetStream not enabled' }, false],
    [503, { status: 'ok' }, false],
    [200, { status: 'error' }, false],
  ])('%i %j is healthy: %s', (status, json, healthy) => {
    expect(readNatsHealth(reply(status, json))).toEqual(evidence({ contract: 'nats-health', healthy }));
  });
  test.each<[number, unknown]>([
    [200, {}],
    [200, []],
    [200, null],
    [200, 'ok'],
    [200, { ok: true }],
    [200, { status: 'ok', service: 'feed' }],
    [200, { status: 'ok', service_name: 'feed' }],
    [404, { detail: 'Not Found' }],
  ])('%i %j is none', (status, json) =>
    expect(readNatsHealth(reply(status, json)).outcome).toBe('no-evidence'),
  );
  test.each([true, 1, null, '', ['ok'], {}])('a status of %j cannot be read', (word) =>
    expect(readNatsHealth(reply(200, { status: word })).outcome).toBe('unreadable'),
  );
});
