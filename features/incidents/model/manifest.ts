/** What the manifest of an incident's bundle says: which files it holds, by their SHA-256, and who signed that. */

import { z } from 'zod';

export const MANIFEST_FILE = 'manifest.json';
/** The signature over the manifest's bytes, as base64 with a line's end. */
export const SIGNATURE_FILE = 'manifest.sig';
const VERSION = 2;
const LONGEST_NAME = 200;
const LONGEST_REASON = 2_000;

/** Leads nowhere but into the bundle. */
const nameSchema = z
  .string()
  .max(LONGEST_NAME)
  .regex(/^(?:[A-Za-z0-9_-]+\/)?[A-Za-z0-9_-][A-Za-z0-9_.-]*$/);

/** Ed25519 (RFC 8032) over the manifest's bytes; `key` is the id of the public key (server/evidence/seal-key.ts). */
const signedSchema = z.strictObject({
  algorithm: z.literal('Ed25519'),
  key: z.string().regex(/^[0-9a-f]{16}$/),
  file: z.literal(SIGNATURE_FILE),
});
/** Nobody signed it, and why. */
const unsignedSchema = z.strictObject({ unsigned: z.string().max(LONGEST_REASON) });

/** @throws ZodError where it is another version's, or names a file that would lead out of the bundle. */
export const manifestSchema = z.strictObject({
  schemaVersion: z.literal(VERSION),
  /** The span that was asked for. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  signature: z.union([signedSchema, unsignedSchema]),
  /** All but the manifest and its signature. */
  files: z.array(
    z.strictObject({
      name: nameSchema,
      bytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** @param manifest all but what is the same in each. */
export function manifestText(manifest: Omit<Manifest, 'schemaVersion'>): string {
  return `${JSON.stringify({ schemaVersion: VERSION, ...manifest }, null, 2)}\n`;
}
