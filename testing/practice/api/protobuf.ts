/**
 * The little of Kubernetes' protobuf encoding that kubectl insists on: `kubectl auth can-i` sends its reviews in it
 * and takes no refusal for an answer. Everything else is JSON here.
 */

import type { Json, JsonObject } from '../world/json.ts';
import { ApiError } from './status.ts';

const MAGIC = Buffer.from([0x6b, 0x38, 0x73, 0x00]);

/** A message's length-delimited fields, by number. The messages read here have no others that matter. */
function fieldsOf(message: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>();
  let at = 0;
  while (at < message.length) {
    const key = varint(message, at);
    const length = varint(message, key.next);
    const wireType = key.value & 7;
    if (wireType === 2) fields.set(key.value >> 3, message.subarray(length.next, length.next + length.value));
    else if (wireType !== 0) throw unsupported();
    at = wireType === 2 ? length.next + length.value : length.next;
  }
  return fields;
}

function varint(bytes: Buffer, start: number): { value: number; next: number } {
  let value = 0;
  for (let next = start; next < bytes.length && next < start + 4; next += 1) {
    const byte = bytes[next] ?? 0;
    value |= (byte & 0x7f) << (7 * (next - start));
    if (byte < 0x80) return { value, next: next + 1 };
  }
  throw unsupported();
}

/** Names the string fields of a message; empty ones are left out, as in JSON. */
function named(message: Buffer | undefined, names: readonly string[]): JsonObject | undefined {
  if (message === undefined) return undefined;
  const fields = fieldsOf(message);
  const entries = names.map((name, index) => [name, fields.get(index + 1)?.toString('utf8') ?? ''] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== ''));
}

/** Reads the protobuf form of a SelfSubjectAccessReview or a SelfSubjectRulesReview. Throws 415 on anything else. */
export function reviewFromProtobuf(body: Buffer): Json {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) throw unsupported();
  const envelope = fieldsOf(body.subarray(MAGIC.length));
  const kind = fieldsOf(envelope.get(1) ?? Buffer.alloc(0))
    .get(2)
    ?.toString('utf8');
  const spec = fieldsOf(envelope.get(2) ?? Buffer.alloc(0)).get(2) ?? Buffer.alloc(0);
  if (kind === 'SelfSubjectRulesReview') return { spec: named(spec, ['namespace']) ?? {} };
  if (kind !== 'SelfSubjectAccessReview') throw unsupported();
  const fields = fieldsOf(spec);
  const resource = named(fields.get(1), [
    'namespace',
    'verb',
    'group',
    'version',
    'resource',
    'subresource',
    'name',
  ]);
  const path = named(fields.get(2), ['path', 'verb']);
  return {
    spec: {
      ...(resource === undefined ? {} : { resourceAttributes: resource }),
      ...(path === undefined ? {} : { nonResourceAttributes: path }),
    },
  };
}

/** The refusal of a body that is neither JSON nor one of these reviews. */
export function unsupported(): ApiError {
  return new ApiError(415, 'UnsupportedMediaType', 'the practice mesh takes JSON only');
}
