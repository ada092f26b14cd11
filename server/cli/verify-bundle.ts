/** `mission-control verify` of a file that begins as a zip: whether an incident's bundle is as it was signed. */

import { join } from 'node:path';
import {
  type BundleResult,
  bundleVerdict,
  LARGEST_BUNDLE,
} from '#features/incidents/server/bundle-verdict.ts';
import { keyId, publicKeyFile } from '#features/seals/server/seal-key.ts';
import { ConfigurationError } from '#platform/configuration-error.ts';
import { readFirstBytes, readLimitedBytes } from '#platform/limited-file.ts';
import { asJson, type Outside } from './mesh-command.ts';
import { otherKey, readKey } from './seal-keys.ts';

const EXIT_OF: Readonly<Record<BundleResult['verdict'], number>> = { unaltered: 0, altered: 1, unknown: 2 };

/** A read error is reported by the next reader. */
export async function beginsAsZip(file: string): Promise<boolean> {
  try {
    return Buffer.from(await readFirstBytes(file, 2)).toString('latin1') === 'PK';
  } catch {
    return false;
  }
}

interface Flags {
  seal?: string;
  key?: string;
  dataDir: string;
  json?: true;
}

/** @throws ConfigurationError where a seal is given: a bundle carries its own. */
export async function verifyBundle(file: string, flags: Flags, outside: Outside): Promise<void> {
  if (flags.seal !== undefined)
    throw new ConfigurationError(['--seal: is of a picture; a bundle carries its signature']);
  const told = await evaluated(file, flags);
  outside.write(flags.json ? asJson(told) : words(told));
  outside.setExitCode(EXIT_OF[told.verdict]);
}

async function evaluated(file: string, { key: named, dataDir }: Flags): Promise<BundleResult> {
  const keyOf = async (id: string) => {
    const key = await readKey(named ?? join(dataDir, publicKeyFile(id)));
    return 'why' in key || keyId(key) === id ? key : otherKey(id);
  };
  try {
    return await bundleVerdict(await readLimitedBytes(file, LARGEST_BUNDLE), keyOf);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { verdict: 'unknown', why: `the zip: ${why}`, differences: [], says: null };
  }
}

function words({ verdict, why, differences, says }: BundleResult): string {
  const lines = [`${verdict.toUpperCase()}: ${why}.`, ...differences.map((line) => `  ${line}`)];
  if (says !== null && verdict === 'unaltered')
    lines.push(
      `Of ${says.from} to ${says.to}, signed by key ${says.key}.`,
      'It does not say that what the console was told was true.',
    );
  return `${lines.join('\n')}\n`;
}
