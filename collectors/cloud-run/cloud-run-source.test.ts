/** The Cloud Run source against a local server that answers as the public reference documents. */

import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fact, factSchema } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import { makeClock } from '#platform/clock.ts';
import { planOf } from '#testing/collectors/agents.ts';
import { type ScratchServer, startScratchServer, until } from '#testing/collectors/scratch-server.ts';
import { type CloudRunSource, startCloudRun } from './cloud-run-source.ts';
import type { GoogleTokens } from './google-token.ts';

const PARENT = 'projects/p/locations/europe-west1';
const TOKEN = 'ya29.a-token-for-tests';
const tokens: GoogleTokens = { for: async () => TOKEN };
let server: ScratchServer;
let source: CloudRunSource | null;
let facts: Fact[];

const answer = (more: object = {}) =>
  JSON.stringify({
    name: `${PARENT}/services/executor`,
    scaling: { scalingMode: 'MANUAL', manualInstanceCount: 0 },
    template: { containers: [{}] },
    ...more,
  });

beforeEach(async () => {
  facts = [];
  source = null;
  server = await startScratchServer((_, response) => response.end(answer()));
});
afterEach(async () => {
  source?.stop();
  await server.close();
});

const planFor = (name: string, more: object = { parentEnv: 'PARENT' }) =>
  planOf([{ name, cloudRun: { service: name, urlEnv: 'URL', ...more } }]);

function start(
  options: { plan?: ReturnType<typeof planOf>; env?: object; tokens?: GoogleTokens | null } = {},
) {
  source = startCloudRun({
    plan: options.plan ?? planFor('executor'),
    env: { PARENT, CLOUD_RUN_API_URL: server.url, ...options.env },
    tokens: options.tokens === undefined ? tokens : options.tokens,
    clock: makeClock(0),
    say: (said) => facts.push(...said),
    log: pino({ level: 'silent' }),
    readEveryMs: 20,
  });
  return source;
}

const service = () => facts.findLast((fact) => fact.kind === 'cloud-run');
const status = () => {
  const value = facts.findLast((fact) => fact.kind === 'sight')?.value;
  return value && 'scope' in value && 'state' in value ? value : null;
};

test('is read by GET with the token, published again at each read, and dated by the start of the request', async () => {
  let authorization: unknown;
  server.handle = (request, response) => {
    authorization = request.headers.authorization;
    response.end(answer());
  };
  const began = Date.now();
  start();
  await until('three reads', () => facts.filter((f) => f.kind === 'cloud-run').length >= 3);
  expect(server.requests[0]).toBe(`GET /v2/${PARENT}/services/executor`);
  expect(authorization).toBe(`Bearer ${TOKEN}`);
  expect(service()).toMatchObject({
    subject: 'CloudRun/executor',
    value: { service: 'executor', scaling: 'manual', manualInstances: 0 },
  });
  expect(service()?.observedAt).toBeGreaterThanOrEqual(began);
  expect(status()).toMatchObject({ state: 'seen', cause: null, blindSince: null });
  for (const fact of facts) expect(factSchema.safeParse(fact).error).toBeUndefined();
});

test('absence is published again as well', async () => {
  server.handle = (_, response) =>
    response.writeHead(404).end('{"error":{"code":404,"message":"x","status":"NOT_FOUND"}}');
  start();
  await until('two reads', () => facts.filter((f) => f.kind === 'cloud-run').length >= 2);
  expect(service()?.value).toBeNull();
  expect(status()?.state).toBe('seen');
});

