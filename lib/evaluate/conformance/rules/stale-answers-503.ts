/**
 * While its data is stale the heartbeat answers 503. Only stale data shows it; while data is fresh the answer is not
 * visible.
 */

import { namedUnreadable } from '../../../contracts/unreadable.ts';
import type { AnswerValue } from '../../../facts/fact.ts';
import { probeReason } from '../../../messages/status/probe.ts';
import { DEFAULT_LIMIT_SECONDS } from '../../../plan/probe-interval.ts';
import { judgingLimit } from '../../agents/probes/beat.ts';
import type { ProbeResult } from '../../agents/probes/probe-result.ts';
import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import { concluded, type Noticed, noticed, type Remark } from '../verdict.ts';

const SOURCE = 'plan, Agent contracts: heartbeat must return 503 when stale';

type Heartbeat = Extract<AnswerValue, { contract: 'marketdata-heartbeat' }>;

export const staleAnswers503: ConformanceRule = {
  id: 'stale-answers-503',
  title: 'Answers 503 when stale',
  source: SOURCE,
  applies: (_plan, agent) => agent.probes.some((p) => p.kind === 'marketdata-heartbeat'),
  check({ readings }) {
    const beats = readings.filter((r) => r.probe.kind === 'marketdata-heartbeat' && !r.probe.optional);
    const at = beats[0]?.answeredAt ?? null;
    return concluded(beats.map(statusRemark), [], SOURCE, at, {
      state: 'cannot-see',
      why: say('conform-nothing-asked'),
    });
  },
};

function statusRemark(r: ProbeResult): Remark {
  const where = `${r.instance} ${r.probe.path}`;
  if (!r.counts || r.answeredAt === null || r.answer?.contract !== 'marketdata-heartbeat')
    return { where, ...noticed('cannot-see', probeReason(r)) };
  if (r.answer.unreadable !== undefined)
    return { where, ...noticed('cannot-see', namedUnreadable(r.answer.unreadable)) };
  return { where, ...statusNoticed(r.answer, r.answeredAt, r.probe.limitSeconds ?? DEFAULT_LIMIT_SECONDS) };
}

/** Evaluated by the contract's own limit and the producer's: a smaller limit elsewhere does not break this rule. */
function statusNoticed(answer: Heartbeat, askedAt: number, planned: number): Noticed {
  const limit = judgingLimit(planned, answer.maxAgeSeconds);
  const age = answer.lastTickAt === null ? null : askedAt - answer.lastTickAt;
  const old = age === null || age > limit * 1000 || (answer.reportedAgeSeconds ?? 0) > limit;
  const says = { status: answer.status, ok: answer.ok === true };
  const calledStale = !answer.ok || answer.forcedStale;
  if (answer.status === 503 && (old || calledStale)) return noticed('holds', say('conform-503-seen', says));
  if (old) return noticed('broken', say('conform-old-without-503', { ...says, limitSeconds: limit }));
  if (calledStale) return noticed('broken', say('conform-stale-without-503', says));
  return noticed('cannot-see', say('conform-fresh'));
}
