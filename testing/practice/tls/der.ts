/** The few shapes of DER that a certificate is made of. Each returns one encoded value. */

function value(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  return length < 0x100 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff]);
}

export const sequence = (...parts: Uint8Array[]) => value(0x30, ...parts);
export const setOf = (...parts: Uint8Array[]) => value(0x31, ...parts);
export const octets = (content: Uint8Array) => value(0x04, content);
export const boolean = (is: boolean) => value(0x01, Buffer.from([is ? 0xff : 0]));
export const utf8 = (text: string) => value(0x0c, Buffer.from(text));
/** A bit string without unused bits, or with `unused` of them in the last byte. */
export const bits = (content: Uint8Array, unused = 0) => value(0x03, Buffer.from([unused]), content);
/** An explicit context tag around a value. */
export const tagged = (tag: number, content: Uint8Array) => value(0xa0 | tag, content);
/** A primitive context tag: a name in a subjectAltName. */
export const named = (tag: number, content: Uint8Array) => value(0x80 | tag, content);

/**
 * A whole number, not negative, from its bytes, in as few as it takes (X.690, 8.3.2): one in 512 random numbers begins with a
 * zero that says nothing, and readers refuse it.
 */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const least = first === -1 ? Buffer.from([0]) : Buffer.from(bytes.subarray(first));
  const positive = (least[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), least]) : least;
  return value(0x02, positive);
}

/** A moment, for years from 2000 to 2049. */
export function utcTime(at: Date): Buffer {
  return value(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));
}

/** An object identifier in dotted form. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return value(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(number: number): number[] {
  const digits = [number & 0x7f];
  for (let left = number >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}
