/** The shape of a Prometheus alerting rule, and what all of ours have in common. */

import type { Plan } from '#lib/plan/schema.ts';
import { literal, type Selector } from './expression.ts';

/** One rule as it stands in a rule file; the order of the keys is the order in the file. */
export interface AlertingRule {
  alert: string;
  expr: string;
  for: string;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
}

/** Options of a rule file. */
export interface RuleContext {
  readonly plan: Plan;
  readonly select: Selector;
  /** Where people reach the console, without a slash at its end. */
  readonly baseUrl: string;
}

/** Evaluation interval in seconds: a quarter of the shortest `for` that the console's own rules have. */
export const EVALUATION_SECONDS = 15;

/** Where a runbook is read; the pane if there is none. */
export function runbookUrl(baseUrl: string, slug: string | undefined): string {
  return slug === undefined ? `${baseUrl}/` : `${baseUrl}/runbooks/${slug}`;
}

/** Alerts of several meshes meet in one Alertmanager: each says which one it is of. */
export function meshLabel(plan: Plan): { mesh: string } {
  return { mesh: literal(plan.mesh.name) };
}
