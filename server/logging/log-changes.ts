/** What an operator reads afterwards: each change of what the console says, once, with its reason. */

import type { Logger } from 'pino';
import { agentText } from '#lib/messages/status/agent.ts';
import type { Posture } from '#lib/posture.ts';

/** Logs what differs between two postures that follow each other; nothing where nothing does. */
export function logChanges(log: Logger, before: Posture, after: Posture): void {
  logExecution(log, before, after);
  changed(before.agents, after.agents, 'name', 'verdict', (agent) =>
    log.info({ agent: agent.name, verdict: agent.verdict, ...agentText(agent) }, 'agent'),
  );
  changed(before.failures, after.failures, 'id', 'state', ({ id, state, because, who }) =>
    log.info({ failure: id, state, because, who }, 'failure'),
  );
  changed(before.escalations, after.escalations, 'id', 'state', (rule) => logRule(log, rule));
  changed(before.sources, after.sources, 'id', 'verdict', ({ id, verdict, state, reason }) =>
    log.info({ source: id, verdict, state, reason }, 'source'),
  );
  logPlan(log, before.plan, after.plan);
}

function logExecution(log: Logger, before: Posture, after: Posture): void {
  const { outcome, sentence } = after.execution;
  if (before.execution.outcome !== outcome) log.warn({ outcome, why: sentence }, 'execution');
  changed(
    before.execution.proofs,
    after.execution.proofs,
    'id',
    'verdict',
    ({ id, verdict, value, detail }) => log.info({ proof: id, verdict, value, detail }, 'proof'),
  );
}

function logRule(log: Logger, rule: Posture['escalations'][number]): void {
  const { id, priority, state, because, since, firesAt } = rule;
  const fields = { rule: id, priority, state, because, since, firesAt };
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
