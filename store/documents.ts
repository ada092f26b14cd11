/** The texts in force with a plan: the plan itself, and its runbooks. */

import { createHash } from 'node:crypto';
import type { Runbooks } from '#lib/documents/runbook.ts';
import type { PlanInForce } from '#platform/plan-in-force.ts';
import type { Document } from './journal.ts';

export function documentsOf({ plan, digest, file }: PlanInForce, runbooks: Runbooks): Document[] {
  const texts = runbooks.list().flatMap(({ slug }): Document[] => {
    const text = runbooks.get(slug)?.markdown;
    if (text === undefined) return [];
    return [{ kind: 'runbook', name: slug, digest: createHash('sha256').update(text).digest('hex'), text }];
  });
  return [{ kind: 'plan', name: file, digest, text: JSON.stringify(plan) }, ...texts];
}
