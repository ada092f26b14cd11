/**
 * `/api/v1/stream`: server-sent events. Each message is encoded once for all readers. A slow reader gets no backlog:
 * missed events are dropped, and it gets the latest posture when it drains. `Last-Event-ID` is ignored: every stream
 * begins with the whole present.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Posture, Tick } from '#lib/posture.ts';
import { sendProblem } from './reply.ts';

/** A reader with more than this unsent is behind, in bytes. */
const BEHIND_BYTES = 256 * 1024;
/** A reader that has not taken what was sent for this long is behind, however little it is. */
const BEHIND_MS = 3_000;
/** A reader that has been behind for this long is let go; it may come again. */
const GIVE_UP_MS = 30_000;
/** The kernel may hold some MiB for each reader that takes nothing, so there is an end to how many there can be. */
const MOST_READERS = 1_000;
/**
 * A proxy that heeds no `x-accel-buffering` passes on in blocks of this size. Each message fills one, so that the
 * second's tick always pushes out all that came before it.
 */
const PROXY_BLOCK_BYTES = 4_096;

interface Reader {
  response: ServerResponse;
  /** Messages go straight to it: what lies between would be most of their cost, a thousand times a second. */
  socket: Socket;
  /** Since when something that was sent has not been taken; null while all is. */
  fullSince: number | null;
  /** Later messages are dropped until it has taken the rest. */
  behind: boolean;
}

export interface Drops {
  /** Messages that readers who were behind did not get. */
  messages: number;
  /** Readers that were let go, having taken nothing for too long. */
  readers: number;
}

export class Stream {
  readonly #readers = new Set<Reader>();
  readonly #latest: () => { posture: Posture; tick: Tick };
  readonly #monotonic: () => number;
  readonly #drops: Drops = { messages: 0, readers: 0 };
  #encoded: { posture: Posture; frame: Buffer } | null = null;
  #closed = false;

  constructor(latest: () => { posture: Posture; tick: Tick }, monotonic: () => number) {
    this.#latest = latest;
    this.#monotonic = monotonic;
  }

  viewers(): number {
    return this.#readers.size;
  }

  /** So far. */
  drops(): Readonly<Drops> {
    return this.#drops;
  }

  open(request: IncomingMessage, response: ServerResponse): void {
    if (this.#closed || this.#readers.size >= MOST_READERS) {
      refuse(response, this.#closed ? 'it is stopping' : `it has ${MOST_READERS} readers already`);
      return;
    }
    // Without chunks each message is one write of one shared buffer; the end of the stream is the end of the connection.
    response.useChunkedEncodingByDefault = false;
    response.writeHead(200, {
      connection: 'close',
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const { socket } = request;
    socket.setNoDelay(true);
    const reader: Reader = { response, socket, fullSince: null, behind: false };
    this.#readers.add(reader);
    response.on('close', () => this.#readers.delete(reader));
    socket.on('drain', () => this.#caughtUp(reader));
    response.write('retry: 1000\n\n');
    this.#present(reader);
  }

  posture(posture: Posture): void {
    const message = this.#postureFrame(posture);
    for (const reader of this.#readers) this.#write(reader, message);
  }

  tick(tick: Tick): void {
    const message = frame('tick', String(tick.seq), tick);
    for (const reader of this.#readers) this.#write(reader, message);
  }

  /** Ends every stream, so that the server can close. */
  close(): void {
    this.#closed = true;
    for (const { response } of this.#readers) response.end();
    this.#readers.clear();
  }

  #write(reader: Reader, message: Buffer): void {
    const { response, socket, fullSince } = reader;
    const fullMs = fullSince === null ? 0 : this.#monotonic() - fullSince;
    reader.behind ||= fullMs > BEHIND_MS || socket.writableLength > BEHIND_BYTES;
    if (!reader.behind) {
      this.#send(reader, message);
      return;
    }
    this.#drops.messages += 1;
    if (fullMs <= BEHIND_MS + GIVE_UP_MS) return;
    this.#drops.readers += 1;
    this.#readers.delete(reader);
    response.destroy();
  }

  #send(reader: Reader, message: Buffer): void {
    if (!reader.socket.write(message)) reader.fullSince ??= this.#monotonic();
  }

  #caughtUp(reader: Reader): void {
    reader.fullSince = null;
    if (!reader.behind) return;
    reader.behind = false;
    this.#present(reader);
  }

  /** The whole present for one reader: the posture, then the tick that its ages count from. */
  #present(reader: Reader): void {
    const { posture, tick } = this.#latest();
    this.#send(reader, this.#postureFrame(posture));
    this.#send(reader, frame('tick', String(tick.seq), tick));
  }

  /** Encoded once, however many come and however often: readers that take nothing hold on to the same bytes. */
  #postureFrame(posture: Posture): Buffer {
    if (this.#encoded?.posture !== posture)
      this.#encoded = { posture, frame: frame('posture', posture.id, posture) };
    return this.#encoded.frame;
  }
}

/** One event. A comment pads it to a block; readers of event streams skip comments. */
function frame(event: string, id: string, data: unknown): Buffer {
  const text = Buffer.from(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
  const lacking = PROXY_BLOCK_BYTES - text.length;
  return lacking <= 0
    ? text
    : Buffer.concat([text, Buffer.from(`:${' '.repeat(Math.max(0, lacking - 3))}\n\n`)]);
}

function refuse(response: ServerResponse, why: string): void {
  response.setHeader('retry-after', '2');
  response.setHeader('connection', 'close');
  sendProblem(response, {
    title: 'Service Unavailable',
    status: 503,
    detail: `The stream takes no further reader: ${why}.`,
  });
}
