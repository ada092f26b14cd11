/** The legacy API's documents, from the posture and its evaluation input. Pure. */

import type { Change } from '#lib/documents/agent-detail.ts';
import { proveHalted } from '#lib/evaluate/execution/kill-switch.ts';
import { instant, instantOrNull } from '#lib/format/instant.ts';
import { text } from '#lib/messages/text.ts';
import { proofSeenAt } from '#lib/status/proof-status.ts';
import type { ProofId } from '#lib/vocabulary.ts';
import type {
  LegacyAgent,
  LegacyEvents,
  LegacyFeed,
  LegacyKillSwitch,
  LegacySafety,
  LegacyStatus,
} from '../document.ts';
import { legacyAgent } from './agent.ts';
import { lastPollAt, pollsOf } from './polls.ts';
import { criticalityOf, type KnownAgent, knownAgents, type Present, saidOf } from './present.ts';

/** `/ops/status`. */
export function legacyStatus(present: Present): LegacyStatus {
  const polls = knownAgents(present).flatMap((agent) => pollsOf(present, agent));
  return {
    ts: instant(present.world.now),
    kill_switch: legacyKillSwitch(present),
    last_poll_cycle_at: instantOrNull(lastPollAt(polls)),
    agents: legacyAgents(present),
  };
}

/** Every agent of the kinds that they know, in the plan's order. */
export function legacyAgents(present: Present): LegacyAgent[] {
  return knownAgents(present).map((agent) => legacyAgent(present, agent));
}

/** By its name or an alias; null: no agent of their kinds is called so. */
export function legacyAgentOf(present: Present, name: string): LegacyAgent | null {
  const agent = knownAgents(present).find(({ plan }) => plan.name === name || plan.aliases.includes(name));
  return agent === undefined ? null : legacyAgent(present, agent);
}

const HALT_PROOF = 'halt-switches' satisfies ProofId;

/**
 * True only while the proof of the halt switches holds. Where they are seen to allow execution, all of them and within
 * the proof's limit, false has its source; anything else cannot be confirmed (docs/contracts.md).
 */
export function legacyKillSwitch({ posture, world, doubt }: Present): LegacyKillSwitch {
  const proof = posture.execution.proofs.find(({ id }) => id === HALT_PROOF);
  const { result, disagree, limitSeconds, ...halted } = proveHalted(world);
  const seenAt = proofSeenAt(halted);
  const now = seenAt !== null && world.now - seenAt <= limitSeconds * 1000;
  const confirmed = doubt.length === 0 && now && !disagree;
  const source = world.plan.safety.haltSwitches
    .map((s) => `configmap:${s.namespace}/${s.configMap}#${s.key}`)
    .join(', ');
  if (confirmed && proof?.verdict === 'good' && result === 'halted')
    return { execution_halted: true, source };
  const allowed = confirmed && proof?.verdict === 'bad' && result === 'allowed';
  return { execution_halted: false, source: allowed ? source : null };
}

/** `/api/v1/safety`. */
export function legacySafety(present: Present): LegacySafety {
  const agents = knownAgents(present)
    .filter(bringsData)
    .map((agent) => feed(present, agent));
  const critical = agents.filter(({ criticality }) => criticality === 'critical');
  return {
    ts: instant(present.world.now),
    kill_switch: legacyKillSwitch(present),
    marketdata: {
      all_critical_fresh: critical.length > 0 && critical.every(({ is_fresh }) => is_fresh),
      agents,
    },
  };
}

/** A streamer always; an ingest where the plan has a heartbeat of it to go by. */
function bringsData({ kind, told }: KnownAgent): boolean {
  return kind === 'marketdata' || (kind === 'ingest' && told.heartbeatLimitSeconds !== null);
}

function feed({ posture }: Present, agent: KnownAgent): LegacyFeed {
  const { plan, told } = agent;
  const said = saidOf(agent);
  const lastTick = posture.measured.agents[plan.name]?.lastBeatAt ?? null;
  const fresh = told.verdict === 'good' && told.heartbeatLimitSeconds !== null && lastTick !== null;
  return {
    agent_name: plan.name,
    criticality: criticalityOf(plan),
    is_fresh: fresh,
    last_tick_utc: lastTick,
    stale_threshold_seconds: told.heartbeatLimitSeconds,
    reason: fresh ? null : said.reason || said.state,
  };
}

/** `/api/v1/events/recent`: `changes` newest first. */
export function legacyEvents(changes: readonly Change[], limit: number, now: number): LegacyEvents {
  return {
    ts: instant(now),
    events: changes
      .slice(0, limit)
      .map(({ at, subject, what }) => ({ ts: at, agent_name: subject, summary: text(what) })),
  };
}
