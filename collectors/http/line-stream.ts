/** A GET whose answer is read line by line while it lasts, as for a Kubernetes watch. */

import type http from 'node:http';
import { say } from '#lib/messages/say.ts';
import { type Answer, type Exchange, send } from './exchange.ts';
import { makeLineReader } from './lines.ts';
import { TransportError, transportErrorOf } from './transport-error.ts';

export interface LineStreamOptions {
  /** The longest silence, the wait for headers included, before the stream is presumed dead. */
  silenceMs: number;
  maxLineBytes: number;
  signal: AbortSignal;
  /** Called once, when the answer begins with status 200. */
  onOpen(): void;
  /** Returns false to stop reading; the stream then resolves. */
  onLine(line: string): boolean;
}

const MAX_REFUSAL_BYTES = 65_536;

/**
 * Resolves with null if the other side ends the stream at the end of a line or `onLine` stops it, and with the answer
 * if it is not 200.
 * @throws TransportError `timeout` for silence, `reset` for a lost connection or a truncated line.
 */
export function readLines(exchange: Exchange, options: LineStreamOptions): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    if (options.signal.aborted) throw new TransportError('stopped', say('cause-stopped'));
    const request = send('GET', exchange);
    const silence = setTimeout(() => fail(silent(options.silenceMs)), options.silenceMs);
    silence.unref();
    const settle = (done: () => void): void => {
      clearTimeout(silence);
      options.signal.removeEventListener('abort', stop);
      request.destroy();
      done();
    };
    const fail = (error: unknown): void => settle(() => reject(transportErrorOf(error)));
    const stop = (): void => fail(new TransportError('stopped', say('cause-stopped')));
    options.signal.addEventListener('abort', stop, { once: true });
    request.on('error', fail);
    request.on('response', (response) => {
      const answer = response.statusCode === 200 ? follow(response, options, silence) : refusal(response);
      answer.then((value) => settle(() => resolve(value)), fail);
    });
  });
}

function silent(silenceMs: number): TransportError {
  return new TransportError('timeout', say('cause-silent', { silenceMs }));
}

function follow(
  response: http.IncomingMessage,
  options: LineStreamOptions,
  silence: NodeJS.Timeout,
): Promise<null> {
  return new Promise((resolve, reject) => {
    let stopped = false;
    const reader = makeLineReader(options.maxLineBytes, (line) => {
      if (stopped) return;
      silence.refresh();
      stopped = !options.onLine(line);
      if (stopped) resolve(null);
    });
    options.onOpen();
    response.on('data', (chunk: Buffer) => {
      try {
        reader.feed(chunk);
      } catch (error) {
        reject(error);
      }
    });
    response.on('error', reject);
    response.on('end', () => {
      if (reader.rest() === 0) resolve(null);
      else reject(new TransportError('reset', say('cause-line-cut')));
    });
    response.on('close', () => reject(new TransportError('reset', say('cause-reset'))));
  });
}

function refusal(response: http.IncomingMessage): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (): void =>
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: Buffer.concat(chunks, size),
      });
    response.on('data', (chunk: Buffer) => {
      if (size + chunk.length > MAX_REFUSAL_BYTES) return done();
      size += chunk.length;
      chunks.push(chunk);
    });
    response.on('end', done);
    response.on('error', reject);
    response.on('close', done);
  });
}
