/** Files as a zip, made while it is read: no more of it is held than one file, and the same files give the same bytes. */

import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Zip, ZipDeflate } from 'fflate';
import type { Signer } from '#features/seals/server/index.ts';
import { MANIFEST_FILE, type Manifest, manifestText, SIGNATURE_FILE } from '../model/manifest.ts';
import type { BundleFile } from './incident.ts';

/** Of each file: the archive knows local times without a zone, and this one is written the same everywhere. */
const NO_TIME = () => new Date(1980, 0, 1);
const PIECE_BYTES = 64 * 1024;

/** The last files are the manifest, with all others by their SHA-256, and its signature if there is a key. */
export async function* archive(
  files: AsyncIterable<BundleFile>,
  { from, to }: Pick<Manifest, 'from' | 'to'>,
  signer: Signer,
): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    made.push(piece);
  });
  const listed: Manifest['files'] = [];
  for await (const { name, text } of files) {
    const bytes = Buffer.from(text);
    listed.push({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    yield* put(zip, made, name, bytes);
  }
  const manifest = Buffer.from(manifestText({ from, to, signature: signatureOf(signer), files: listed }));
  yield* put(zip, made, MANIFEST_FILE, manifest);
  if (signer.key !== null) {
    const signature = Buffer.from(signer.sign(manifest)).toString('base64');
    yield* put(zip, made, SIGNATURE_FILE, Buffer.from(`${signature}\n`));
  }
  zip.end();
  yield* made.splice(0);
}

function signatureOf(signer: Signer): Manifest['signature'] {
  if (signer.key === null) return { unsigned: signer.why };
  return { algorithm: 'Ed25519', key: signer.key, file: SIGNATURE_FILE };
}

/** In pieces, so that the process can evaluate each second. */
async function* put(zip: Zip, made: Uint8Array[], name: string, bytes: Buffer): AsyncGenerator<Uint8Array> {
  const file = new ZipDeflate(name, { level: 6 });
  file.mtime = NO_TIME();
  zip.add(file);
  let start = 0;
  do {
    const end = start + PIECE_BYTES;
    file.push(bytes.subarray(start, end), end >= bytes.length);
    start = end;
    yield* made.splice(0);
    await setImmediate();
  } while (start < bytes.length);
}
