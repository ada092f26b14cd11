/** `GET /healthz` of a marketdata producer: 200 only while ticks are fresh (plan, Agent contracts; heartbeat contract). */

import type { AnswerValue } from '../../../facts/fact.ts';
import { FUTURE_TOLERANCE_MS } from '../../../facts/freshness.ts';
import { beatFinding, judgingLimit } from './beat.ts';
import { type AnswerContext, excused, type Reading, reading } from './result.ts';

type Heartbeat = Extract<AnswerValue, { contract: 'marketdata-heartbeat' }>;

export function readMarketdata(answer: Heartbeat, context: AnswerContext): Reading {
  if (answer.forcedStale)
    return reading('bad', 'stale', 'Forced stale', `${answer.status}, forced_stale=true`);
  const finding = tickFinding(answer, context, context.configuredSeconds);
  const claimsFresh = answer.ok && answer.status === 200;
  if (finding?.code === 'stale')
    return claimsFresh ? calledFresh(finding, answer, context) : calledStale(finding, answer, context);
  if (!claimsFresh)
    return reading('bad', 'stale', 'Stale', `${answer.status}, ok=${answer.ok}, though its tick is fresh`);
  if (finding !== null) return finding;
  if (answer.reportedAgeSeconds === null)
    return reading('unknown', 'unproven', 'Unproven', '200, ok=true, but no age');
  return reading('good', 'good', 'Good', '');
}

function tickFinding(answer: Heartbeat, context: AnswerContext, configured: number | null): Reading | null {
  return beatFinding({
    at: answer.lastTickAt,
    observedAt: context.observedAt,
    reportedAgeSeconds: answer.reportedAgeSeconds,
    limitSeconds: judgingLimit(context.limitSeconds, answer.maxAgeSeconds, configured),
    now: context.now,
    what: 'tick',
  });
}

function calledStale(finding: Reading, answer: Heartbeat, { feed }: AnswerContext): Reading {
  const told = { ...finding, reason: `${answer.status}, ${finding.reason}` };
  return excused(told, feed);
}

/**
 * Old ticks that the producer calls ok. By its contract or by its own limit that is a gate that lets everything pass
 * (plan, Escalation rules, P0). Over a smaller limit alone they are stale: that limits differ is no lie of its own.
 */
function calledFresh(finding: Reading, answer: Heartbeat, context: AnswerContext): Reading {
  // What was true when it was said is no lie: its tick may have grown old since, and clocks differ a little.
  const whenSaid = { ...context, now: context.observedAt - FUTURE_TOLERANCE_MS };
  const lies = tickFinding(answer, whenSaid, null)?.code === 'stale';
  const told = { ...finding, reason: `${answer.status}, ok=true, yet ${finding.reason}` };
  if (!lies) return excused(told, context.feed);
  if (context.feed.kind === 'quiet')
    return { ...excused(told, context.feed), verdict: 'attention', state: 'Quiet, says ok' };
  return { ...told, code: 'gate-bypassed', state: 'Stale, says ok' };
}
