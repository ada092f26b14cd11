/**
 * `/api/v1/stream`: server-sent events. Each message is encoded once for all readers. A reader that does not keep up
 * gets no backlog: what it missed is dropped, and it gets the latest posture when it drains.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Posture, Tick } from '#lib/wire/posture.ts';

/** A reader with more than this unsent is behind, in bytes. */
const BEHIND_BYTES = 256 * 1024;
/** A reader that has been behind for this long is let go; it may come again. */
const GIVE_UP_MS = 30_000;

interface Reader {
  response: ServerResponse;
  behindSince: number | null;
}

export class Stream {
  readonly #readers = new Set<Reader>();
  readonly #latest: () => { posture: Posture; tick: Tick };
  readonly #monotonic: () => number;

  constructor(latest: () => { posture: Posture; tick: Tick }, monotonic: () => number) {
    this.#latest = latest;
    this.#monotonic = monotonic;
  }

  viewers(): number {
    return this.#readers.size;
  }

  open(request: IncomingMessage, response: ServerResponse): void {
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
    request.socket.setNoDelay(true);
    const reader: Reader = { response, behindSince: null };
    this.#readers.add(reader);
    response.on('close', () => this.#readers.delete(reader));
    response.on('drain', () => this.#caughtUp(reader));
    response.write('retry: 1000\n\n');
    response.write(this.#present());
  }

  posture(posture: Posture): void {
    this.#broadcast(frame('posture', posture.id, posture));
  }

  tick(tick: Tick): void {
    this.#broadcast(frame('tick', String(tick.seq), tick));
  }

  /** Ends every stream, so that the server can close. */
  close(): void {
    for (const { response } of this.#readers) response.end();
    this.#readers.clear();
  }

  #broadcast(message: Buffer): void {
    for (const reader of this.#readers) this.#write(reader, message);
  }

  #write(reader: Reader, message: Buffer): void {
    const { response } = reader;
    if (reader.behindSince !== null) {
      if (this.#monotonic() - reader.behindSince > GIVE_UP_MS) response.destroy();
      return;
    }
    if (!response.write(message) && response.writableLength > BEHIND_BYTES)
      reader.behindSince = this.#monotonic();
  }

  #caughtUp(reader: Reader): void {
    if (reader.behindSince === null) return;
    reader.behindSince = null;
    reader.response.write(this.#present());
  }

  /** The whole present for one reader: the posture, then the tick that its ages count from. */
  #present(): Buffer {
    const { posture, tick } = this.#latest();
    return Buffer.concat([frame('posture', posture.id, posture), frame('tick', String(tick.seq), tick)]);
  }
}

function frame(event: string, id: string, data: unknown): Buffer {
  return Buffer.from(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
}
