import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Posture } from '#lib/posture.ts';
import { until } from '#testing/collectors/scratch-server.ts';
import { calmFacts, NOW } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { Collector } from '../collector.ts';
import { Stream } from './stream.ts';

let stream: Stream;
let server: Server;
let posture: Posture;
let clockMs: number;
const sockets = new Set<Socket>();

const collector = new Collector({
  plan: { plan: SAMPLE_PLAN, file: 'sample', digest: 'd', problems: [] },
  about: { version: '0', build: 'b', clockOffsetSeconds: 0, context: 'c' },
  clock: { now: () => NOW, monotonic: () => clockMs },
  listeners: { posture: () => undefined, tick: () => undefined, evaluated: () => undefined },
});
collector.say(calmFacts());
collector.turn();
const CALM = collector.posture();

beforeEach(() => {
  clockMs = 0;
  posture = CALM;
  stream = new Stream(
    () => ({ posture, tick: tickOf(posture) }),
    () => clockMs,
  );
  server = createServer((request, response) => stream.open(request, response));
});

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  server.closeAllConnections();
  server.close();
});

const tickOf = ({ id, measured }: Posture) => ({
  seq: 1,
  now: '2026-11-20T15:00:00.000Z',
  postureId: id,
  build: 'b',
  measured,
});

/** The next posture: it says something else. */
function publish(id: string, weight = 0): void {
  posture = { ...CALM, id, plan: { ...CALM.plan, problems: ['x'.repeat(weight)] } };
  stream.posture(posture);
}

function listenTcp(): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
}

/** A socket of the machine itself: the kernel holds 200 KiB for each, where it holds MiB for each of TCP's. */
function listenLocally(): Promise<string> {
  const path = join(tmpdir(), `mission-control-stream-${process.pid}.sock`);
  return new Promise((resolve) => server.listen(path, () => resolve(path)));
}

interface Reader {
  socket: Socket;
  text(): string;
  ended(): boolean;
}

function read(at: number | string, head = 'GET /api/v1/stream HTTP/1.1\r\nhost: x\r\n\r\n'): Promise<Reader> {
  return new Promise((resolve) => {
    let text = '';
    let ended = false;
    const socket = typeof at === 'number' ? connect(at, '127.0.0.1') : connect(at);
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      ended = true;
    });
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('connect', () => {
      socket.write(head);
      resolve({ socket, text: () => text, ended: () => ended });
    });
  });
}

/** Asks for the stream and never takes more than the first bytes of it, of which the test keeps 512. */
function stall(path: string): void {
  const socket = connect({ path, onread: { buffer: Buffer.alloc(512), callback: () => false } }, () =>
    socket.write('GET /api/v1/stream HTTP/1.1\r\nhost: x\r\n\r\n'),
  );
  sockets.add(socket);
  socket.on('error', () => undefined);
}

/** The ids of the postures in a text, in order. */
const posturesIn = (text: string) => [...text.matchAll(/^event: posture\nid: (\S+)$/gm)].map((m) => m[1]);

