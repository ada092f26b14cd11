/**
 * The key that seals are made with: Ed25519, in the data folder, for the console alone. Its public half lies beside it under a
 * name with its id, so that seals can be checked when the key is long another one.
 */

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '#platform/whole-file.ts';
import { setFileAside } from '#store/database.ts';

const FILE = 'seal-key.pem';
/** A key as PEM has 120 bytes. */
const LARGEST = 4_096;
const FOR_OTHERS = 0o007;

export interface SealKey {
  id: string;
  privateKey: KeyObject;
  /** SubjectPublicKeyInfo as PEM. */
  publicPem: string;
}

/** `setAside`: a damaged file that a new key took the place of, and why. */
export type OpenedKey = { key: SealKey; setAside: string | null } | { key: null; why: string };

/** Signer of documents of the console itself; `key` is the key's id, null if there is no key. */
export type Signer = { key: string; sign(bytes: Uint8Array): Uint8Array } | { key: null; why: string };

/** Ed25519 draws no lots: the same bytes get the same signature. */
export function signerOf(opened: OpenedKey): Signer {
  if (opened.key === null) return opened;
  const { key } = opened;
  return { key: key.id, sign: (bytes) => sign(null, bytes, key.privateKey) };
}

/**
 * The key of a data folder; made if there is none. Never throws: a console without it seals nothing, and says why.
 */
export function openSealKey(folder: string, now: number): OpenedKey {
  const file = join(folder, FILE);
  try {
    if (!existsSync(file)) return { key: make(folder), setAside: null };
    const pem = readOwn(file);
    const read = keyOf(pem);
    if (read !== null) return { key: publish(folder, read), setAside: null };
    const aside = setFileAside(file, now);
    return { key: make(folder), setAside: `${file} held no Ed25519 key and was set aside as ${aside}` };
  } catch (error) {
    return { key: null, why: `${file}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The name of the file with a key's public half. */
export function publicKeyFile(id: string): string {
  return `seal-public-${id}.pem`;
}

/** The first 16 hex digits of the SHA-256 of a public key. */
export function keyId(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

/** @throws Error where others than its owner and group may read it, or it is no plain small file. */
function readOwn(file: string): string {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw new Error('it is not a regular file');
    if ((stat.mode & FOR_OTHERS) !== 0)
      throw new Error(
        'everybody on this machine may read it, so that its seals prove nothing: chmod 600, or remove it',
      );
    return stat.size > LARGEST ? '' : readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function keyOf(pem: string): SealKey | null {
  try {
    const privateKey = createPrivateKey(pem);
    if (privateKey.asymmetricKeyType !== 'ed25519') return null;
    const publicKey = createPublicKey(privateKey);
    const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    return { id: keyId(publicKey), privateKey, publicPem };
  } catch {
    return null;
  }
}

function make(folder: string): SealKey {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const key = keyOf(pem);
  if (key === null) throw new Error('the key that was just made cannot be read');
  putWhole(folder, FILE, pem, 0o600);
  return publish(folder, key);
}

function publish(folder: string, key: SealKey): SealKey {
  const name = publicKeyFile(key.id);
  if (!existsSync(join(folder, name))) putWhole(folder, name, key.publicPem, 0o644);
  return key;
}

/** Written whole or not at all, and never readable beyond `mode`. */
function putWhole(folder: string, name: string, text: string, mode: number): void {
  const draft = join(folder, `.${name}.${process.pid}`);
  rmSync(draft, { force: true });
  writeWhole(draft, text, mode);
  renameSync(draft, join(folder, name));
}
