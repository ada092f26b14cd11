import { gzipSync } from 'node:zlib';
import type { Send } from './behaviour.ts';

const BOMB_BYTES = 50 * 1024 * 1024;
const FLOOD_HEADERS = 1_500;
const KEEP_OPEN_MS = 100;
const HINT_MS = 1;

let bomb: Buffer | undefined;

/** 50 MB of blanks in as many KB, compressed though `identity` was asked for. */
const gzipBomb: Send = (response) => {
  bomb ??= gzipSync(Buffer.alloc(BOMB_BYTES, ' '));
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    'content-length': bomb.length,
  });
  response.end(bomb);
};

/** The true answer, behind 100 KB of headers. */
const headerFlood: Send = (response, answer) => {
  for (let i = 0; i < FLOOD_HEADERS; i += 1) response.setHeader(`x-flood-${i}`, 'x'.repeat(50));
  response.writeHead(answer.status, { 'content-type': answer.contentType });
  response.end(answer.body);
};

/** The true answer in full, and after it blanks for ever: the answer never ends. */
const endlessBody: Send = (response, answer) => {
  response.writeHead(answer.status, { 'content-type': answer.contentType });
  response.write(answer.body);
  const timer = setInterval(() => response.write(' '), KEEP_OPEN_MS);
  response.on('close', () => clearInterval(timer));
};

/** The true answer, and junk in a chunk of its own after it. */
const trailingJunk: Send = (response, answer) => {
  response.writeHead(answer.status, { 'content-type': answer.contentType });
  response.write(answer.body);
  response.end('\r\n<!-- {"ok":true} -->\u0000');
};

/** The true answer in chunks, and after the last one bytes that belong to no answer. */
const junkAfterEnd: Send = (response, answer) => {
  response.writeHead(answer.status, { 'content-type': answer.contentType });
  const { socket } = response;
  if (socket === null) return;
  socket.cork();
  response.write(answer.body);
  socket.write('0\r\n\r\njunk that no answer holds\r\n\r\n');
  socket.uncork();
};

/** One `103 Early Hints` after the other, and never an answer. */
const endlessHints: Send = (response) => {
  const timer = setInterval(() => response.writeEarlyHints({ link: '</x>; rel=preload; as=style' }), HINT_MS);
  response.on('close', () => clearInterval(timer));
};

/** Bytes that are no text in any encoding that was asked for. */
const garbageBytes: Send = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(Buffer.from(Array.from({ length: 512 }, (_, i) => (i * 167 + 128) % 256)));
};

/** Answers whose bytes on the wire are made to break who reads them. */
export const WIRE: Readonly<Record<string, Send>> = {
  'garbage-bytes': garbageBytes,
  'gzip-bomb': gzipBomb,
  'header-flood': headerFlood,
  'endless-body': endlessBody,
  'trailing-junk': trailingJunk,
  'junk-after-end': junkAfterEnd,
  'endless-hints': endlessHints,
};
