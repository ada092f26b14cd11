import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ScratchServer, startScratchServer } from '#testing/collectors/scratch-server.ts';
import { readLines } from './line-stream.ts';
import { makeLineReader } from './lines.ts';
import { TransportError } from './transport-error.ts';

let server: ScratchServer;
beforeEach(async () => {
  server = await startScratchServer((_, response) => response.end());
});
afterEach(() => server.close());

async function read(options: { silenceMs?: number; signal?: AbortSignal; stopAt?: string } = {}) {
  const lines: string[] = [];
  const exchange = { url: new URL(server.url), headers: {}, agent: undefined };
  const end = await readLines(exchange, {
    silenceMs: options.silenceMs ?? 2_000,
    maxLineBytes: 1_000,
    signal: options.signal ?? new AbortController().signal,
    onOpen: () => lines.push('(open)'),
    onLine: (line) => {
      lines.push(line);
      return line !== options.stopAt;
    },
  }).then(
    (refusal) => refusal?.status ?? 'ended',
    (error: unknown) => (error instanceof TransportError ? error.failure : error),
  );
  return { lines, end };
}

test('lines come one by one, however the bytes were cut, blank ones left out', () => {
  const lines: string[] = [];
  const reader = makeLineReader(100, (line) => lines.push(line));
  const bytes = Buffer.from('{"a":"é"}\n\n{"b":2}\r\n{"c"');
  for (const byte of bytes) reader.feed(Buffer.from([byte]));
  reader.feed(Buffer.from(':3}\n'));
  expect(lines).toEqual(['{"a":"é"}', '{"b":2}', '{"c":3}']);
  expect(reader.rest()).toBe(0);
});

test('a line without an end is not kept past its limit', () => {
  const reader = makeLineReader(100, () => {});
  expect(() => {
    for (let i = 0; i < 11; i++) reader.feed(Buffer.alloc(10, 'x'));
  }).toThrow(/longer than/);
});

describe('a stream', () => {
  test('that the server ends in good order', async () => {
    server.handle = (_, response) => response.end('one\ntwo\n');
    expect(await read()).toEqual({ lines: ['(open)', 'one', 'two'], end: 'ended' });
  });
  test('that is refused gives the answer, and is never open', async () => {
    server.handle = (_, response) => response.writeHead(410).end('gone');
    expect(await read()).toEqual({ lines: [], end: 410 });
  });
  test('that ends in the middle of a line is broken', async () => {
    server.handle = (_, response) => response.end('one\ntw');
    expect(await read()).toEqual({ lines: ['(open)', 'one'], end: 'reset' });
  });
  test('that is cut is broken', async () => {
    server.handle = (_, response) => response.write('one\n', () => response.destroy());
    expect((await read()).end).toBe('reset');
  });
  test('a stream that falls silent is presumed dead, its first bytes included', async () => {
    server.handle = (_, response) => response.write('one\n');
    expect(await read({ silenceMs: 60 })).toEqual({ lines: ['(open)', 'one'], end: 'timeout' });
    server.handle = () => {};
    expect(await read({ silenceMs: 60 })).toEqual({ lines: [], end: 'timeout' });
  });
  test('bytes without a line count as silence', async () => {
    server.handle = (_, response) => {
      const drip = setInterval(() => response.write('x'), 10);
      response.on('close', () => clearInterval(drip));
    };
    expect((await read({ silenceMs: 100 })).end).toBe('timeout');
  });
  test('stops at the line at which its reader returns false', async () => {
    server.handle = (_, response) => response.write('one\ntwo\nthree\n');
    expect(await read({ stopAt: 'two' })).toEqual({ lines: ['(open)', 'one', 'two'], end: 'ended' });
  });
  test('ends at once when stopped', async () => {
    const ends = new AbortController();
    server.handle = (_, response) => {
      response.write('one\n');
      setImmediate(() => ends.abort());
    };
    expect((await read({ signal: ends.signal })).end).toBe('stopped');
  });
});
