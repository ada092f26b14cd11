/** Seals of screenshots: what the console signs of a picture that a page made of itself. `zod/mini`: pages parse it too. */

import * as z from 'zod/mini';
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
