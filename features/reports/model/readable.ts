/** Whether a look saw enough of the cluster for a report: all that the safety proofs rest on, workloads and pods among it. */

import { sourceWhy } from '#lib/messages/status/source.ts';
import type { Posture } from '#lib/posture.ts';

/** Why not, a line for each source; empty where it did. */
export function unreadParts({ sources }: Pick<Posture, 'sources'>): string[] {
  const safety = sources.filter((source) => source.safety);
  if (safety.length === 0) return ['the Kubernetes API said nothing in time'];
  return safety
    .filter((source) => source.verdict === 'unknown')
    .map((source) => `${source.label}: ${sourceWhy(source)}`);
}
