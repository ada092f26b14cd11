/** `GET /metrics`: what an agent counts. Its heartbeat's age is reported without a timestamp, so it proves little. */

import type { AnswerValue } from '../../../facts/fact.ts';
import { FUTURE_TOLERANCE_MS } from '../../../facts/freshness.ts';
import { type AnswerContext, type Reading, reading } from './result.ts';

type Metrics = Extract<AnswerValue, { contract: 'metrics' }>;

export function readMetrics(
  { neverBeat, heartbeatAgeSeconds: age }: Metrics,
  context: AnswerContext,
): Reading {
  if (neverBeat)
    return reading('attention', 'unproven', 'Never beat', 'its metrics say that it has never beaten');
  if (age === null) return reading('not-applicable', 'not-offered', 'No heartbeat', '');
  if (age * 1000 < -FUTURE_TOLERANCE_MS)
    return reading(
      'attention',
      'disagrees',
      'Negative age',
      'its metrics report a negative age of its heartbeat',
    );
  return age > context.limitSeconds
    ? reading(
        'attention',
        'disagrees',
        'Ages disagree',
        `its metrics report a heartbeat older than ${context.limitSeconds} s`,
      )
    : reading('good', 'good', 'Good', '');
}
