/** A fresh heartbeat with a payload that has not moved: it beats, and nothing happens. */

import type { AnswerValue } from '../../../facts/fact.ts';
import { FUTURE_TOLERANCE_MS } from '../../../facts/freshness.ts';
import { say } from '../../../messages/say.ts';
import { judgingLimit, offByHours } from './beat.ts';
import { type AnswerContext, type Reading, result } from './result.ts';

type OpsStatus = Extract<AnswerValue, { contract: 'ops-status' }>;

/** The finding for a runtime that calls itself well; null if its payload moves, or need not move now. */
export function payloadFinding(answer: OpsStatus, context: AnswerContext): Reading | null {
  const times = { tick: answer.lastTickAt, cycle: answer.lastCycleAt };
  for (const [what, at] of Object.entries(times))
    if (at !== null && at > context.now + FUTURE_TOLERANCE_MS)
      return result('payload-ahead', {
        reason: offByHours(context, at, say('probe-payload-ahead', { what })),
      });
  if (context.feed.kind !== 'wanted') return null;
  return tickFinding(answer, context) ?? cycleFinding(answer, context);
}

/**
 * The last tick that it reads. Over its own limit, or over the plan's if it has none, its gate lets old data pass
 * (plan, Escalation rules, P0). Over the plan's it runs on old data. Over a smaller one limits merely differ.
 */
function tickFinding(answer: OpsStatus, context: AnswerContext): Reading | null {
  const { lastTickAt: at, staleThresholdSeconds: own } = answer;
  const planned = context.limitSeconds;
  const limit = judgingLimit(planned, own, context.configuredSeconds);
  if (at === null || isWithin(at, limit, context.now)) return null;
  const why = (claimsOk: boolean) => ({
    reason: offByHours(context, at, say('probe-last-tick-old', { at, limitSeconds: limit, claimsOk })),
  });
  const since = at + limit * 1000;
  const gate = own !== null && own > 0 ? own : planned;
  if (!isWithin(at, gate, context.now)) return result('runs-on-stale', why(true), since);
  const code = isWithin(at, planned, context.now) ? 'stuck-over-smaller' : 'stuck';
  return result(code, why(false), since);
}

function cycleFinding({ lastCycleAt: at }: OpsStatus, context: AnswerContext): Reading | null {
  const limit = context.limitSeconds;
  if (at === null || isWithin(at, limit, context.now)) return null;
  const reason = offByHours(context, at, say('probe-last-cycle-old', { at, limitSeconds: limit }));
  return result('stalled', { reason }, at + limit * 1000);
}

function isWithin(at: number, limitSeconds: number, now: number): boolean {
  return now - at <= limitSeconds * 1000;
}
