/**
 * A runbook by its slug, under the title of the failure mode that it is for. One that is also a last resort is named
 * by its slug: what it is opened for may be another thing than that failure mode.
 */
import type { Plan } from '../plan/schema.ts';
import type { Action } from '../wire/posture.ts';

export function runbookRef(plan: Plan, slug: string | undefined): Action['runbook'] {
  if (slug === undefined) return null;
  const resort = Object.values(plan.fallbackRunbooks ?? {}).includes(slug);
  const failure = resort ? undefined : plan.failures.find((f) => f.runbook === slug);
  return { slug, title: failure?.title ?? slug.replaceAll('_', ' ') };
}
