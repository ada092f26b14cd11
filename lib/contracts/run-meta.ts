/** A snapshot's meta.json and its checksums: foreign text until it is parsed here. */

import { z } from 'zod';
import type { Message } from '../status/message.ts';
import { snapshotKindSchema } from '../vocabulary.ts';
import { cleanText } from './redact.ts';

/** In each run: its metadata, and the checksums of all other files in the format of `sha256sum --check`. */
export const META = 'meta.json';
export const SUMS = 'SHA256SUMS';

const MOST_PARTS = 32;
const SHA256 = /^([0-9a-f]{64}) [ *](\S+)$/;
/** Names of files within a run: no folder, nothing hidden, no way out of the folder. */
const FILE_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;

const word = z.string().transform((text) => cleanText(text, 200));

export const runMetaSchema = z.object({
  kind: snapshotKindSchema,
  takenAt: z.iso.datetime(),
  /** Runs of an earlier version have neither. */
  takenBy: z.object({ user: word, host: word }).nullable().default(null),
  mesh: word.nullable().default(null),
  session: word,
  version: word,
  practice: z.boolean().nullable(),
  parts: z
    .array(
      z.object({
        name: word,
        state: z.enum(['taken', 'failed', 'not taken']),
        files: z.array(word).max(MOST_PARTS),
        why: word,
      }),
    )
    .max(MOST_PARTS),
});
export type RunMeta = z.infer<typeof runMetaSchema>;

/** One line of SHA256SUMS. */
export interface Checksum {
  file: string;
  /** In hex. */
  sha256: string;
}

/** The lines of a SHA256SUMS, up to a limit; null if it is malformed, or names a file twice or outside of its folder. */
export function parseChecksums(text: string): Checksum[] | null {
  const lines = text.split('\n').filter((line) => line !== '');
  const sums = lines.flatMap((line) => {
    const [, sha256, file] = SHA256.exec(line) ?? [];
    return sha256 === undefined || file === undefined || !FILE_NAME.test(file) ? [] : [{ file, sha256 }];
  });
  const once = new Set(sums.map(({ file }) => file)).size === lines.length;
  return once && lines.length > 0 && lines.length <= MOST_PARTS ? sums : null;
}

const RUN_NAME = /^\d{8}T\d{6}Z_[a-z]{1,20}(_[a-z]{1,20})?$/;

/** True if a folder has the name of a run. No other name may be asked for. */
export function isRunName(name: string): boolean {
  return RUN_NAME.test(name);
}

/** `2026-11-20T13:30:04.120Z`, `pre-market` → `20261120T133004Z_pre_market`: the order of names is the order of times. */
export function runNameOf({ takenAt, kind }: Pick<RunMeta, 'takenAt' | 'kind'>): string {
  return `${takenAt.replace(/\.\d+/, '').replaceAll(/[-:]/g, '')}_${kind.replaceAll('-', '_')}`;
}

/**
 * `whole`: every file matches its checksum. `altered`: one does not, or the checksums do not cover all that they must.
 * `unreadable`: its metadata cannot be read. `why` names no path of the machine.
 */
export type RunFolder =
  | { name: string; state: 'whole'; meta: RunMeta; files: readonly string[] }
  | { name: string; state: 'altered'; meta: RunMeta; files: readonly string[]; why: Message }
  | { name: string; state: 'unreadable'; why: Message };

/** `problem`: why the folder cannot be listed, without a path of the machine; null if it can. */
export interface ListedRuns {
  runs: RunFolder[];
  /** There are older ones that are not listed. */
  more: boolean;
  /** Also null if nothing was written yet: then `missing`. */
  problem: Message | null;
  missing: boolean;
}

export interface Runs {
  newest(limit: number): Promise<ListedRuns>;
  /** One by its name; null if the name is not a run's, or there is no such run. */
  run(name: string): Promise<RunFolder | null>;
  /** The text of one of its files, if it matches its checksum. */
  text(name: string, file: 'deploy_report.md' | 'deploy_report.json'): Promise<string | null>;
}
