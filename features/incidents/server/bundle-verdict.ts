/** Verdict on an incident bundle by its manifest and signature. */

import { createHash, type KeyObject, verify } from 'node:crypto';
import type { PictureVerdict } from '#features/seals/server/index.ts';
import { redactText } from '#lib/contracts/redact.ts';
import { decode } from '#platform/limited-file.ts';
import { MANIFEST_FILE, type Manifest, manifestSchema, SIGNATURE_FILE } from '../model/manifest.ts';
import { type ZipEntry, zipEntries } from './zip-entries.ts';

/** Larger files are not read, in bytes. A day of 500 changes of a thousand agents stays below it. */
export const LARGEST_BUNDLE = 256 * 1024 * 1024;
const MOST_TOLD = 20;
const ED25519_BYTES = 64;

export interface BundleResult {
  verdict: PictureVerdict;
  /** Why, in one sentence. */
  why: string;
  /** Each file that is not as the manifest has it, at most 20. */
  differences: string[];
  /** Content of the manifest; proven only unless the verdict is unknown. Null if it cannot be read. */
  says: { from: string; to: string; files: number; key: string | null } | null;
}

type FoundKey = KeyObject | { why: string };

/**
 * Unaltered only if the key's holder signed the manifest and each file is as it lists it, with none beside. Altered
 * where the bundle contradicts its own manifest or signature, whoever wrote them. Never throws.
 * @param keyOf the public key of that id; words if there is none.
 */
export async function bundleVerdict(
  bytes: Uint8Array,
  keyOf: (id: string) => Promise<FoundKey>,
): Promise<BundleResult> {
  const read = readBundle(bytes);
  if ('why' in read) return { verdict: 'unknown', why: read.why, differences: [], says: null };
  const { entries, manifest, manifestBytes } = read;
  const { from, to, files, signature } = manifest;
  const key = 'key' in signature ? signature.key : null;
  const differences = differencesOf(entries, manifest);
  const seal =
    'unsigned' in signature
      ? { holds: null, why: `it is not signed: ${redactText(signature.unsigned)}` }
      : signatureOf(entries.get(SIGNATURE_FILE), manifestBytes, await keyOf(signature.key));
  return {
    ...verdictOf(seal, differences, files.length),
    differences: differences.slice(0, MOST_TOLD),
    says: { from, to, files: files.length, key },
  };
}

/** `holds` null: unknown. */
type Seal = { holds: boolean | null; why: string };

function verdictOf(
  seal: Seal,
  differences: readonly string[],
  files: number,
): Pick<BundleResult, 'verdict' | 'why'> {
  if (differences.length > 0) {
    const by = seal.holds === true ? 'that was signed' : 'that it carries';
    const also = seal.holds === true ? '' : `; and ${seal.why}`;
    return {
      verdict: 'altered',
      why: `${differences.length} of its files are not as the manifest ${by} has them${also}`,
    };
  }
  if (seal.holds === null)
    return { verdict: 'unknown', why: `its ${files} files are as its manifest has them, but ${seal.why}` };
  return seal.holds
    ? {
        verdict: 'unaltered',
        why: `its ${files} files are those that were signed, and there is none beside them`,
      }
    : { verdict: 'altered', why: seal.why };
}

interface ReadBundle {
  entries: ReadonlyMap<string, ZipEntry>;
  manifest: Manifest;
  manifestBytes: Uint8Array;
}

function readBundle(bytes: Uint8Array): ReadBundle | { why: string } {
  try {
    const entries = new Map(zipEntries(bytes).map((entry) => [entry.name, entry]));
    const manifestBytes = entries.get(MANIFEST_FILE)?.unpack();
    if (manifestBytes === undefined) return { why: `it has no ${MANIFEST_FILE}: it is no incident’s bundle` };
    const manifest = manifestSchema.safeParse(parsed(manifestBytes));
    if (!manifest.success) return { why: `its ${MANIFEST_FILE} is damaged, or of another version` };
    return { entries, manifest: manifest.data, manifestBytes };
  } catch (error) {
    return { why: `the zip: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decode(bytes));
  } catch {
    return null;
  }
}

/** One file is held at a time. */
function differencesOf(entries: ReadonlyMap<string, ZipEntry>, { files, signature }: Manifest): string[] {
  const own = 'key' in signature ? [MANIFEST_FILE, SIGNATURE_FILE] : [MANIFEST_FILE];
  const known = new Set([...own, ...files.map(({ name }) => name)]);
  const beside = [...entries.keys()].filter((name) => !known.has(name));
  return [
    ...files.flatMap((listed) => differenceOf(entries.get(listed.name), listed)),
    ...(known.size < own.length + files.length ? ['the manifest lists a file twice'] : []),
    ...beside.map((name) => `${redactText(name).slice(0, 200)}: is not in the manifest`),
  ];
}

function differenceOf(
  entry: ZipEntry | undefined,
  { name, sha256, bytes }: Manifest['files'][number],
): string[] {
  if (entry === undefined) return [`${name}: is missing`];
  try {
    const found = entry.unpack();
    const same = found.length === bytes && createHash('sha256').update(found).digest('hex') === sha256;
    return same ? [] : [`${name}: has another content`];
  } catch (error) {
    return [`${name}: cannot be unpacked (${error instanceof Error ? error.message : String(error)})`];
  }
}

function signatureOf(entry: ZipEntry | undefined, signed: Uint8Array, key: FoundKey): Seal {
  if (entry === undefined) return { holds: false, why: `its ${SIGNATURE_FILE} was taken out` };
  if ('why' in key) return { holds: null, why: key.why };
  const signature = signatureBytes(entry);
  const holds = signature !== null && verify(null, signed, key, signature);
  return { holds, why: holds ? '' : 'its manifest, or the signature over it, is not what that key signed' };
}

function signatureBytes(entry: ZipEntry): Uint8Array | null {
  try {
    const text = decode(entry.unpack());
    const bytes = Buffer.from(text, 'base64');
    // Base64 can write the same bytes in several ways: one of them was signed and sent.
    const asWritten = `${bytes.toString('base64')}\n` === text;
    return asWritten && bytes.length === ED25519_BYTES ? bytes : null;
  } catch {
    return null;
  }
}
