/** `GET /healthz` of a marketdata producer: 200 only while ticks are fresh (plan, Agent contracts; heartbeat contract). */

import { namedUnreadable } from '../../../contracts/unreadable.ts';
import type { AnswerValue } from '../../../facts/fact.ts';
import { FUTURE_TOLERANCE_MS } from '../../../facts/freshness.ts';
import { say } from '../../../messages/say.ts';
import { probeReason } from '../../../messages/status/probe.ts';
import { beatFinding, beatIsUnreadable, isStale, judgingLimit } from './beat.ts';
import { type AnswerContext, excused, type Reading, result } from './result.ts';

type Heartbeat = Extract<AnswerValue, { contract: 'marketdata-heartbeat' }>;

export function readMarketdata(answer: Heartbeat, context: AnswerContext): Reading {
  if (answer.forcedStale)
    return result('forced-stale', { reason: say('probe-forced-stale', { status: answer.status }) });
  const finding = tickFinding(answer, context, context.configuredSeconds);
  const claimsFresh = answer.ok === true && answer.status === 200;
  if (finding !== null && isStale(finding))
    return claimsFresh ? calledFresh(finding, answer, context) : calledStale(finding, answer, context);
  if (!claimsFresh) return stalePerSe(answer, context);
  if (finding !== null) return finding;
  if (answer.reportedAgeSeconds === null) return result('unproven', { reason: say('probe-ok-without-age') });
  return result('good');
}

/** It calls itself stale, and its tick does not show it: the tick is fresh, or cannot be read. */
function stalePerSe(answer: Heartbeat, { feed }: AnswerContext): Reading {
  const { status, ok, unreadable } = answer;
  if (unreadable === undefined)
    return result('stale', { reason: say('probe-stale-with-fresh-tick', { status, ok: ok === true }) });
  const why = namedUnreadable(unreadable);
  if (ok === null && status === 200) return result('unreadable', { reason: why });
  const reason = say('probe-calls-itself-stale', { status, ok, unreadable: why });
  return excused(result('stale', { reason }), feed);
}

function tickFinding(answer: Heartbeat, context: AnswerContext, configured: number | null): Reading | null {
  return beatFinding({
    at: answer.lastTickAt,
    unreadable: beatIsUnreadable(answer),
    observedAt: context.observedAt,
    reportedAgeSeconds: answer.reportedAgeSeconds,
    limitSeconds: judgingLimit(context.limitSeconds, answer.maxAgeSeconds, configured),
    now: context.now,
    what: 'tick',
  });
}

function calledStale(finding: Reading, { status }: Heartbeat, { feed }: AnswerContext): Reading {
  const reason = say('probe-answers-stale', { status, beat: probeReason(finding) });
  return excused({ ...finding, params: { ...finding.params, reason } }, feed);
}

/**
 * Old ticks that the producer calls ok. Over the contract's or its own limit its gate lets everything pass (plan,
 * Escalation rules, P0). Over a smaller limit alone they are stale: a difference of limits is no false claim.
 */
function calledFresh(finding: Reading, answer: Heartbeat, context: AnswerContext): Reading {
  // The claim counts for its own time: the tick may have grown old since, and clocks differ a little.
  const whenSaid = { ...context, now: context.observedAt - FUTURE_TOLERANCE_MS };
  const then = tickFinding(answer, whenSaid, null);
  const lies = then !== null && isStale(then);
  const reason = say('probe-answers-ok-yet', { status: answer.status, beat: probeReason(finding) });
  if (!lies) return excused({ ...finding, params: { ...finding.params, reason } }, context.feed);
  return context.feed.kind === 'quiet'
    ? result('quiet-claims-ok', { claim: 'ok', reason })
    : result('stale-claims-ok', { reason }, finding.since);
}
