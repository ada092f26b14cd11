/**
 * Market data is stale: `/healthz` says so, the last tick is older than its limit, or the producer is down and shows none
 * (plan, Failure modes matrix).
 */

import { textOn } from '../../messages/dated.ts';
import { probeReason, probeSaid } from '../../messages/status/probe.ts';
import { familyOf, type ProbeFamily } from '../../status/probe.ts';
import { distinct } from '../../status/same.ts';
import type { EvaluatedAgent } from '../agents/agent.ts';
import { beatsOfData } from '../agents/probes/answer.ts';
import type { ProbeResult } from '../agents/probes/probe-result.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { earliest, type FailureDetect, failure } from './failure.ts';
import { silencesOf } from './no-fresh-tick.ts';
import { absentWhereAsked } from './pod-failures.ts';

const STALE: readonly ProbeFamily[] = ['stale', 'gate-bypassed'];
const CALM: readonly ProbeFamily[] = ['good', 'quiet'];

export const detectHeartbeatStale: FailureDetect = ({ world, agents, plan }) => {
  const results = agents.flatMap((agent) => beatsOf(agent).map((r) => ({ agent, r })));
  const stale = results.filter(({ r }) => STALE.includes(familyOf(r)));
  if (stale.length > 0)
    return failure(
      mayBeHalted(world, stale) ? 'market-data-stale-or-halted' : 'market-data-stale',
      {
        who: [...new Set(stale.map(({ agent }) => agent.plan.name))],
        since: earliest(stale.map(({ r }) => r.since)),
        evidence: stale.map(({ r }) => told(world, r, plan.symptom)),
      },
      { said: stale.map(({ r }) => probeReason(r)) },
    );
  const silences = agents.flatMap((agent) => silencesOf(world, agent, beatsOf(agent), plan.symptom));
  if (silences.length > 0)
    return failure(
      'no-fresh-tick',
      {
        who: [...new Set(silences.map(({ agent }) => agent.plan.name))],
        since: earliest(silences.map(({ since }) => since)),
        evidence: silences.map((s) => s.evidence),
      },
      { said: distinct(silences.map(({ said }) => said)) },
    );
  const unclear = results.filter(({ r }) => !CALM.includes(familyOf(r)));
  if (unclear.length > 0)
    return failure(
      'heartbeats-unclear',
      { who: unclear.map(({ agent }) => agent.plan.name) },
      { said: unclear.map(({ r }) => probeSaid(r)) },
    );
  return results.length === 0
    ? failure('no-heartbeat', {})
    : absentWhereAsked(
        world,
        results.map(({ r }) => r),
        results.map(({ r }) => told(world, r, plan.verification)),
      );
};

/** Its heartbeats of market data; those of a process where it has no other. */
function beatsOf({ results }: EvaluatedAgent): ProbeResult[] {
  const beats = results.filter((r) => r.limitSeconds !== null && familyOf(r) !== 'not-offered');
  const ofData = beats.filter((r) => beatsOfData(r.probe.kind));
  return ofData.length > 0 ? ofData : beats;
}

/**
 * True if a market-wide halt would look the same: in a session, with ticks that were there and stopped. Nothing here
 * reads halts.
 */
function mayBeHalted(world: World, stale: readonly { r: ProbeResult }[]): boolean {
  return world.market.state === 'open' && stale.every(({ r }) => familyOf(r) === 'stale' && r.since !== null);
}

function told(world: World, r: ProbeResult, rule: string) {
  return evidence(
    `${r.probe.path} heartbeat`,
    textOn(probeReason(r), world.now) || 'fresh',
    r.instance,
    r.answeredAt,
    rule,
  );
}
