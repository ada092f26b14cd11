/** Splits a byte stream into lines of a bounded length. */

import { say } from '#lib/messages/say.ts';
import { TransportError } from './transport-error.ts';

const NEWLINE = 0x0a;

/**
 * Returns a function to feed with chunks. It calls back once for each line that is not empty.
 * @throws TransportError `too-large` if a line exceeds `maxBytes`, so that memory stays bounded.
 */
export function makeLineReader(
  maxBytes: number,
  onLine: (line: string) => void,
): { feed(chunk: Buffer): void; rest(): number } {
  let parts: Buffer[] = [];
  let size = 0;
  const keep = (part: Buffer): void => {
    size += part.length;
    if (size > maxBytes) throw new TransportError('too-large', say('cause-line-too-large', { maxBytes }));
    if (part.length > 0) parts.push(part);
  };
  const flush = (): void => {
    const line = Buffer.concat(parts, size).toString('utf8').trim();
    parts = [];
    size = 0;
    if (line !== '') onLine(line);
  };
  return {
    feed(chunk) {
      let from = 0;
      for (let at = chunk.indexOf(NEWLINE, from); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
        keep(chunk.subarray(from, at));
        flush();
        from = at + 1;
      }
      keep(chunk.subarray(from));
    },
    /** Bytes of the unfinished line. */
    rest: () => size,
  };
}
