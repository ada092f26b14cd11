/** How evidence is written: the observed value, its place, its time, and the rule that reads it. */

import { instantOrNull } from '../../format/instant.ts';
import type { Evidence } from '../../status/status.ts';

export { instant, instantOrNull } from '../../format/instant.ts';

/** When the oldest of these was observed; null if none has a time. */
export function oldestOf(evidence: readonly Evidence[]): string | null {
  return evidence.flatMap(({ at }) => at ?? []).toSorted()[0] ?? null;
}

export function evidence(
  path: string,
  value: string,
  subject: string,
  at: number | null,
  source: string,
): Evidence {
  return { subject, path, value, at: instantOrNull(at), source };
}
