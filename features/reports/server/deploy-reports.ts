/** The latest deploy report, as the roster's `reporting-agent` leaves it: two files in the folder of artifacts. */

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readLimited } from '#platform/limited-file.ts';

/** A report longer than this is not read. */
const REPORT_LIMIT_BYTES = 1024 * 1024;

const FILES = { markdown: 'deploy_report.md', json: 'deploy_report.json' } as const;

/** `writtenAt`: when the file last changed, epoch milliseconds by the file system. `problem`: why there is none. */
export type DeployReport = { ok: true; text: string; writtenAt: number } | { ok: false; problem: string };

export interface DeployReports {
  latest(format: keyof typeof FILES): Promise<DeployReport>;
}

/** Reads the files again each time: their writers send no notice. */
export function openDeployReports(folder: string): DeployReports {
  return {
    async latest(format) {
      const name = FILES[format];
      const file = join(folder, name);
      try {
        const text = await readLimited(file, REPORT_LIMIT_BYTES);
        if (format === 'json') JSON.parse(text);
        return { ok: true, text, writtenAt: (await stat(file)).mtimeMs };
      } catch (error) {
        return { ok: false, problem: `There is no deploy report to show: ${name} ${whyNot(error)}.` };
      }
    },
  };
}

/** In words that name no path of the machine. */
function whyNot(error: unknown): string {
  if (error instanceof SyntaxError) return 'is not JSON';
  if (!(error instanceof Error)) return 'cannot be read';
  if ('code' in error)
    return error.code === 'ENOENT' ? 'was not written yet' : `cannot be read (${error.code})`;
  return `cannot be read: ${error.message}`;
}
