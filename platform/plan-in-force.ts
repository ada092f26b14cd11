/** The plan in force, and the problems of the file on disk if it is another one. */

import type { Plan } from '#lib/plan/schema.ts';

export interface PlanInForce {
  readonly plan: Plan;
  /** The path as the operator gave it. */
  readonly file: string;
  readonly digest: string;
  readonly problems: readonly string[];
}
