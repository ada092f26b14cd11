/** The evaluation version: a digest of all code that a verdict can depend on. Another digest may give another posture. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Tests are no part of the evaluation. */
const BESIDE = /\.test\.ts$/;

/** @param lib the folder `lib` of the program. */
export function evaluationVersion(lib: string): string {
  const digest = createHash('sha256');
  const names = readdirSync(lib, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((n) => n.endsWith('.ts') && !BESIDE.test(n)).sort())
    digest.update(`${name}\n`).update(readFileSync(join(lib, name)));
  return digest.digest('hex').slice(0, 16);
}
