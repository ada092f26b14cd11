/** Market data is stale: `/healthz` says so, or the last tick is older than its limit (plan, Failure modes matrix). */

import { listed } from '../../messages/lists.ts';
import { probeReason, probeSaid } from '../../messages/status/probe.ts';
import { text } from '../../messages/text.ts';
import { familyOf, type ProbeFamily } from '../../status/probe.ts';
import type { ProbeReading } from '../agents/probes/probe-result.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { absent, cannotTell, earliest, type FailureDetect, present } from './failure.ts';

const STALE: readonly ProbeFamily[] = ['stale', 'gate-bypassed'];
const CALM: readonly ProbeFamily[] = ['good', 'quiet'];

export const detectHeartbeatStale: FailureDetect = ({ world, agents, plan }) => {
  const readings = agents.flatMap((a) =>
    a.readings.filter((r) => r.limitSeconds !== null).map((r) => ({ agent: a, r })),
  );
  const stale = readings.filter(({ r }) => STALE.includes(familyOf(r)));
  if (stale.length > 0)
    return present({
      who: [...new Set(stale.map(({ agent }) => agent.plan.name))],
      because: listed(stale.map(({ r }) => text(probeReason(r)))) + (mayBeHalted(world, stale) ? EITHER : ''),
      since: earliest(stale.map(({ r }) => r.since)),
      evidence: stale.map(({ r }) => told(r, plan.symptom)),
    });
  const unclear = readings.filter(({ r }) => !CALM.includes(familyOf(r)));
  if (unclear.length > 0)
    return cannotTell(
      listed(unclear.map(({ r }) => text(probeSaid(r)))),
      unclear.map(({ agent }) => agent.plan.name),
    );
  return readings.length === 0
    ? cannotTell('no agent that this is looked for in has a heartbeat')
    : absent(readings.map(({ r }) => told(r, plan.verification)));
};

/** Silence in a session has two readings; nothing that is read here tells of halts. */
const EITHER = '. Either the feed is dead or trading is halted market-wide: nothing here tells which';

/** Whether a market-wide halt would look just so: in a session, with ticks that were there and stopped. */
function mayBeHalted(world: World, stale: readonly { r: ProbeReading }[]): boolean {
  return world.market.state === 'open' && stale.every(({ r }) => familyOf(r) === 'stale' && r.since !== null);
}

function told(r: ProbeReading, rule: string) {
  return evidence(
    `${r.probe.path} heartbeat`,
    text(probeReason(r)) || 'fresh',
    r.instance,
    r.answeredAt,
    rule,
  );
}
