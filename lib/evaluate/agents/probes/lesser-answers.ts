/** A heartbeat in a ConfigMap, and when an answer says nothing of its agent. */

import type { AnswerOf } from '../../../contracts/registry.ts';
import type { AnswerValue } from '../../../facts/fact.ts';
import { say } from '../../../messages/say.ts';
import { probeReason } from '../../../messages/status/probe.ts';
import type { AgentPlan, ProbePlan } from '../../../plan/schema.ts';
import { familyOf, type ProbeCode } from '../../../status/probe.ts';
import { beatFinding, isStale, ofProcess } from './beat.ts';
import { type AnswerContext, type Reading, result } from './result.ts';

/** What of a probe's reading tells whether it says anything, and where it was answered. */
interface Told {
  probe: ProbePlan;
  answer: AnswerValue | null;
  code: ProbeCode;
  status: number | null;
  counts: boolean;
}

/**
 * The heartbeat of a process, whatever its feed does: it is expected at any hour. An old one is a failure of the
 * process or of its writer, and not stale market data.
 */
export function readConfigHeartbeat(
  { heartbeatAt }: AnswerOf<'config-heartbeat'>,
  { observedAt, now, limitSeconds }: AnswerContext,
): Reading {
  const beat = {
    at: heartbeatAt,
    observedAt,
    reportedAgeSeconds: null,
    limitSeconds,
    now,
    what: 'heartbeat',
  };
  const finding = beatFinding(beat);
  if (finding === null) return result('good');
  if (!isStale(finding)) return finding;
  const reason = say('probe-in-config-map', { beat: probeReason(finding) });
  return ofProcess({ ...finding, params: { ...finding.params, reason } });
}

/** Whether an answer shows its agent alive: that of a server which it uses does not. */
export function tellsOfAgent(probe: ProbePlan): boolean {
  return probe.kind !== 'nats-health';
}

/**
 * True if an optional probe shows nothing. Builds may lack the endpoint; but if somebody set the URL of a server, its
 * silence is a finding. An agent that is not meant to run all the time leaves its last heartbeat behind. What answers, and
 * cannot be read or shows no evidence, is offered; only of metrics a build may have others than ours.
 */
export function saysNothing(r: Told, agent: AgentPlan): boolean {
  if (!r.probe.optional || r.code === 'unreadable') return false;
  const answers = r.code === 'unproven' && r.status !== null && r.status >= 200 && r.status < 300;
  if (answers && r.probe.kind !== 'metrics') return false;
  if (r.answer?.contract === 'config-heartbeat' && r.counts)
    return familyOf(r) === 'failing' && (agent.runs !== 'always' || agent.optional);
  if (tellsOfAgent(r.probe)) return !r.counts;
  return r.code === 'not-configured';
}

/** The path that answered, if an older build did not answer at the probe's own. */
export function answeredPath(r: Told): string {
  return (r.counts ? r.answer?.path : undefined) ?? r.probe.path;
}
