/** Input of an incident bundle. */

import { instant } from '#lib/format/instant.ts';
import type { FoundChanges, Journal, Remembered } from '#store/journal.ts';

/** One file of it. Names are folders and files of letters, digits, `.`, `_`, `-`. */
export interface BundleFile {
  name: string;
  text: string;
}

export type IncidentReads = Pick<
  Journal,
  'postureAt' | 'postureOf' | 'inputAt' | 'changes' | 'series' | 'documents'
>;

/** Known before the first file is made. Times are epoch milliseconds. */
export interface IncidentSpan {
  from: number;
  to: number;
  /** In force at `from`; nothing may be remembered of then. */
  start: Remembered;
  found: FoundChanges;
}

/** `20261120T151500.120Z`: sorted by name they are sorted by time. */
export function fileTime(at: number): string {
  return instant(at).replaceAll(/[-:]/g, '');
}
