/** A seal for pixels: their hash, and the console's signature over it. */

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { sealDocument, sealSchema } from '#features/seals/index.ts';
import { addressOf } from '#lib/documents/address.ts';
import type { SealState } from './ticket.ts';

/** The picture is wanted within 2 s. */
const ANSWERS_WITHIN_MS = 1_500;

/** SHA-256 in hex. The browser's own is there on secure addresses only, and a console is often reached by plain HTTP. */
export async function hashOfPixels(pixels: Uint8ClampedArray<ArrayBuffer>): Promise<string> {
  if (!isSecureContext) return bytesToHex(sha256(new Uint8Array(pixels.buffer)));
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', pixels)));
}

/** Asks the console to seal that these pixels were shown while that posture was in force. Never rejects. */
export async function askForSeal(posture: string, pixels: string): Promise<SealState> {
  try {
    const address = addressOf(sealDocument, { posture, pixels });
    const response = await fetch(address, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    const document: unknown = await response.json();
    const { success, data: seal } = sealSchema.safeParse(document);
    if (!response.ok || !success) return { why: `the console answered ${response.status}` };
    if (seal.pixels !== pixels || seal.posture !== posture)
      return { why: 'the console answered with a seal of something else' };
    return { seal };
  } catch {
    return { why: 'the console could not be reached' };
  }
}
