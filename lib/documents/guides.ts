/** What the plan asks of people, as the pages show it. */

import type { LiveEvidence } from '../vocabulary.ts';

/** How an item of the cadence is done, by the plan; `id` is the part of a cadence item's id before `@`. */
export interface CadenceGuide {
  id: string;
  steps: string[];
  command: string | null;
  artifacts: string[];
  /** Slug; null where the plan has none for it. */
  runbook: string | null;
}

/** What only people may do, by the plan, and what they need for it. Nothing here does it. */
export interface HumanOnly {
  id: string;
  title: string;
  requires: string[];
  /** `shows`: what of the present stands beside the line; it fulfils nothing. */
  evidence: { text: string; shows: LiveEvidence | null }[];
}
