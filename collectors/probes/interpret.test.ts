import type { IncomingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { contractOf } from '#lib/contracts/registry.ts';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import { TRANSPORT_FAILURES, TransportError } from '../http/transport-error.ts';
import { interpretAnswer, interpretFailure } from './interpret.ts';

const FRESH =
  '{"service":"marketdata-mcp-server","last_tick_epoch_seconds":1730000000,"age_seconds":1.2,"max_age_seconds":60,"ok":true}';
const STATUS = (code: number, message: string, reason?: string): string =>
  JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code });
const DIAL = 'error trying to reach service: dial tcp 10.0.0.7:8080: ';

const ASKED = { askedAt: 1_730_000_001_000, limitSeconds: 60 };

function read(
  status: number,
  body: string | Buffer,
  more: { viaProxy?: boolean; headers?: IncomingHttpHeaders; secret?: string } = {},
) {
  const asked = {
    definition: contractOf('marketdata-heartbeat'),
    answersAs: ['marketdata-mcp-server'],
    viaProxy: more.viaProxy ?? true,
    secret: more.secret ?? null,
    ...ASKED,
  };
  return interpretAnswer({ status, headers: more.headers ?? {}, body: Buffer.from(body) }, asked);
}

test('evidence is in the body, at 200 as at 503, whatever its content type', () => {
  for (const status of [200, 503]) {
    const said = read(status, FRESH, { headers: { 'content-type': 'text/plain' } });
    expect(said).toMatchObject({
      outcome: 'answered',
      status,
      evidence: { value: { contract: 'marketdata-heartbeat', ok: true } },
    });
    expect(said.evidence?.raw).toContain('"age_seconds": 1.2');
  }
});

describe('the API server’s own words are not the agent’s', () => {
  test.each([
    [503, 'no endpoints available for service "marketdata-mcp-server"', 'no-endpoints'],
    [404, 'pods "x" not found', 'proxy-error'],
    [403, 'pods "x" is forbidden: cannot get resource "pods/proxy"', 'forbidden'],
    [401, 'Unauthorized', 'proxy-error'],
    [429, 'too many requests', 'proxy-error'],
  ])('%i %s: %s', (status, message, outcome) => {
    expect(read(status, STATUS(status, message))).toMatchObject({ outcome, evidence: null });
  });
  test.each([
    [503, `${DIAL}i/o timeout`, 'ServiceUnavailable', 'unreachable'],
    [503, `${DIAL}connect: connection refused`, 'ServiceUnavailable', 'unreachable'],
    [502, `${DIAL}connect: no route to host`, 'ServiceUnavailable', 'unreachable'],
    [500, `${DIAL}i/o timeout`, 'ServiceUnavailable', 'proxy-error'],
    [200, `${DIAL}i/o timeout`, 'ServiceUnavailable', 'proxy-error'],
    [503, `${DIAL}i/o timeout`, 'InternalError', 'proxy-error'],
    [503, `${DIAL}i/o timeout`, undefined, 'proxy-error'],
    [503, `so the ${DIAL}i/o timeout`, 'ServiceUnavailable', 'proxy-error'],
    [503, 'dial tcp 10.0.0.7:8080: i/o timeout', 'ServiceUnavailable', 'proxy-error'],
  ])(
    'that a pod was not reached it says in one way only: %i %s %s: %s',
    (status, message, reason, outcome) => {
      expect(read(status, STATUS(status, message, reason))).toMatchObject({ outcome, evidence: null });
    },
  );
  test('older ones say in plain text that the pod does not listen', () => {
    expect(
      read(502, "Error trying to reach service: 'dial tcp 10.0.0.7:8080: connect: connection refused'")
        .outcome,
    ).toBe('unreachable');
  });
  test('an agent that is asked directly and answers such a document has merely no evidence', () => {
    expect(read(503, STATUS(503, 'no endpoints available'), { viaProxy: false }).outcome).toBe('no-evidence');
  });
});

