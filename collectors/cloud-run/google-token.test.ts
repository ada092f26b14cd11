import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Clock, makeClock } from '#platform/clock.ts';
import { type ScratchServer, startScratchServer } from '#testing/collectors/scratch-server.ts';
import { TransportError } from '../http/transport-error.ts';
import { googleTokens } from './google-token.ts';

const TOKEN = 'ya29.a-token-for-tests';
const API = new URL('https://run.googleapis.com/v2/x');
let server: ScratchServer;
let folder: string;
/** A clock that stands still until it is moved. */
let monotonic: number;
const clock: Clock = { ...makeClock(0), monotonic: () => monotonic };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'token-'));
  monotonic = 0;
  server = await startScratchServer((_, response) => response.end());
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

const failureOf = (promise: Promise<string> | undefined): Promise<string> =>
  (promise ?? Promise.resolve('none')).then(
    () => 'a token',
    (error: unknown) =>
      error instanceof TransportError ? `${error.failure}: ${error.message}` : String(error),
  );

test('without the variable there is no token', () => {
  expect(googleTokens({}, clock)).toBeNull();
  expect(googleTokens({ MISSION_CONTROL_GOOGLE_TOKEN: ' ' }, clock)).toBeNull();
});

describe('from a file', () => {
  const path = () => join(folder, 'token');
  const tokens = () => googleTokens({ MISSION_CONTROL_GOOGLE_TOKEN: path() }, clock);

  test('is read again after a while, since another process refreshes it', async () => {
    writeFileSync(path(), `${TOKEN}\n`);
    const lent = tokens();
    expect(await lent?.for(API)).toBe(TOKEN);
    writeFileSync(path(), `${TOKEN}-next`);
    expect(await lent?.for(API)).toBe(TOKEN);
    monotonic = 10_000;
    expect(await lent?.for(API)).toBe(`${TOKEN}-next`);
  });
  test.each([null, '', 'short', `${TOKEN}\nX-Evil: 1`])(
    'a file that holds %j has no token, and is not quoted',
    async (text) => {
      if (text !== null) writeFileSync(path(), text);
      expect(await failureOf(tokens()?.for(API))).toBe(
        'credential: the file of the access token gives no access token',
      );
    },
  );
  test.each(['http://run.googleapis.com/', 'http://10.0.0.7/', 'http://127.0.0.1.evil.example/'])(
    'is not sent to %s in plain',
    async (url) => {
      writeFileSync(path(), TOKEN);
      expect(await failureOf(tokens()?.for(new URL(url)))).toBe(
        'credential: a token is sent over https only',
      );
    },
  );
});

describe('from the metadata server', () => {
  const tokens = () =>
    googleTokens(
      { MISSION_CONTROL_GOOGLE_TOKEN: 'metadata', GCE_METADATA_HOST: new URL(server.url).host },
      clock,
    );
  const answer = (body: unknown, headers: Record<string, string> = { 'metadata-flavor': 'Google' }) => {
    server.handle = (request, response) => {
      const asked = request.headers['metadata-flavor'] === 'Google';
      response.writeHead(asked ? 200 : 403, headers).end(JSON.stringify(body));
    };
  };

  test('is requested once by any number of callers, and again after a while', async () => {
    answer({ access_token: TOKEN, expires_in: 3_600, token_type: 'Bearer' });
    const lent = tokens();
    expect(await Promise.all([lent?.for(API), lent?.for(API)])).toEqual([TOKEN, TOKEN]);
    monotonic = 9_999;
    await lent?.for(API);
    expect(server.requests).toEqual(['GET /computeMetadata/v1/instance/service-accounts/default/token']);
    monotonic = 10_000;
    answer({ access_token: `${TOKEN}-next`, expires_in: 3_600 });
    expect(await lent?.for(API)).toBe(`${TOKEN}-next`);
    expect(server.requests).toHaveLength(2);
  });
  test('a failure does not invalidate a token that still counts, and is not retried for a while', async () => {
    answer({ access_token: TOKEN, expires_in: 100 });
    const lent = tokens();
    await lent?.for(API);
    answer({ error: 'busy' });
    monotonic = 39_000;
    expect([await lent?.for(API), await lent?.for(API)]).toEqual([TOKEN, TOKEN]);
    expect(server.requests).toHaveLength(2);
    // The token is not sent any more from one minute before it expires.
    monotonic = 49_000;
    expect(await failureOf(lent?.for(API))).toMatch(/^credential/);
  });
  test.each<[string, () => void | Promise<void>]>([
    ['a portal on the way', () => answer({ access_token: TOKEN, expires_in: 3_600 }, {})],
    ['no token', () => answer({ error: 'none' })],
    ['a token that is none', () => answer({ access_token: 'x y', expires_in: 3_600 })],
    [
      'an error',
      () => {
        server.handle = (_, response) => response.writeHead(500).end();
      },
    ],
    ['nobody', () => server.close()],
  ])('%s provides no token', async (_, handle) => {
    await handle();
    expect(await failureOf(tokens()?.for(API))).toMatch(
      /^credential: the metadata server gives no access token$/,
    );
  });
  test('recovers: a failure is not cached', async () => {
    answer({});
    const lent = tokens();
    await failureOf(lent?.for(API));
    answer({ access_token: TOKEN, expires_in: 3_600 });
    expect(await lent?.for(API)).toBe(TOKEN);
  });
});
