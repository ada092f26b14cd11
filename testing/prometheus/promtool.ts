/** Prometheus' own tool for rule files, run on files of a folder of their own. */

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Ran {
  status: number;
  output: string;
}

/** Exit code and all output of `promtool …args`, run where these files are. */
export async function promtool(files: Readonly<Record<string, string>>, ...args: string[]): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return await ranIn(folder, args);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ranIn(cwd: string, args: string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    execFile(process.env.PROMTOOL ?? 'promtool', args, { cwd }, (error, stdout, stderr) => {
      const status = error === null ? 0 : error.code;
      if (typeof status === 'number') resolve({ status, output: stdout + stderr });
      else
        reject(new Error('No promtool: `npm test` installs it, or name one in PROMTOOL', { cause: error }));
    });
  });
}
