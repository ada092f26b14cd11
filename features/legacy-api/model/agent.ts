/** One agent in the vocabulary of the legacy API. */

import { upOf } from '#lib/evaluate/agents/up.ts';
import { instantOrNull } from '#lib/format/instant.ts';
import type { AgentPlan } from '#lib/plan/schema.ts';
import type { LegacyAgent, LegacyState } from '../document.ts';
import { agentStatusOf, ownCodes, ownStates, rawStatusOf } from './agent-status.ts';
import { endpointOf, lastPollAt, type Poll, pollsOf } from './polls.ts';
import { criticalityOf, type KnownAgent, type Present, saidOf } from './present.ts';

export function legacyAgent(present: Present, agent: KnownAgent): LegacyAgent {
  const { plan, kind } = agent;
  const said = saidOf(agent);
  const polls = pollsOf(present, agent);
  const online = onlineOf(agent, polls);
  const state = stateOf(present, agent, online, polls);
  return {
    agent_name: plan.name,
    kind,
    criticality: criticalityOf(plan),
    service_dns: clusterName(plan, present.world.plan.mesh.namespaces[0] ?? ''),
    expected_endpoints: expectedEndpoints(plan),
    online,
    last_poll_at: instantOrNull(lastPollAt(polls)),
    endpoints: {
      healthz: endpointOf(polls, ['/healthz', '/health', '/livez']),
      ops_status: endpointOf(polls, ['/ops/status']),
      heartbeat: endpointOf(polls, ['/heartbeat']),
    },
    ops_status: agentStatusOf(polls),
    ops: {
      state,
      summary: said.reason === '' ? said.state : `${said.state}: ${said.reason}`,
      reason_codes: reasonCodes(present, agent, { state, online, polls }),
      last_updated_utc: present.posture.at,
    },
    raw_ops_status_redacted: rawStatusOf(polls),
  };
}

/** An agent outside the cluster has no name in it. */
function clusterName({ probes }: AgentPlan, namespace: string): string {
  for (const { target } of probes)
    if (target.via === 'workload')
      return `${target.service ?? target.workload}.${namespace}.svc.cluster.local`;
  return '';
}

/** Probes of the agent's own endpoints. */
function expectedEndpoints({ probes }: AgentPlan): string[] {
  const own = probes.filter(({ kind, target, optional }) => {
    return (
      target.via !== 'config-map' && kind !== 'firestore-heartbeat' && kind !== 'nats-health' && !optional
    );
  });
  return [...new Set(own.map(({ path }) => path))];
}

/** It did not answer, and the source on the way was available. */
const DOWN: readonly string[] = ['timeout', 'unreachable', 'no-endpoints'];

/**
 * Online only if the row is neither bad nor unknown and every instance answered with evidence: a process that answers
 * and does not do its work is not known to be online, and an executor is offline only by proof.
 */
function onlineOf({ plan, told }: KnownAgent, polls: readonly Poll[]): boolean | null {
  if (plan.runs === 'off' && told.verdict === 'expected-off') return false;
  if (told.verdict === 'not-applicable' || upOf(told) === 'unknown') return null;
  const down = polls.some((p) => p.told.verdict === 'bad' && DOWN.includes(p.attempt.value?.outcome ?? ''));
  // A pod that answers and is not ready runs: with a readiness probe at a freshness endpoint it only has no ticks.
  const silent = told.pods.ready === 0 && polls.every((poll) => poll.answer === null);
  if (told.verdict === 'bad') return plan.runs !== 'off' && (down || silent) ? false : null;
  return polls.length > 0 && polls.every(answers) && told.probes.every(wasAsked) ? true : null;
}

function answers({ told, answer }: Poll): boolean {
  return answer !== null && told.verdict !== 'bad' && told.verdict !== 'unknown';
}

/** A probe that found nobody to ask leaves open whether that part of the agent runs. */
function wasAsked({ verdict }: Poll['told']): boolean {
  return verdict !== 'unknown';
}

/** The verdict in their six words. Only what is good is OK. */
function stateOf(
  { posture }: Present,
  { plan, told }: KnownAgent,
  online: boolean | null,
  polls: readonly Poll[],
): LegacyState {
  const halted = ownStates(polls).includes('HALTED');
  switch (told.verdict) {
    case 'good':
      return 'OK';
    case 'expected-off':
      if (plan.runs !== 'always') return 'OFFLINE';
      return halted ? 'HALTED' : posture.market.state === 'open' ? 'DEGRADED' : 'MARKET_CLOSED';
    case 'attention':
      return halted ? 'HALTED' : 'DEGRADED';
    case 'bad':
      return online === false ? 'OFFLINE' : halted ? 'HALTED' : 'DEGRADED';
    case 'unknown':
    case 'not-applicable':
      return 'UNKNOWN';
  }
}

/** The agent's own reason codes, and those of what the console sees of it. */
function reasonCodes(
  { posture, world }: Present,
  { plan, told }: KnownAgent,
  seen: { state: LegacyState; online: boolean | null; polls: readonly Poll[] },
): string[] {
  if (seen.state === 'UNKNOWN') return [];
  const stale = world.plan.failures.some(({ id, detector }) => {
    const failure = posture.failures.find((f) => f.id === id);
    return detector === 'heartbeat-stale' && failure?.state === 'present' && failure.who.includes(plan.name);
  });
  return [
    ...new Set([
      ...ownCodes(seen.polls),
      ...(stale ? ['MARKETDATA_STALE'] : []),
      ...(told.verdict === 'bad' && seen.online === false ? ['PROCESS_DOWN'] : []),
      ...(seen.state === 'MARKET_CLOSED' ? ['MARKET_CLOSED'] : []),
      ...(plan.runs === 'off' && seen.state === 'OFFLINE' ? ['EXECUTION_DISABLED'] : []),
    ]),
  ];
}
