/** The runs in the folder of artifacts and the deploy reports, as the pages show them. */

import { document, media } from '#lib/documents/define.ts';
import type { SnapshotKind } from '#lib/vocabulary.ts';
import type { ReportDifference } from './model/compare.ts';

/** `whole`: each file is as its checksums say. `altered`, `unreadable`: it proves nothing, and why. */
export interface Run {
  name: string;
  state: 'whole' | 'altered' | 'unreadable';
  /** Why it is not whole; empty if it is. */
  why: string;
  /** By its own meta.json; null if that cannot be read. */
  says: RunWords | null;
}

/** A run's own description; nothing confirms it. */
export interface RunWords {
  kind: SnapshotKind;
  takenAt: string;
  /** Such as `ada@desk`. */
  takenBy: string | null;
  mesh: string | null;
  practice: boolean | null;
  session: string;
  version: string;
  parts: { name: string; state: 'taken' | 'failed' | 'not taken'; files: string[]; why: string }[];
}

/** The report that no run holds: `deploy_report.md` in the folder itself, which has no checksums. */
export type LatestReport = { writtenAt: string; problem: null } | { writtenAt: null; problem: string };

export interface Reports {
  /** Newest first. */
  runs: Run[];
  /** There are older ones that are not listed. */
  more: boolean;
  /** Why the folder cannot be listed; null if it can. */
  problem: string | null;
  latest: LatestReport;
}

/** One report to be read, beside another one if there is one to compare it with. */
export interface ReportPage {
  /** Null for the latest report that no run holds. */
  run: Run | null;
  /** When it was taken, or its file was written; null if it does not say. */
  at: string | null;
  /** Markdown; null: there is none, or it is not what its checksum says. */
  markdown: string | null;
  /** Other runs that it can be compared with, newest first. */
  others: { name: string; takenAt: string }[];
  /** Null if it is compared with none; `differences` null if one of the two cannot be read. */
  compared: { name: string; differences: ReportDifference[] | null } | null;
}

/** The name under which the pages have the report that no run holds. */
export const LATEST = 'latest';

export const deployReportDocument = document({
  path: '/api/v1/reports/deploy/latest',
  tag: 'legacy API',
  summary: 'The latest deploy report, as it was written',
  description: 'Markdown unless JSON is asked for; last-modified has the time of its file.',
  query: {
    format: {
      takes: { kind: 'one-of', values: ['markdown', 'json'] },
      description: 'Which of the two files; Markdown when left out',
      example: 'markdown',
    },
  },
  body: media('text/markdown'),
  answers: { 200: 'The report as it was written' },
  problems: { 404: 'There is none, and why', 500: 'It cannot be read, and why' },
});