test.each<[string, () => void | Promise<void>, RegExp]>([
  [
    'refuses',
    () => {
      server.handle = (_, response) => response.writeHead(403).end('{}');
    },
    /^403: not allowed$/,
  ],
  ['is not there', () => server.close(), /^connection refused$/],
  [
    'sends elsewhere',
    () => {
      server.handle = (_, response) => response.writeHead(302, { location: '/login' }).end('{}');
    },
    /^302 from/,
  ],
  [
    'takes the token no longer',
    () => {
      server.handle = (_, response) => response.writeHead(401).end('{"error":{"code":401}}');
    },
    /^401: the access token was refused$/,
  ],
  [
    'answers without end',
    () => {
      server.handle = (_, response) => void response.end(answer({ filler: 'x'.repeat(1_100_000) }));
    },
    /over|more|large|than/,
  ],
  [
    'is slow',
    () => {
      server.handle = () => undefined;
    },
    /^no full answer within 2.5 s$/,
  ],
])(
  'an API that %s makes the source unavailable, keeps the last known value, and recovers',
  async (_, break_, reason) => {
    start();
    await until('seen', () => status()?.state === 'seen');
    const known = service()?.value;
    const handle = server.handle;
    await break_();
    const blind = await until('blind', () => (status()?.state === 'blind' ? status() : null));
    expect(text(blind.cause)).toMatch(reason);
    expect(blind.blindSince).not.toBeNull();
    expect(blind.lastSeenAt).not.toBeNull();
    expect(service()?.value).toEqual(known);
    server.handle = handle;
    if (_ === 'is not there') await server.reopen();
    await until('healed', () => status()?.state === 'seen' && status()?.blindSince === null);
  },
);

test('a change under way is published with its scaling, and proves nothing', async () => {
  server.handle = (_, response) =>
    response.end(answer({ scaling: { scalingMode: 'AUTOMATIC' }, reconciling: true }));
  start();
  await until('blind', () => status()?.state === 'blind');
  expect(status()).toMatchObject({
    cause: say('cause-service-changing'),
    lastSeenAt: null,
  });
  expect(service()?.value).toMatchObject({ scaling: 'automatic' });
});

describe('a missing configuration', () => {
  test('is reported for an executor, whose proof depends on it', async () => {
    start({ env: { PARENT: '' } });
    await until('blind', () => status()?.state === 'blind');
    expect(status()?.cause).toEqual(say('cause-unset', { variable: 'PARENT' }));
    expect(server.requests).toEqual([]);
  });
  test.each<[string, Parameters<typeof start>[0], string]>([
    ['no token', { tokens: null }, 'not configured: MISSION_CONTROL_GOOGLE_TOKEN is not set'],
    ['no parent', { env: { PARENT: 'p/europe' } }, 'PARENT must be projects/<project>/locations/<location>'],
    ['a way out of the path', { env: { PARENT: 'projects/../locations/x' } }, 'PARENT must be'],
    ['no URL', { env: { CLOUD_RUN_API_URL: 'ftp://x' } }, 'CLOUD_RUN_API_URL is not an http or https URL'],
  ])('%s is reported for every service', async (_, options, reason) => {
    start({ plan: planFor('feed'), ...options });
    await until('blind', () => status()?.state === 'blind');
    expect(text(status()?.cause ?? null)).toContain(reason);
    expect(server.requests).toEqual([]);
  });
  test.each([
    ['without a parent that is set', planFor('feed'), { PARENT: undefined }],
    ['without a variable in the plan', planFor('executor', {}), {}],
  ])('%s nothing is asked and nothing is published', async (_, plan, env) => {
    start({ plan, env });
    const ends = Date.now() + 100;
    await until('some reads’ time', () => Date.now() > ends);
    expect([facts, server.requests]).toEqual([[], []]);
  });
});

test('another plan ends the source status of services that it no longer names, and nothing is published after the stop', async () => {
  const running = start();
  await until('seen', () => status()?.state === 'seen');
  running.setPlan(planFor('other'));
  expect(facts.at(-1)).toMatchObject({ subject: 'cloud-run/executor', kind: 'sight', value: null });
  await until('the new one', () => server.requests.some((r) => r.endsWith('/services/other')));
  running.stop();
  const said = facts.length;
  const ends = Date.now() + 100;
  await until('some reads’ time', () => Date.now() > ends);
  expect(facts.length).toBe(said);
});
