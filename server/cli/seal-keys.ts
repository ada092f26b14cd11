/** The public keys that seals are checked with, from files. */

import { createPublicKey, type KeyObject } from 'node:crypto';
import { readLimited } from '#platform/limited-file.ts';

const LARGEST_KEY = 4_096;

export async function readKey(file: string): Promise<KeyObject | { why: string }> {
  try {
    const key = createPublicKey(await readLimited(file, LARGEST_KEY));
    return key.asymmetricKeyType === 'ed25519' ? key : { why: `${file} holds no Ed25519 key` };
  } catch (error) {
    return {
      why: `there is no key to check its seal with: ${file}: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

export function otherKey(id: string): { why: string } {
  return { why: `its seal names the key ${id}, and this is another one` };
}
