/** A runbook by its slug, under the title of the failure mode that it is for. */
import type { Plan } from '../plan/schema.ts';
import type { Action } from '../wire/posture.ts';

export function runbookRef(plan: Plan, slug: string | undefined): Action['runbook'] {
  if (slug === undefined) return null;
  const title = plan.failures.find((f) => f.runbook === slug)?.title ?? slug.replaceAll('_', ' ');
  return { slug, title };
}
