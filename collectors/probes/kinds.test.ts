/** Probes that are more than one question and one answer: older builds, a key, a ConfigMap. Over real sockets. */

import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fact, factSchema } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import { makeClock } from '#platform/clock.ts';
import { planOf } from '#testing/collectors/agents.ts';
import {
  type Handler,
  type ScratchServer,
  startScratchServer,
  until,
} from '#testing/collectors/scratch-server.ts';
import type { GoogleTokens } from '../cloud-run/google-token.ts';
import { TransportError } from '../http/transport-error.ts';
import type { WatchedConfig } from './interpret.ts';
import { type Probes, startProbes } from './source.ts';

let server: ScratchServer;
let facts: Fact[];
let probes: Probes | null;
let config: WatchedConfig;
let tokens: GoogleTokens | null;

beforeEach(async () => {
  server = await startScratchServer((_, response) => response.end('{}'));
  facts = [];
  probes = null;
  config = { unseen: 'not read yet' };
  tokens = null;
});
afterEach(async () => {
  probes?.stop();
  await server.close();
});

const AT = '2026-01-07T12:00:00Z';
const byUrl = { via: 'url', urlEnv: 'FEED_URL' };

function start(probe: object, env: Record<string, string> = {}): void {
  const probed = { id: 'p', target: byUrl, intervalSeconds: 0.03, ...probe };
  probes = startProbes({
    plan: planOf([{ name: 'feed', probes: [probed] }]),
    pods: () => [],
    config: () => config,
    tokens,
    transport: null,
    inCluster: false,
    env: { FEED_URL: server.url, ...env },
    firstWithinMs: Number.POSITIVE_INFINITY,
    clock: makeClock(0),
    say: (said) => facts.push(...said),
    log: pino({ level: 'silent' }),
  });
}

/** The last attempt, with its text. */
const tried = () => {
  const value = facts.findLast((fact) => fact.kind === 'probe')?.value;
  return value && 'outcome' in value ? { ...value, message: text(value.message) } : null;
};
const answered = () => facts.findLast((fact) => fact.kind === 'answer')?.value;

