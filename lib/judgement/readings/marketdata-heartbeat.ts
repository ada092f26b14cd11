/** `GET /healthz` of a marketdata producer: 200 only while ticks are fresh (plan, Agent contracts; heartbeat contract). */
import type { AnswerValue } from '../../ledger/fact.ts';
import type { SessionState } from '../../vocabulary.ts';
import { beatFinding, judgingLimit } from './beat.ts';
import { type Reading, reading } from './reading.ts';

type Heartbeat = Extract<AnswerValue, { contract: 'marketdata-heartbeat' }>;

export interface HeartbeatContext {
  observedAt: number;
  now: number;
  limitSeconds: number;
  session: SessionState;
}

export function readMarketdata(answer: Heartbeat, context: HeartbeatContext): Reading {
  if (answer.forcedStale)
    return reading('bad', 'stale', 'Forced stale', `${answer.status}, forced_stale=true`);
  const limitSeconds = judgingLimit(context.limitSeconds, answer.maxAgeSeconds);
  const finding = beatFinding({
    at: answer.lastTickAt,
    observedAt: context.observedAt,
    reportedAgeSeconds: answer.reportedAgeSeconds,
    limitSeconds,
    now: context.now,
    what: 'tick',
  });
  const claimsFresh = answer.ok && answer.status === 200;
  if (finding?.code === 'stale') return stale(finding, claimsFresh, answer.status, context.session);
  if (!claimsFresh)
    return reading('bad', 'stale', 'Stale', `${answer.status}, ok=${answer.ok}, though its tick is fresh`);
  if (finding !== null) return finding;
  if (answer.reportedAgeSeconds === null)
    return reading('unknown', 'unproven', 'Unproven', '200, ok=true, but no age');
  return reading('good', 'good', 'Good', '');
}

/** Old ticks: calm while the market is closed, a bypassed gate where the producer calls them ok, stale otherwise. */
function stale(finding: Reading, claimsFresh: boolean, status: number, session: SessionState): Reading {
  if (claimsFresh && session !== 'closed')
    return {
      ...finding,
      code: 'gate-bypassed',
      state: 'Stale, says ok',
      reason: `${status}, ok=true, yet ${finding.reason}`,
    };
  if (session === 'closed') return reading('expected-off', 'quiet', 'Quiet, market closed', finding.reason);
  return { ...finding, reason: `${status}, ${finding.reason}` };
}
