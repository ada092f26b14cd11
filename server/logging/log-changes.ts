/** Logs each change of the posture once, with its reason. */

import type { Logger } from 'pino';
import { agentText } from '#lib/messages/status/agent.ts';
import { executionSentence } from '#lib/messages/status/execution.ts';
import { failureText } from '#lib/messages/status/failure.ts';
import { proofText } from '#lib/messages/status/proof.ts';
import { ruleText } from '#lib/messages/status/rule.ts';
import { sourceText } from '#lib/messages/status/source.ts';
import type { Posture } from '#lib/posture.ts';
import type { Kind, Transition } from '#lib/timeline/transitions.ts';

/** The field of each kind whose change is logged. */
const LOGGED_FIELD: Readonly<Record<Kind, string>> = {
  execution: 'outcome',
  proof: 'verdict',
  agent: 'verdict',
  failure: 'state',
  rule: 'state',
  source: 'verdict',
};

/** Logs each change between two consecutive postures; a subject that appears is a change too. */
export function logChanges(log: Logger, before: Posture, after: Posture, news: readonly Transition[]): void {
  for (const one of news)
    if (one.field === LOGGED_FIELD[one.kind] && one.after !== null) logChange(log, after, one);
  logPlan(log, before.plan, after.plan);
}

function logChange(log: Logger, now: Posture, { kind, subject }: Transition): void {
  const { outcome, proofs } = now.execution;
  const its = <T extends { id: string }>(all: readonly T[]): T[] => all.filter(({ id }) => id === subject);
  if (kind === 'execution') log.warn({ outcome, why: executionSentence(now.execution) }, 'execution');
  if (kind === 'proof')
    for (const proof of its(proofs)) {
      const { value, detail } = proofText(proof);
      log.info({ proof: proof.id, verdict: proof.verdict, value, detail }, 'proof');
    }
  if (kind === 'agent')
    for (const agent of its(now.agents))
      log.info({ agent: agent.name, verdict: agent.verdict, ...agentText(agent) }, 'agent');
  if (kind === 'failure')
    for (const { id, state, code, params, who } of its(now.failures)) {
      const { because } = failureText({ state, code, params });
      log.info({ failure: id, state, code, because, who }, 'failure');
    }
  if (kind === 'rule') for (const rule of its(now.escalations)) logRule(log, rule);
  if (kind === 'source')
    for (const source of its(now.sources))
      log.info({ source: source.id, verdict: source.verdict, ...sourceText(source) }, 'source');
}

function logRule(log: Logger, rule: Posture['escalations'][number]): void {
  const { id, priority, state, code, since, firesAt } = rule;
  const { because } = ruleText(rule);
  const fields = { rule: id, priority, state, code, because, since, firesAt };
  if (state === 'firing') log.warn(fields, 'escalation');
  else log.info(fields, 'escalation');
}

function logPlan(log: Logger, before: Posture['plan'], after: Posture['plan']): void {
  if (before.digest !== after.digest)
    log.info({ file: after.file, digest: after.digest }, 'another plan is in force');
  if (before.problems.join('\n') !== after.problems.join('\n'))
    log.warn({ file: after.file, problems: after.problems }, 'plan file');
}