/** Answers by path; any other path is 404. */
const serve =
  (answers: Readonly<Record<string, [number, object]>>): Handler =>
  (request, response) => {
    const [code, body] = answers[request.url ?? ''] ?? [404, { detail: 'Not Found' }];
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

describe('market data of an older build', () => {
  const chain = { kind: 'marketdata-heartbeat', path: '/healthz', fallbacks: ['/heartbeat', '/ops/status'] };
  const nothing: [number, object] = [200, { status: 'ok', service: 'feed' }];
  const contract: [number, object] = [
    503,
    { service: 'feed', last_tick_epoch_seconds: 5, age_seconds: 99, max_age_seconds: 60, ok: false },
  ];
  const older: [number, object] = [
    200,
    {
      status: 'ok',
      service: 'feed',
      heartbeat: {
        age_seconds: 1.2,
        stale_threshold_seconds: 120,
        is_stale: false,
        last_observed_epoch_s: 1.73e9,
      },
    },
  ];
  const rich: [number, object] = [
    200,
    {
      service_name: 'feed',
      status: { state: 'OK' },
      heartbeat: { last_heartbeat_utc: AT, age_seconds: 0.5 },
      marketdata: { last_tick_utc: AT, is_fresh: true, stale_threshold_seconds: 120 },
    },
  ];
  const minimum: [number, object] = [
    200,
    { uptime: 5, last_heartbeat: AT, data_freshness_seconds: 2.4, agent_mode: 'OBSERVE' },
  ];

  test.each<[string, Record<string, [number, object]>, object]>([
    [
      'the contract’s own answer',
      { '/healthz': contract, '/heartbeat': older },
      { form: 'contract', status: 503 },
    ],
    [
      'the older heartbeat',
      { '/healthz': nothing, '/heartbeat': older, '/ops/status': rich },
      { form: 'older', path: '/heartbeat', maxAgeSeconds: 120 },
    ],
    ['a build without /healthz', { '/heartbeat': older }, { form: 'older', path: '/heartbeat' }],
    [
      'the richer status',
      { '/healthz': nothing, '/ops/status': rich },
      { path: '/ops/status', maxAgeSeconds: 120 },
    ],
    [
      'the minimum',
      { '/healthz': nothing, '/ops/status': minimum },
      { path: '/ops/status', reportedAgeSeconds: 2.4 },
    ],
  ])('%s is the evidence, with the path that gave it', async (_, answers, expected) => {
    server.handle = serve(answers);
    start(chain);
    expect(await until('evidence', answered)).toMatchObject({
      contract: 'marketdata-heartbeat',
      ...expected,
    });
    const path = 'path' in expected ? ` at ${expected.path}` : '';
    expect(tried()?.message).toMatch(new RegExp(`^\\d+ with evidence${path}$`));
    for (const fact of facts) expect(factSchema.safeParse(fact).error).toBeUndefined();
  });

  test('is known after the first time, and asked once at a time', async () => {
    let open = 0;
    let most = 0;
    server.handle = (request, response) => {
      open += 1;
      most = Math.max(most, open);
      response.on('close', () => {
        open -= 1;
      });
      serve({ '/healthz': nothing, '/heartbeat': older })(request, response);
    };
    start(chain);
    await until('six questions', () => server.requests.length >= 6);
    expect(server.requests.slice(0, 6)).toEqual(['GET /healthz', ...Array(5).fill('GET /heartbeat')]);
    expect(most).toBe(1);
  });

  test.each<[string, [number, object]]>([
    ['says 503 without evidence', [503, { detail: 'stale' }]],
    ['fails', [500, { detail: 'boom' }]],
    ['is another agent', [200, { ...contract[1], service: 'stranger' }]],
    ['says one thing twice', [200, []]],
  ])('a first path that %s is not skipped for a better answer', async (_, first) => {
    server.handle = (request, response) => {
      if (request.url === '/healthz' && Array.isArray(first[1])) response.end('{"ok":false,"ok":true}');
      else serve({ '/healthz': first, '/heartbeat': older })(request, response);
    };
    start(chain);
    await until('three attempts', () => facts.length >= 3);
    expect(answered()).toBeUndefined();
    expect(new Set(server.requests)).toEqual(new Set(['GET /healthz']));
  });

  test('that reports ticks nowhere gives the same text each time', async () => {
    server.handle = serve({ '/healthz': nothing });
    start(chain);
    await until('five attempts', () => facts.length >= 5);
    const messages = facts.map((fact) =>
      fact.kind === 'probe' ? text(fact.value?.message ?? null) : 'an answer',
    );
    expect(new Set(messages)).toEqual(new Set(['200 without a last tick, nor at /heartbeat, /ops/status']));
    expect(server.requests.filter((r) => r === 'GET /ops/status')).toHaveLength(1);
  });
});

describe('an endpoint that wants a key', () => {
  const KEY = 'practice-key-0123';
  const state = { kind: 'execution-state', path: '/state', keyEnv: 'STATE_KEY', keyHeader: 'X-State-Key' };
  const BODY = { state: 'READY', agent_mode: 'OFF', kill_switch_enabled: true };

  test('gets it, and answers', async () => {
    server.handle = (request, response) =>
      serve({ '/state': request.headers['x-state-key'] === KEY ? [200, BODY] : [401, {}] })(
        request,
        response,
      );
    start(state, { STATE_KEY: KEY });
    expect(await until('evidence', answered)).toMatchObject({ state: 'READY', killSwitch: true });
    expect(JSON.stringify(facts)).not.toContain(KEY);
  });

  test.each([
    [401, 'forbidden', '401: key refused'],
    [404, 'no-evidence', '404: not offered, the agent has no key configured'],
  ])('%i is no failure of the agent', async (code, outcome, message) => {
    server.handle = serve({ '/state': [code, { detail: 'no' }] });
    start(state, { STATE_KEY: KEY });
    expect(await until('an outcome', tried)).toMatchObject({ outcome, status: code, message });
  });

  test('without one is not asked', async () => {
    start(state);
    expect(await until('an outcome', tried)).toMatchObject({
      outcome: 'not-configured',
      message: 'not offered: STATE_KEY is not set',
    });
    expect(server.requests).toEqual([]);
  });

  test.each<[string, Handler]>([
    ['in a value', serve({ '/state': [200, { ...BODY, last_error: `bad key ${KEY}`, agent_mode: KEY }] })],
    ['in a key', serve({ '/state': [200, { ...BODY, [KEY]: 1 }] })],
    [
      'with escapes',
      (_, response) =>
        response.end(JSON.stringify({ ...BODY, note: '#' }).replace('#', KEY.replace('p', '\\u0070'))),
    ],
    [
      'in the API server’s form',
      serve({ '/state': [403, { kind: 'Status', apiVersion: 'v1', message: KEY }] }),
    ],
    ['as its identity', serve({ '/state': [200, { ...BODY, state: KEY }] })],
  ])('that repeats it %s does not bring it into a fact', async (_, handle) => {
    server.handle = handle;
    start(state, { STATE_KEY: KEY });
    await until('two attempts', () => facts.length >= 2);
    expect(JSON.stringify(facts)).not.toContain(KEY);
  });

  test('that redirects does not get it sent elsewhere', async () => {
    const elsewhere = await startScratchServer((_, response) => response.end('{}'));
    server.handle = (_, response) => response.writeHead(307, { location: `${elsewhere.url}/state` }).end();
    start(state, { STATE_KEY: KEY });
    expect((await until('an outcome', tried)).outcome).toBe('redirected');
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });

  test('is the only one to get it', async () => {
    let carried: unknown = 'not asked';
    server.handle = (request, response) => {
      carried = Object.values(request.headers).includes(KEY);
      response.end('{"status":"ok","service":"feed"}');
    };
    start({ kind: 'process-health', path: '/health' }, { STATE_KEY: KEY });
    await until('evidence', answered);
    expect(carried).toBe(false);
  });
});

describe('a document of Google’s', () => {
  const document = { kind: 'firestore-heartbeat', path: '/ops/feed' };
  const TOKEN = 'ya29.a-token-for-tests';
  const body = { fields: { ts: { timestampValue: AT } } };

  test('is asked for with the console’s token, which no fact repeats', async () => {
    server.handle = (request, response) => {
      const known = request.headers.authorization === `Bearer ${TOKEN}`;
      const echo = { ...body, note: request.headers.authorization, [TOKEN]: 1 };
      serve({ '/ops/feed': known ? [200, echo] : [401, {}] })(request, response);
    };
    tokens = { for: async () => TOKEN };
    start(document);
    expect(await until('evidence', answered)).toMatchObject({ heartbeatAt: Date.parse(AT) });
    expect(JSON.stringify(facts)).not.toContain(TOKEN);
  });
  test('is asked for without one where the console was given none', async () => {
    server.handle = (request, response) =>
      serve({ '/ops/feed': request.headers.authorization === undefined ? [200, body] : [400, {}] })(
        request,
        response,
      );
    start(document);
    await until('evidence', answered);
  });
  test('is not asked for while there is no token, and says why', async () => {
    tokens = { for: () => Promise.reject(new TransportError('credential', say('cause-token-metadata'))) };
    start(document);
    expect(await until('an outcome', tried)).toMatchObject({
      outcome: 'unreachable',
      message: 'the metadata server gives no access token',
    });
    expect(server.requests).toEqual([]);
  });
  test('is the only one to get it', async () => {
    tokens = { for: async () => TOKEN };
    let carried: unknown = 'not asked';
    server.handle = (request, response) => {
      carried = request.headers.authorization;
      response.end('{"status":"ok","service":"feed"}');
    };
    start({ kind: 'process-health', path: '/health' });
    await until('evidence', answered);
    expect(carried).toBeUndefined();
  });
});

describe('a heartbeat in a ConfigMap', () => {
  const beat = {
    kind: 'config-heartbeat',
    path: '/data/last_seen',
    target: { via: 'config-map', namespace: 'floor', configMap: 'beat' },
  };
  const holding = (data: Record<string, string>, binaryKeys: string[] = []): WatchedConfig => ({
    config: {
      namespace: 'floor',
      name: 'beat',
      uid: 'u',
      resourceVersion: '1',
      data,
      binaryKeys,
      immutable: false,
      createdAt: null,
      changedAt: null,
    },
  });

  test('is read without a request', async () => {
    config = holding({ last_seen: AT });
    start(beat);
    expect(await until('evidence', answered)).toMatchObject({
      contract: 'config-heartbeat',
      instance: 'floor/beat',
      heartbeatAt: Date.parse(AT),
      raw: `last_seen: ${AT}`,
    });
    expect(server.requests).toEqual([]);
    for (const fact of facts) expect(factSchema.safeParse(fact).error).toBeUndefined();
  });

  test.each<[string, WatchedConfig, string, string]>([
    [
      'that is not seen',
      { unseen: 'connection refused' },
      'proxy-error',
      'ConfigMap beat: connection refused',
    ],
    ['that does not exist', { config: null }, 'no-evidence', 'ConfigMap beat does not exist'],
    ['without the key', holding({ other: AT }), 'no-evidence', 'ConfigMap beat has no last_seen'],
    [
      'that is empty',
      holding({ last_seen: '' }),
      'no-evidence',
      'ConfigMap beat: empty, it has never beaten',
    ],
    [
      'that holds no time',
      holding({ last_seen: 'token=abc' }),
      'unreadable',
      'ConfigMap beat: cannot read time: “[redacted]”',
    ],
    [
      'that holds it in binaryData',
      holding({}, ['last_seen']),
      'unreadable',
      'ConfigMap beat has last_seen in binaryData, which is not read',
    ],
  ])('%s proves nothing', async (_, status, outcome, message) => {
    config = status;
    start(beat);
    expect(await until('an outcome', tried)).toMatchObject({ outcome, status: null, message });
    expect(answered()).toBeUndefined();
  });
});
