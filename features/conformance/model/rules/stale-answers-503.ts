/**
 * While its data is stale the heartbeat answers 503. Only a stale moment shows it: fresh all the time, it cannot be seen
 * from here what it would answer.
 */

import { DEFAULT_LIMIT_SECONDS } from '#lib/evaluate/agents/probes/answer.ts';
import { judgingLimit } from '#lib/evaluate/agents/probes/beat.ts';
import type { ProbeReading } from '#lib/evaluate/agents/probes/probe-result.ts';
import type { AnswerValue } from '#lib/facts/fact.ts';
import type { ConformanceRule } from '../rule.ts';
import { concluded, type Noticed, type Remark } from '../verdict.ts';

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
      why: 'nothing was asked',
    });
  },
};

function statusRemark(r: ProbeReading): Remark {
  const where = `${r.instance} ${r.probe.path}`;
  if (!r.counts || r.answeredAt === null || r.answer?.contract !== 'marketdata-heartbeat')
    return { state: 'cannot-see', where, text: r.reason };
  return { where, ...statusNoticed(r.answer, r.answeredAt, r.probe.limitSeconds ?? DEFAULT_LIMIT_SECONDS) };
}

/** Judged by the contract's own limit and the producer's: that others are smaller is no breach of this one. */
function statusNoticed(answer: Heartbeat, askedAt: number, planned: number): Noticed {
  const limit = judgingLimit(planned, answer.maxAgeSeconds);
  const age = answer.lastTickAt === null ? null : askedAt - answer.lastTickAt;
  const old = age === null || age > limit * 1000 || (answer.reportedAgeSeconds ?? 0) > limit;
  const says = `${answer.status}, ok=${answer.ok}`;
  const calledStale = !answer.ok || answer.forcedStale;
  if (answer.status === 503 && (old || calledStale))
    return { state: 'holds', text: `seen: ${says} while stale` };
  if (old) return { state: 'broken', text: `${says} though its last tick is over ${limit} s old or missing` };
  if (calledStale) return { state: 'broken', text: `${says}: calls itself stale without 503` };
  return { state: 'cannot-see', text: 'fresh: what it answers when stale cannot be seen from here' };
}
