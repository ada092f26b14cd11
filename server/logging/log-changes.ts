/** What an operator reads afterwards: each change of what the console says, once, with its reason. */

import type { Logger } from 'pino';
import { agentText } from '#lib/messages/status/agent.ts';
import { executionSentence } from '#lib/messages/status/execution.ts';
import { failureText } from '#lib/messages/status/failure.ts';
import { proofText } from '#lib/messages/status/proof.ts';
import { ruleText } from '#lib/messages/status/rule.ts';
import { sourceText } from '#lib/messages/status/source.ts';
import type { Posture } from '#lib/posture.ts';

/** Logs what differs between two postures that follow each other; nothing where nothing does. */
export function logChanges(log: Logger, before: Posture, after: Posture): void {
  logExecution(log, before, after);
  changed(before.agents, after.agents, 'name', 'verdict', (agent) =>
    log.info({ agent: agent.name, verdict: agent.verdict, ...agentText(agent) }, 'agent'),
  );
  changed(before.failures, after.failures, 'id', 'state', (failure) => {
    const { id, state, code, who } = failure;
    log.info({ failure: id, state, code, because: failureText(failure).because, who }, 'failure');
  });
  changed(before.escalations, after.escalations, 'id', 'state', (rule) => logRule(log, rule));
  changed(before.sources, after.sources, 'id', 'verdict', (source) =>
    log.info({ source: source.id, verdict: source.verdict, ...sourceText(source) }, 'source'),
  );
  logPlan(log, before.plan, after.plan);
}

function logExecution(log: Logger, before: Posture, after: Posture): void {
  const { outcome } = after.execution;
  if (before.execution.outcome !== outcome)
    log.warn({ outcome, why: executionSentence(after.execution) }, 'execution');
  changed(before.execution.proofs, after.execution.proofs, 'id', 'verdict', (proof) => {
    const { value, detail } = proofText(proof);
    log.info({ proof: proof.id, verdict: proof.verdict, value, detail }, 'proof');
  });
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

/** Tells of each that is there now and was another before, or was not there. */
function changed<T extends Record<K | S, string>, K extends string, S extends string>(
  before: readonly T[],
  after: readonly T[],
  key: K,
  state: S,
  tell: (now: T) => void,
): void {
  const known = new Map(before.map((entry) => [entry[key], entry[state]]));
  for (const entry of after) if (known.get(entry[key]) !== entry[state]) tell(entry);
}
