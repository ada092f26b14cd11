/** What is recorded of a tree: by part, by case, by subject, the words said. Kept as a file, so that it can be used again. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { RENAMED } from './words.ts';

export const PARTS = ['worlds', 'samples', 'drills', 'faults'] as const;
export const partSchema = z.enum(PARTS);
export type Part = z.infer<typeof partSchema>;

/** These start programs and play in real time, where two sources may race. */
export const IN_REAL_TIME: readonly Part[] = ['drills', 'faults'];

/** What was said in each case, of each subject. */
export const casesSchema = z.record(z.string(), z.record(z.string(), z.string()));
export type Cases = z.infer<typeof casesSchema>;

const partRecordSchema = z.object({
  /** What was asked for: records of other settings cannot be compared. */
  settings: z.string(),
  /** One or more: what differs between runs of the same tree is not reproducible. A later run may have fewer cases. */
  runs: z.array(casesSchema),
});
export type PartRecord = z.infer<typeof partRecordSchema>;

/** Another number: projections changed, and older records cannot be compared. */
const FORMAT = 1;

const recordSchema = z.object({
  format: z.literal(FORMAT),
  /** Of the tree that was recorded; `-dirty` where files differ from it. */
  commit: z.string(),
  /** Words that were renamed when it was made. */
  renamed: z.string(),
  parts: z.partialRecord(partSchema, partRecordSchema),
});
export type TreeRecord = z.infer<typeof recordSchema>;

const RENAMED_NOW = JSON.stringify(RENAMED);

export function emptyRecord(commit: string): TreeRecord {
  return { format: FORMAT, commit, renamed: RENAMED_NOW, parts: {} };
}

/**
 * The record in a file, or an empty one where there is none. One of another commit, format or words is of no use here.
 * @throws where the file is no record.
 */
export function readRecord(file: string, commit: string): TreeRecord {
  if (!existsSync(file)) return emptyRecord(commit);
  const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const { format, commit: of } = z.looseObject({ format: z.number(), commit: z.string() }).parse(found);
  if (of !== commit) throw new Error(`${file} is the record of ${of}, and ${commit} is asked for`);
  if (format !== FORMAT) return emptyRecord(commit);
  const record = recordSchema.parse(found);
  return record.renamed === RENAMED_NOW ? record : emptyRecord(commit);
}

export function writeRecord(file: string, record: TreeRecord): void {
  writeFileSync(file, `${JSON.stringify(record, null, 1)}\n`);
}
