/** Which judge this is: a digest of all that a verdict follows from. Another digest may give another posture. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folders of `lib` that judgement is made of. */
const FOLDERS = ['contracts', 'judgement', 'ledger', 'market', 'plan'];
/** Proofs of the judge and worlds to try it in, and no part of it. */
const BESIDE = /\.test\.ts$|\/(sample|simulation)\//;

/** @param lib the folder `lib` of the program. */
export function judgeVersion(lib: string): string {
  const digest = createHash('sha256');
  for (const folder of FOLDERS) {
    const names = readdirSync(join(lib, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((n) => n.endsWith('.ts')).sort()) {
      const path = `${folder}/${name}`;
      if (!BESIDE.test(path)) digest.update(`${path}\n`).update(readFileSync(join(lib, path)));
    }
  }
  return digest.digest('hex').slice(0, 16);
}
