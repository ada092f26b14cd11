/**
 * True if enough of the cluster was available for a report: every source of the safety proofs, including workloads
 * and pods.
 */

import { sourceWhy } from '#lib/messages/status/source.ts';
import type { Posture } from '#lib/posture.ts';

/** Why not, a line for each source; empty if it did. */
export function unreadParts({ sources }: Pick<Posture, 'sources'>): string[] {
  const safety = sources.filter((source) => source.safety);
  if (safety.length === 0) return ['the Kubernetes API said nothing in time'];
  return safety
    .filter((source) => source.verdict === 'unknown')
    .map((source) => `${source.label}: ${sourceWhy(source)}`);
}