describe('what a reader gets', () => {
  test.each(['', `Last-Event-ID: ${CALM.id}\r\n`, 'Last-Event-ID: 41\r\n', 'Last-Event-ID: ;,%00\r\n'])(
    'begins with the whole present, whatever it says it has had: %j',
    async (header) => {
      const port = await listenTcp();
      publish('newer');
      const reader = await read(port, `GET / HTTP/1.1\r\nhost: x\r\n${header}\r\n`);
      await until('a tick', () => reader.text().includes('event: tick'));
      expect(posturesIn(reader.text())).toEqual(['newer']);
    },
  );

  test('of HTTP/1.0 is the same, without chunks, until the connection ends', async () => {
    const reader = await read(await listenTcp(), 'GET / HTTP/1.0\r\n\r\n');
    await until('a tick', () => reader.text().includes('event: tick'));
    const [head = '', body = ''] = reader.text().split('\r\n\r\n', 2);
    expect(head).toMatch(/^HTTP\/1\.1 200/);
    expect(head).not.toMatch(/transfer-encoding|content-encoding|content-length/i);
    expect(body.startsWith('retry: 1000\n\nevent: posture\n')).toBe(true);
    stream.close();
    await until('its end', () => reader.ended());
  });

  test('asks proxies neither to hold back nor to pack', async () => {
    const reader = await read(await listenTcp());
    await until('a head', () => reader.text().includes('\r\n\r\n'));
    expect(reader.text()).toMatch(/x-accel-buffering: no/i);
    expect(reader.text()).toMatch(/cache-control: no-store, no-transform/i);
  });

  test('through a proxy that passes on blocks of 4 KiB is at most one tick late', async () => {
    const reader = await read(await listenTcp());
    await until('a tick', () => reader.text().includes('event: tick'));
    const before = reader.text().length;
    publish('changed');
    stream.tick({ ...tickOf(posture), seq: 2 });
    stream.tick({ ...tickOf(posture), seq: 3 });
    await until('the third tick', () => reader.text().includes('"seq":3'));
    const sent = reader.text();
    const through = sent.slice(0, Math.floor(sent.length / 4_096) * 4_096);
    expect(sent.length).toBeGreaterThan(before);
    expect(posturesIn(through)).toEqual([CALM.id, 'changed']);
    expect(through).toMatch(/"seq":2,.*\n\n/);
  });

  test('is refused once the console stops', async () => {
    const port = await listenTcp();
    stream.close();
    const reader = await read(port);
    await until('an answer', () => reader.text().includes('stopping'));
    expect(reader.text()).toMatch(/^HTTP\/1\.1 503 [\s\S]*retry-after: 2/i);
  });
});

describe('a reader that takes nothing', () => {
  /** Beyond what the kernel takes for it, and what may wait for it. */
  const ROUNDS = 24;
  const WEIGHT = 40_000;

  test('costs no copies: 500 of them hold on to the same bytes, and others get everything', async () => {
    const at = await listenLocally();
    for (let i = 0; i < 500; i++) stall(at);
    const healthy = await read(at);
    await until('501 viewers', () => stream.viewers() === 501);
    const before = process.memoryUsage().arrayBuffers;
    for (let round = 1; round <= ROUNDS; round++) {
      publish(`p${round}`, WEIGHT);
      await until('the healthy one has it', () => posturesIn(healthy.text()).length === round + 1);
    }
    const grown = process.memoryUsage().arrayBuffers - before;
    // Each may have 256 KiB unsent: 125 MiB if each had its own.
    expect(grown).toBeLessThan(16 * 1024 * 1024);
    expect(stream.drops().messages).toBeGreaterThan(500);
  });

  test('gets the latest posture when it reads again, and none of those between', async () => {
    const reader = await read(await listenLocally());
    await until('one viewer', () => stream.viewers() === 1);
    reader.socket.pause();
    for (let round = 1; round <= ROUNDS; round++) publish(`p${round}`, WEIGHT);
    reader.socket.resume();
    await until('the latest', () => posturesIn(reader.text()).includes(`p${ROUNDS}`));
    const got = posturesIn(reader.text());
    expect(got.at(-1)).toBe(`p${ROUNDS}`);
    expect(got.length).toBeLessThan(ROUNDS);
    expect(got).not.toContain(`p${ROUNDS - 1}`);
  });

  test('is behind after 3 s however little waits, and let go after 30 more', async () => {
    const reader = await read(await listenLocally());
    await until('one viewer', () => stream.viewers() === 1);
    reader.socket.pause();
    for (let round = 0; round < 8; round++) publish(`p${round}`, WEIGHT);
    const { messages } = stream.drops();
    clockMs = 3_001;
    publish('late', 1);
    expect(stream.drops()).toEqual({ messages: messages + 1, readers: 0 });
    clockMs = 33_001;
    publish('later', 1);
    expect(stream.drops()).toEqual({ messages: messages + 2, readers: 1 });
    await until('it is gone', () => stream.viewers() === 0);
  });
});
