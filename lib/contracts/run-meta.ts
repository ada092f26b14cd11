/** What a snapshot says of itself in its meta.json, and the checksums beside it: foreign text until it is parsed here. */

import { z } from 'zod';
import type { Message } from '../status/message.ts';
import { snapshotKindSchema } from '../vocabulary.ts';
import { cleanText } from './redact.ts';

/** In each run: what it says of itself, and the checksums of all other files, as `sha256sum --check` reads them. */
export const META = 'meta.json';
export const SUMS = 'SHA256SUMS';

const MOST_PARTS = 32;
const SHA256 = /^([0-9a-f]{64}) [ *](\S+)$/;
/** Names of files within a run: no folder, nothing hidden, nothing that could lead out of it. */
const FILE_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;

const word = z.string().transform((text) => cleanText(text, 200));

export const runMetaSchema = z.object({
  kind: snapshotKindSchema,
  takenAt: z.iso.datetime(),
  /** Of runs that an earlier version took neither is known. */
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

/** The lines of a SHA256SUMS, at most so many; null where it is not one, or names a file twice or outside of its folder. */
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

/** Whether a folder is called as a run is. Nothing else is a name that may be asked for. */
export function isRunName(name: string): boolean {
  return RUN_NAME.test(name);
}

/** `2026-11-20T13:30:04.120Z`, `pre-market` → `20261120T133004Z_pre_market`: sorted by name they are sorted by time. */
export function runNameOf({ takenAt, kind }: Pick<RunMeta, 'takenAt' | 'kind'>): string {
  return `${takenAt.replace(/\.\d+/, '').replaceAll(/[-:]/g, '')}_${kind.replaceAll('-', '_')}`;
}

/**
 * `whole`: every file is as its checksums say. `altered`: one is not, or they do not cover what they must.
 * `unreadable`: what it says of itself cannot be read. `why` names no path of the machine.
 */
export type RunFolder =
  | { name: string; state: 'whole'; meta: RunMeta; files: readonly string[] }
  | { name: string; state: 'altered'; meta: RunMeta; files: readonly string[]; why: Message }
  | { name: string; state: 'unreadable'; why: Message };

/** `problem`: why the folder cannot be listed, without a path of the machine; null where it can. */
export interface ListedRuns {
  runs: RunFolder[];
  /** There are others that are not told, older ones. */
  more: boolean;
  /** Null also where nothing was written yet: then `missing`. */
  problem: Message | null;
  missing: boolean;
}

export interface Runs {
  newest(limit: number): Promise<ListedRuns>;
  /** One by its name; null where no run can be called so, or there is none. */
  run(name: string): Promise<RunFolder | null>;
  /** The text of a file of it, if it is what its checksum says. */
  text(name: string, file: 'deploy_report.md' | 'deploy_report.json'): Promise<string | null>;
}
