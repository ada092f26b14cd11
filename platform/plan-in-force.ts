/** The plan that is judged by, and what is wrong with the file on disk if it is not that one. */

import type { Plan } from '#lib/plan/schema.ts';

export interface PlanInForce {
  readonly plan: Plan;
  /** As the reader knows it: the path that was given. */
  readonly file: string;
  readonly digest: string;
  readonly problems: readonly string[];
}
