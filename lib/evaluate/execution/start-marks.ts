/** Marks by which a controller that nobody here reads takes an object up from zero, as with the clock or for a queue. */

import { wordsOf } from '../../settings/words.ts';
import type { Workload } from '../base/input.ts';

/** A downscaler's hours, a count to go back to, a queue that lets a suspended Job go. Nobody can list all of them. */
const WORDS = new Set(
  'DOWNSCALER UPSCALER SCALER AUTOSCALER AUTOSCALING UPTIME DOWNTIME REPLICAS SCHEDULE SLEEP WAKE WAKEUP HIBERNATE QUEUE SABLIER'.split(
    ' ',
  ),
);
/** Kubernetes' own, such as the wanted replicas that a Deployment notes at its ReplicaSets, start nothing. */
const OWN = /(^|\.)kubernetes\.io\//;
const EXCLUDED = /(^|\/)exclude$/;

/** The keys of labels and annotations of an object at zero that say so. */
export function startMarks({
  desired,
  labels,
  annotations,
  finished,
}: Pick<Workload, 'desired' | 'labels' | 'annotations' | 'finished'>): string[] {
  if (desired > 0 || finished !== null) return [];
  const all = Object.entries({ ...labels, ...annotations });
  if (all.some(([key, value]) => EXCLUDED.test(key) && value === 'true')) return [];
  return all.flatMap(([key]) =>
    !OWN.test(key) && wordsOf(key).some((word) => WORDS.has(word)) ? [key] : [],
  );
}
