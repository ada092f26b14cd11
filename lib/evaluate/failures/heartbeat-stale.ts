/** Market data is stale: `/healthz` says so, or the last tick is older than its limit (plan, Failure modes matrix). */

import { textOn } from '../../messages/dated.ts';
import { probeReason, probeSaid } from '../../messages/status/probe.ts';
import { familyOf, type ProbeFamily } from '../../status/probe.ts';
import type { ProbeResult } from '../agents/probes/probe-result.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { earliest, type FailureDetect, failure } from './failure.ts';
import { absentWhereAsked } from './pod-failures.ts';

const STALE: readonly ProbeFamily[] = ['stale', 'gate-bypassed'];
const CALM: readonly ProbeFamily[] = ['good', 'quiet'];

export const detectHeartbeatStale: FailureDetect = ({ world, agents, plan }) => {
  const results = agents.flatMap((a) =>
    a.results.filter((r) => r.limitSeconds !== null).map((r) => ({ agent: a, r })),
  );
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
