/** A signed bundle for tests, by the console's own writer. */

import { generateKeyPairSync } from 'node:crypto';
import { archive } from '#features/incidents/server/archive.ts';
import type { BundleFile } from '#features/incidents/server/incident.ts';
import { keyId, type SealKey, type Signer, signerOf } from '#features/seals/server/seal-key.ts';

export function newKey(): SealKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    id: keyId(publicKey),
    privateKey,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

export const FILES: readonly BundleFile[] = [
  { name: 'postures/20261120T151500.000Z_1.json', text: '{"execution":"off"}' },
  { name: 'empty.csv', text: '' },
  { name: 'timeline.md', text: '# Timeline\n'.repeat(20_000) },
];

export async function bundleOf(signer: Signer, files: readonly BundleFile[] = FILES): Promise<Uint8Array> {
  const span = { from: '2026-11-20T15:15:00.000Z', to: '2026-11-20T15:30:00.000Z' };
  const stream = (async function* () {
    yield* files;
  })();
  const pieces: Uint8Array[] = [];
  for await (const piece of archive(stream, span, signer)) pieces.push(piece);
  return Buffer.concat(pieces);
}

export const signedBy = (key: SealKey): Signer => signerOf({ key, setAside: null });
