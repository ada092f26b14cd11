import type { Send } from './behaviour.ts';
import { WIRE } from './wire.ts';

const CHUNK = 'x'.repeat(65_536);
const HUGE_BYTES = 100 * 1024 * 1024;

/** Never answers; the connection stays open until the asker gives up. */
const hang: Send = () => {};

/** One byte a second of the real answer. */
const drip: Send = (response, answer) => {
  response.writeHead(answer.status, { 'content-type': answer.contentType });
  let sent = 0;
  const timer = setInterval(() => {
    response.write(answer.body.charAt(sent));
    sent += 1;
    if (sent >= answer.body.length) response.end();
  }, 1000);
  response.on('close', () => clearInterval(timer));
};

/** 100 MB of JSON string, written as fast as it is read. */
const huge: Send = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  let left = HUGE_BYTES;
  const pump = () => {
    while (left > 0 && !response.destroyed) {
      left -= CHUNK.length;
      if (!response.write(CHUNK)) return;
    }
    response.end();
  };
  response.on('drain', pump);
  response.write('{"service":"');
  pump();
};

/** Sends to itself for ever. */
const redirect: Send = (response) => {
  response.writeHead(302, { location: response.req.url ?? '/' });
  response.end();
};

/** Cuts the connection instead of answering. */
const reset: Send = (response) => {
  response.socket?.destroy();
};

/** Stops in the middle of the body, with a length that promised more. */
const truncated: Send = (response, answer) => {
  response.writeHead(answer.status, {
    'content-type': answer.contentType,
    'content-length': answer.body.length + 100,
  });
  response.write(answer.body, () => response.destroy());
};

/** Does not answer in time, in one piece, or at all. */
export const TRANSPORT: Readonly<Record<string, Send>> = {
  hang,
  drip,
  huge,
  redirect,
  reset,
  truncated,
  ...WIRE,
};
