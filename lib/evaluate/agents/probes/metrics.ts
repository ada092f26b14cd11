/** `GET /metrics`: an agent's counters. Its heartbeat's age is reported without a timestamp, so it proves little. */

import type { AnswerValue } from '../../../facts/fact.ts';
import { FUTURE_TOLERANCE_MS } from '../../../facts/freshness.ts';
import { say } from '../../../messages/say.ts';
import { type AnswerContext, type Reading, result } from './result.ts';

type Metrics = Extract<AnswerValue, { contract: 'metrics' }>;

export function readMetrics(
  { neverBeat, heartbeatAgeSeconds: age }: Metrics,
  context: AnswerContext,
): Reading {
  if (neverBeat) return result('never-beat', { reason: say('probe-never-beat') });
  if (age === null) return result('no-heartbeat');
  if (age * 1000 < -FUTURE_TOLERANCE_MS)
    return result('negative-age', { reason: say('probe-metrics-negative-age') });
  return age > context.limitSeconds
    ? result('ages-disagree', {
        reason: say('probe-metrics-age', { limitSeconds: context.limitSeconds }),
      })
    : result('good');
}
