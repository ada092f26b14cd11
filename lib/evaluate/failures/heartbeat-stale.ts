/** Market data is stale: `/healthz` says so, or the last tick is older than its limit (plan, Failure modes matrix). */

import { listed } from '../../messages/lists.ts';
import type { ProbeReading } from '../agents/probes/probe-result.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { absent, cannotTell, earliest, type FailureDetect, present } from './failure.ts';

const STALE = ['stale', 'gate-bypassed'];
const CALM = ['good', 'quiet'];

export const detectHeartbeatStale: FailureDetect = ({ world, agents, plan }) => {
  const readings = agents.flatMap((a) =>
    a.readings.filter((r) => r.limitSeconds !== null).map((r) => ({ agent: a, r })),
  );
  const stale = readings.filter(({ r }) => STALE.includes(r.code));
  if (stale.length > 0)
    return present({
      who: [...new Set(stale.map(({ agent }) => agent.plan.name))],
      because: listed(stale.map(({ r }) => r.reason)) + (mayBeHalted(world, stale) ? EITHER : ''),
      since: earliest(stale.map(({ r }) => r.since)),
      evidence: stale.map(({ r }) => told(r, plan.symptom)),
    });
  const unclear = readings.filter(({ r }) => !CALM.includes(r.code));
  if (unclear.length > 0)
    return cannotTell(
      listed(unclear.map(({ r }) => r.reason || r.state)),
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
  return world.market.state === 'open' && stale.every(({ r }) => r.code === 'stale' && r.since !== null);
}

function told(r: ProbeReading, rule: string) {
  return evidence(`${r.probe.path} heartbeat`, r.reason || 'fresh', r.instance, r.answeredAt, rule);
}
