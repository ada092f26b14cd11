/** The top issues of a report, by what is so and not by how long: the same state has the same issues at any time. */

import { runbookRef } from '#lib/evaluate/base/runbook-ref.ts';
import { agentText } from '#lib/messages/status/agent.ts';
import { executionSentence, headlineOf } from '#lib/messages/status/execution.ts';
import { failureText } from '#lib/messages/status/failure.ts';
import { sourceLine } from '#lib/messages/status/source.ts';
import type { Plan } from '#lib/plan/schema.ts';
import type { AgentPosture, Posture } from '#lib/posture.ts';
import type { FailureStatus } from '#lib/status/failure-status.ts';
import { VERDICT_RANK, type Verdict } from '#lib/vocabulary.ts';
import { sortedBy } from './sorted.ts';

export interface Issue {
  priority: AgentPosture['criticality'];
  verdict: Verdict;
  subject: string;
  because: string;
  /** Its slug; null if the plan names none. */
  runbook: string | null;
}

/** Worst first. @param posture without times (`untimedPosture`) */
export function issuesOf(plan: Plan, posture: Posture): Issue[] {
  const found = [
    ...executionIssue(plan, posture),
    ...posture.failures.flatMap((failure) => failureIssue(posture.agents, failure)),
    ...posture.agents.flatMap(agentIssue),
    ...blindIssues(plan, posture),
  ];
  return sortedBy(found, (i) => `${i.priority} ${VERDICT_RANK[i.verdict]} ${i.subject}`);
}

function executionIssue(plan: Plan, { execution }: Posture): Issue[] {
  if (execution.outcome === 'proven-off') return [];
  return [
    {
      priority: 'P0',
      verdict: execution.verdict,
      subject: 'execution',
      because: `${headlineOf(execution.outcome)}: ${executionSentence(execution)}`,
      runbook: plan.fallbackRunbooks?.execution ?? null,
    },
  ];
}

/** As severe as the most critical agent that shows it; if none of the roster does, P1. */
function failureIssue(agents: readonly AgentPosture[], failure: FailureStatus): Issue[] {
  if (failure.state === 'absent') return [];
  const shown = agents.filter((a) => failure.who.some((who) => isNamed(a, who)));
  const [priority = 'P1'] = shown.map((a) => a.criticality).sort();
  const { verdict, title, runbook } = failure;
  const who = failure.who.length === 0 ? '' : `${failure.who.toSorted().join(', ')}: `;
  return [
    {
      priority,
      verdict,
      subject: `failure ${title}`,
      because: `${who}${failureText(failure).because}`,
      runbook: runbook?.slug ?? null,
    },
  ];
}

function isNamed(agent: AgentPosture, who: string): boolean {
  return agent.name === who || agent.workloads.some((w) => w.name === who);
}

function agentIssue(agent: AgentPosture): Issue[] {
  const { verdict, criticality, name, runbook } = agent;
  const { state, reason } = agentText(agent);
  if (verdict === 'good' || verdict === 'expected-off' || verdict === 'not-applicable') return [];
  const because = reason === '' ? state : `${state}: ${reason}`;
  return [
    { priority: criticality, verdict, subject: `agent ${name}`, because, runbook: runbook?.slug ?? null },
  ];
}

/** Sources that show nothing; and those of the safety proofs that show less than the whole. */
function blindIssues(plan: Plan, { sources }: Posture): Issue[] {
  const runbook = runbookRef(plan, plan.fallbackRunbooks?.consoleBlind)?.slug ?? null;
  return sources
    .filter(({ verdict, safety }) => verdict === 'unknown' || (safety && verdict === 'attention'))
    .map((source) => ({
      priority: source.safety ? ('P0' as const) : ('P2' as const),
      verdict: source.verdict,
      subject: `source ${source.label}`,
      because: sourceLine(source),
      runbook,
    }));
}
