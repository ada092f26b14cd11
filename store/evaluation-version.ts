/** The evaluation version: a digest of all code that a verdict can depend on. Another digest may give another posture. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Tests of the evaluation and worlds to test it with, which are no part of it. */
const BESIDE = /\.test\.ts$|\/(sample|simulation)\//;

/** @param lib the folder `lib` of the program. */
export function evaluationVersion(lib: string): string {
  const digest = createHash('sha256');
  const names = readdirSync(lib, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((n) => n.endsWith('.ts') && !BESIDE.test(n)).sort())
    digest.update(`${name}\n`).update(readFileSync(join(lib, name)));
  return digest.digest('hex').slice(0, 16);
}
