/**
 * A seal as text: `mc1.<payload>.<signature>`, both in base64url. The payload is JSON; the signature, Ed25519 (RFC 8032),
 * is over everything before it, the version included, so that a payload cannot be read as another version's.
 */

import { type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { PIXELS } from '../document.ts';

const VERSION = 'mc1';
/** A seal has some 500 characters. */
const LONGEST = 2_000;
const ED25519_BYTES = 64;

const pixelsSchema = z.string().regex(PIXELS);
const instantSchema = z.iso.datetime();

/** The signed text. */
const payloadSchema = z.strictObject({
  /** Id of the posture, the SHA-256 of its canonical JSON (RFC 8785), and when it was published. */
  posture: z.string().min(1).max(64),
  hash: pixelsSchema,
  published: instantSchema,
  /** SHA-256 of the decoded RGBA. */
  pixels: pixelsSchema,
  sealed: instantSchema,
  /** Seconds by which the console's clock was shifted: a practice console can seal at any time that it likes. */
  shift: z.number(),
  /** Id of the key. */
  key: z.string().regex(/^[0-9a-f]{16}$/),
});
export type SealPayload = z.infer<typeof payloadSchema>;

export interface ParsedSeal {
  payload: SealPayload;
  /** True if that key signed it. */
  signedBy(publicKey: KeyObject): boolean;
}

export function sealCode(payload: SealPayload, privateKey: KeyObject): string {
  const signed = `${VERSION}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}

/** Null for what is no seal. White space within is dropped: tickets wrap long words. */
export function parseSeal(text: string): ParsedSeal | null {
  if (text.length > LONGEST) return null;
  const [version, body = '', end = '', ...more] = text.replaceAll(/\s/g, '').split('.');
  const signature = Buffer.from(end, 'base64url');
  if (version !== VERSION || more.length > 0 || signature.length !== ED25519_BYTES) return null;
  const payload = payloadOf(Buffer.from(body, 'base64url').toString());
  if (payload === null) return null;
  const signed = Buffer.from(`${version}.${body}`);
  return { payload, signedBy: (publicKey) => verify(null, signed, publicKey, signature) };
}

function payloadOf(json: string): SealPayload | null {
  try {
    return payloadSchema.parse(JSON.parse(json));
  } catch {
    return null;
  }
}
