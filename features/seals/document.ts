/**
 * Seals of screenshots: the console's signature over a picture that a page took of itself. `zod/mini`: pages parse it
 * too.
 */

import * as z from 'zod/mini';
import { document, json } from '#lib/documents/define.ts';
import { instantSchema } from '#lib/status/status.ts';

/** Keyword of the text chunk of a PNG in which its seal travels. */
export const SEAL_KEYWORD = 'mission-control-seal';

/** Larger pictures are neither made nor decoded: each pixel takes four bytes, held once or twice. */
export const MOST_PIXELS = 100_000_000;

/** A seal. It says that these pixels were shown to the console then, when that posture was in force, and no more. */
export const sealSchema = z.object({
  /** `mc1.<payload>.<signature>`: all that `mission-control verify` needs. */
  code: z.string(),
  /** Id of the posture, and when it was published. */
  posture: z.string(),
  publishedAt: instantSchema,
  /** SHA-256 of the decoded RGBA, in hex. */
  pixels: z.string(),
  sealedAt: instantSchema,
  /** Id of the key. */
  key: z.string(),
});
export type Seal = z.infer<typeof sealSchema>;

/** The key that seals are checked with. */
export const sealKeySchema = z.object({
  /** The first 16 hex digits of the SHA-256 of the key (SubjectPublicKeyInfo, DER). */
  key: z.string(),
  algorithm: z.literal('Ed25519'),
  /** SubjectPublicKeyInfo as PEM (RFC 8410). */
  publicKey: z.string(),
});
export type SealKeyDocument = z.infer<typeof sealKeySchema>;

/** SHA-256 of a picture's decoded RGBA, in hex. */
export const PIXELS = /^[0-9a-f]{64}$/;

export const sealDocument = document({
  path: '/api/v1/seal',
  tag: 'present',
  summary:
    'A signature over a picture’s pixels, the time, and a posture that was in force within ten minutes',
  description:
    'It tells later that the picture was not altered, not that it shows that posture. Nothing is kept of what was sealed.',
  query: {
    posture: {
      takes: { kind: 'text', shortest: 1, longest: 64 },
      description: 'Id of the posture that was on the page',
      example: '3f1c9a',
      required: true,
    },
    pixels: {
      takes: {
        kind: 'pattern',
        pattern: PIXELS,
        expected: 'expected the SHA-256 of the decoded RGBA, 64 hex digits in lower case',
      },
      description: 'SHA-256 of the picture’s decoded RGBA, 64 hex digits in lower case',
      example: '0a'.repeat(32),
      required: true,
    },
  },
  body: json('Seal', sealSchema),
  answers: { 200: 'The seal' },
  problems: {
    404: 'No such posture was in force lately',
    429: 'Too many are asked for: again in a second',
    503: 'There is no key, and why',
  },
});

export const sealKeyDocument = document({
  path: '/api/v1/seal/key',
  tag: 'present',
  summary: 'The public key that seals and bundles are checked with',
  description: 'Ed25519, as PEM.',
  body: json('SealKey', sealKeySchema),
  answers: { 200: 'The key' },
  problems: { 503: 'There is none, and why' },
});