describe('no proof', () => {
  test.each<[string, number, string | Buffer, IncomingHttpHeaders, string]>([
    ['a redirect', 302, '', { location: '/login' }, 'redirected'],
    ['HTML', 200, '<!doctype html><h1>ok</h1>', {}, 'unparsable'],
    ['an empty body', 200, '', {}, 'unparsable'],
    ['garbage', 200, Buffer.from([0xff, 0x00, 0x1b]), {}, 'unparsable'],
    ['a truncated body', 200, FRESH.slice(0, -5), {}, 'unparsable'],
    ['two documents', 200, `${FRESH}${FRESH}`, {}, 'unparsable'],
    ['a compressed body', 200, gzipSync(FRESH), { 'content-encoding': 'gzip' }, 'unparsable'],
    ['a lie about compression', 200, FRESH, { 'content-encoding': 'br' }, 'unparsable'],
    ['ok without evidence', 200, '{"status":"ok","service":"marketdata-mcp-server"}', {}, 'no-evidence'],
    ['deep nesting', 200, '['.repeat(30_000) + ']'.repeat(30_000), {}, 'unparsable'],
    [
      'evidence with deep nesting beside it',
      200,
      FRESH.replace('{', `{"x":${'['.repeat(99)}${']'.repeat(99)},`),
      {},
      'unparsable',
    ],
    ['a key twice, the last one good', 200, FRESH.replace('{', '{"ok":false,'), {}, 'unparsable'],
    ['a number past any double', 200, FRESH.replace('1.2', '1e999'), {}, 'unparsable'],
    [
      'evidence that is sent as a page',
      200,
      FRESH,
      { 'content-type': 'text/html; charset=utf-8' },
      'unparsable',
    ],
    ['evidence in UTF-16', 200, Buffer.from(FRESH, 'utf16le'), {}, 'unparsable'],
    [
      'evidence with a byte that is no text',
      200,
      Buffer.concat([
        Buffer.from(FRESH.slice(0, -1)),
        Buffer.from([0x2c, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      ]),
      {},
      'unparsable',
    ],
    ['another agent', 200, FRESH.replace('marketdata-mcp-server', 'whale-strategy'), {}, 'wrong-identity'],
    ['a server error', 500, '{"detail":"boom"}', {}, 'no-evidence'],
    ['a missing endpoint in HTML', 404, '<h1>Not Found</h1>', {}, 'no-evidence'],
    ['a refusal in HTML', 403, '<h1>Forbidden</h1>', {}, 'forbidden'],
    ['a refusal in JSON', 401, '{"detail":"who are you"}', {}, 'forbidden'],
  ])('%s', (_, status, body, headers, outcome) => {
    expect(read(status, body, { headers, viaProxy: false })).toMatchObject({
      outcome,
      status,
      evidence: null,
    });
  });

  test('is reported in words without the body’s secrets and escapes', () => {
    const stranger = read(200, FRESH.replace('marketdata-mcp-server', 'x\\u001b[31m token=s3cr3t'));
    expect(text(stranger.message)).toBe('answered as x token=[redacted]');
  });
});

test('metrics are read as text, and their raw body stays text', () => {
  const asked = { definition: contractOf('metrics'), answersAs: [], viaProxy: true, secret: null, ...ASKED };
  const body = Buffer.from('# TYPE order_proposals_total counter\norder_proposals_total 7\n');
  expect(interpretAnswer({ status: 200, headers: {}, body }, asked)).toMatchObject({
    outcome: 'answered',
    evidence: { value: { contract: 'metrics', proposalsTotal: 7 }, raw: expect.stringMatching(/total 7$/m) },
  });
  expect(
    interpretAnswer({ status: 404, headers: {}, body: Buffer.from('{"detail":"Not Found"}') }, asked),
  ).toMatchObject({ outcome: 'no-evidence', message: say('parse-no-endpoint', { status: 404 }) });
});

test('the raw body is redacted', () => {
  const said = read(200, FRESH.replace('{', '{"alpaca_api_key":"AK123","note":"Bearer abcdefghijk",'));
  expect(said.evidence?.raw).not.toMatch(/AK123|abcdefghijk/);
});

test('every missing answer has an outcome, and none is an answer', () => {
  for (const failure of TRANSPORT_FAILURES)
    for (const viaProxy of [true, false]) {
      const said = interpretFailure(new TransportError(failure, say('quoted', { words: 'why' })), viaProxy);
      if (failure === 'stopped') expect(said).toBeNull();
      else
        expect(said).toMatchObject({
          status: null,
          evidence: null,
          outcome: expect.not.stringMatching(/^answered$/),
        });
    }
  expect(interpretFailure(new TransportError('refused', say('cause-refused')), true)).toMatchObject({
    outcome: 'proxy-error',
    message: say('attempt-api-server', { words: 'connection refused' }),
  });
  expect(interpretFailure(new TransportError('refused', say('cause-refused')), false)?.outcome).toBe(
    'unreachable',
  );
});
