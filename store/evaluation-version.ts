/** Which judge this is: a digest of all that a verdict can follow from. Another digest may give another posture. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Proofs of the judge and worlds to try it in, and no part of it. */
const BESIDE = /\.test\.ts$|\/(sample|simulation)\//;

/** @param lib the folder `lib` of the program. */
export function evaluationVersion(lib: string): string {
  const digest = createHash('sha256');
  const names = readdirSync(lib, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((n) => n.endsWith('.ts') && !BESIDE.test(n)).sort())
    digest.update(`${name}\n`).update(readFileSync(join(lib, name)));
  return digest.digest('hex').slice(0, 16);
}
