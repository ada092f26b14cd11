/**
 * Order proposals that keep rising while market data is stale prove that an agent passes the freshness gate (plan,
 * Escalation rules, P0; Safety invariants: stale market data is a hard stop).
 */

import { say } from '../../../messages/say.ts';
import { DEFAULT_LIMIT_SECONDS } from '../../../plan/probe-interval.ts';
import { targetName } from '../../../plan/schema.ts';
import type { World } from '../../base/input.ts';
import type { StateBuilder } from '../../base/state.ts';
import { judgingLimit } from './beat.ts';
import type { ProbeResult } from './probe-result.ts';
import { result } from './result.ts';

/** A cycle that had begun when market data went stale may still end in a proposal. */
const GRACE_MS = 10_000;

/** All probe results by agent; those of metrics get the finding if the gate is passed. */
export function withBypasses(
  world: World,
  results: ReadonlyMap<string, readonly ProbeResult[]>,
  states: StateBuilder,
): ReadonlyMap<string, readonly ProbeResult[]> {
  const staleSince = gateStaleSince(world, results, states);
  if (staleSince === null) return results;
  return new Map(
    [...results].map(([agent, list]) => [
      agent,
      list.map((r) => evaluateProposals(agent, r, staleSince, states)),
    ]),
  );
}

/**
 * Since when all available market data is stale by the producers' contract, whatever the hour, epoch ms; null while any
 * of it is fresh, or none is available. A limit that only a ConfigMap holds closes no gate, since no agent promised it.
 */
function gateStaleSince(
  world: World,
  results: ReadonlyMap<string, readonly ProbeResult[]>,
  states: StateBuilder,
): number | null {
  const feeds = world.plan.agents
    .filter((agent) => agent.kind === 'marketdata')
    .flatMap((agent) => results.get(agent.name) ?? [])
    .filter((r) => r.counts && r.answer?.contract === 'marketdata-heartbeat');
  const stale = feeds.map((r) => staleFrom(r, world.now));
  if (stale.length === 0 || stale.includes(null)) return null;
  const latest = Math.max(...stale.map((at) => at ?? 0));
  return states.since('market-data-gate', 'stale', Number.isFinite(latest) ? latest : null);
}

/** When this feed went stale by its own contract; `Infinity` if it reports that without a time; null while fresh. */
function staleFrom({ answer, probe }: ProbeResult, now: number): number | null {
  if (answer?.contract !== 'marketdata-heartbeat') return null;
  const { lastTickAt, maxAgeSeconds, forcedStale, status, ok } = answer;
  const limit = judgingLimit(probe.limitSeconds ?? DEFAULT_LIMIT_SECONDS, maxAgeSeconds);
  const ran = lastTickAt === null ? null : lastTickAt + limit * 1000;
  if (ran !== null && ran < now) return ran;
  if (forcedStale || status !== 200 || ok === false) return Number.POSITIVE_INFINITY;
  // A field that cannot be read closes no gate: it is not known what the feed reported.
  const refuses = answer.unreadable === undefined && lastTickAt === null;
  return refuses ? Number.POSITIVE_INFINITY : null;
}

/**
 * Compares the counter with its value at the time when the gate should have been shut; a lower one is another process,
 * from zero.
 */
function evaluateProposals(
  agent: string,
  r: ProbeResult,
  staleSince: number,
  states: StateBuilder,
): ProbeResult {
  const key = `proposals:${agent}:${r.probe.id}:${r.instance}`;
  const held = states.timer(key);
  const total = r.counts && r.answer?.contract === 'metrics' ? r.answer.proposalsTotal : null;
  // A base of an earlier episode of staleness proves nothing about this one.
  const base = held !== undefined && held.since >= staleSince ? held : undefined;
  if (total === null || r.answeredAt === null) {
    if (base !== undefined) states.keep(key);
    return base?.state === RISEN ? { ...r, ...passed(r, staleSince, base.since) } : r;
  }
  if (base?.state === RISEN || (base !== undefined && total > Number(base.state))) {
    const since = base.state === RISEN ? base.since : r.answeredAt;
    states.hold(key, RISEN, since);
    return { ...r, ...passed(r, staleSince, since) };
  }
  if (r.answeredAt < staleSince + GRACE_MS) return r;
  states.hold(key, String(total), base?.since ?? r.answeredAt);
  return r;
}

const RISEN = 'risen';

function passed({ probe: { target } }: ProbeResult, staleSince: number, since: number) {
  const reason = say('probe-proposals-rise', { target: targetName(target), staleAt: staleSince });
  return result('proposes-on-stale', { reason }, since);
}
