/** The plan's tasks for people, as the pages show them. */

import type { LiveEvidence } from '../vocabulary.ts';

/** How an item of the cadence is done, by the plan; `id` is the part of a cadence item's id before `@`. */
export interface CadenceGuide {
  id: string;
  steps: string[];
  command: string | null;
  artifacts: string[];
  /** Slug; null if the plan has none for it. */
  runbook: string | null;
}

/** Actions that only people may take, by the plan, and their requirements. The console takes none of them. */
export interface HumanOnly {
  id: string;
  title: string;
  requires: string[];
  /** `shows`: the live value that stands beside the line; it fulfils nothing. */
  evidence: { text: string; shows: LiveEvidence | null }[];
}
