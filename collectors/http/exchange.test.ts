import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ScratchServer, startScratchServer } from '#testing/collectors/scratch-server.ts';
import { type Exchange, fetchAnswer, send } from './exchange.ts';
import { readLines } from './line-stream.ts';
import { TransportError } from './transport-error.ts';

let server: ScratchServer;
const agent = new http.Agent({ keepAlive: true });
const exchange = (path = '/'): Exchange => ({ url: new URL(path, server.url), headers: {}, agent });
const limits = { timeoutMs: 300, maxBytes: 1_024 };

beforeEach(async () => {
  server = await startScratchServer((_, response) => response.end('{"ok":1}\n'));
});
afterEach(async () => {
  agent.destroy();
  await server.close();
});

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof TransportError ? error.failure : error),
  );

describe('nothing but GET leaves', () => {
  const METHODS = [
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'HEAD',
    'OPTIONS',
    'CONNECT',
    'TRACE',
    'get',
    'GET ',
    '',
  ];

  test.each(METHODS)('%s is refused before a socket is opened', async (method) => {
    expect(() => send(method, exchange())).toThrow(/refused/);
    await fetchAnswer(exchange('/after'), limits);
    expect(server.requests).toEqual(['GET /after']);
  });

  test.each(METHODS)('a method %s that is smuggled into the options is ignored', async (method) => {
    const slipped = { ...exchange('/x'), method, headers: { 'x-http-method-override': 'GET' } };
    await fetchAnswer(slipped, { ...limits, ...{ method } });
    const signal = new AbortController().signal;
    const stream = {
      silenceMs: 300,
      maxLineBytes: 100,
      signal,
      method,
      onOpen: () => {},
      onLine: () => true,
    };
    await readLines(slipped, stream);
    expect(server.requests).toEqual(['GET /x', 'GET /x']);
  });

  test('only http and https are spoken', () => {
    const file = { ...exchange(), url: new URL('file:///etc/passwd') };
    expect(() => send('GET', file)).toThrow(/only http and https/);
  });
});

describe('a whole answer', () => {
  test('comes with its status whatever that is, and compression is not accepted', async () => {
    let accepted: unknown;
    server.handle = (request, response) => {
      accepted = request.headers['accept-encoding'];
      response.writeHead(503).end('{"ok":false}');
    };
    const answer = await fetchAnswer(exchange(), limits);
    expect([answer.status, answer.body.toString(), accepted]).toEqual([503, '{"ok":false}', 'identity']);
  });

  test('a redirect is not followed', async () => {
    server.handle = (_, response) => response.writeHead(302, { location: '/elsewhere' }).end();
    expect((await fetchAnswer(exchange('/from'), limits)).status).toBe(302);
    expect(server.requests).toEqual(['GET /from']);
  });

  test('a compressed bomb is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    server.handle = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    expect(await failure(fetchAnswer(exchange(), limits))).toBe('too-large');
    expect((await fetchAnswer(exchange(), { ...limits, maxBytes: 100_000 })).body.length).toBe(bomb.length);
  });
});

describe('a server that misbehaves', () => {
  test('a hang before the headers ends by the timer', async () => {
    server.handle = () => {};
    expect(await failure(fetchAnswer(exchange(), limits))).toBe('timeout');
  });

  test('one byte at a time does not extend the time', async () => {
    server.handle = (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    };
    expect(await failure(fetchAnswer(exchange(), limits))).toBe('timeout');
  });

  test('headers that never end do not extend the time', async () => {
    const raw = net.createServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nx: ');
      const drip = setInterval(() => socket.write('y'), 20);
      socket.on('close', () => clearInterval(drip));
      socket.on('error', () => {});
    });
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
    const { port } = raw.address() as AddressInfo;
    const outcome = await failure(
      fetchAnswer({ ...exchange(), url: new URL(`http://127.0.0.1:${port}/`) }, limits),
    );
    expect(outcome).toBe('timeout');
    raw.close();
  });

  test('an answer that is announced as too long is not read', async () => {
    server.handle = (_, response) => response.writeHead(200, { 'content-length': '99999999' }).write('x');
    expect(await failure(fetchAnswer(exchange(), limits))).toBe('too-large');
  });

  test('an endless answer is cut at the limit and its connection ended', async () => {
    let sent = 0;
    const closed = new Promise<void>((resolve) => {
      server.handle = (_, response) => {
        const flood = setInterval(() => {
          sent += 1_000;
          response.write('x'.repeat(1_000));
        }, 1);
        response.on('close', () => {
          clearInterval(flood);
          resolve();
        });
      };
    });
    expect(await failure(fetchAnswer(exchange(), { ...limits, timeoutMs: 5_000 }))).toBe('too-large');
    await closed;
    expect(sent).toBeLessThan(100_000);
  });

  test('a connection that is cut in the middle is a reset', async () => {
    server.handle = (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    };
    expect(await failure(fetchAnswer(exchange(), limits))).toBe('reset');
  });

  test('a port without a listener is refused', async () => {
    await server.close();
    expect(await failure(fetchAnswer(exchange(), limits))).toBe('refused');
    await server.reopen();
  });

  test('an answer that is not HTTP is reported as such', async () => {
    const raw = net.createServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
    const { port } = raw.address() as AddressInfo;
    const error = await fetchAnswer(
      { ...exchange(), url: new URL(`http://127.0.0.1:${port}/`) },
      limits,
    ).catch((e) => e);
    expect(error.message).toBe('the answer is not HTTP');
    raw.close();
  });

  test('a kept-alive socket that the server had closed is tried once more', async () => {
    await fetchAnswer(exchange('/first'), limits);
    let cut = false;
    server.handle = (request, response) => {
      if (cut) response.end('{}');
      else request.socket.destroy();
      cut = true;
    };
    expect((await fetchAnswer(exchange('/second'), limits)).status).toBe(200);
    expect(server.requests).toEqual(['GET /first', 'GET /second', 'GET /second']);
  });

  test('a stop ends it at once', async () => {
    server.handle = () => {};
    const ends = new AbortController();
    const outcome = failure(fetchAnswer(exchange(), { ...limits, timeoutMs: 60_000, signal: ends.signal }));
    ends.abort();
    expect(await outcome).toBe('stopped');
    expect(await failure(fetchAnswer(exchange(), { ...limits, signal: ends.signal }))).toBe('stopped');
  });
});
