/** What an operations status says of ticks, for builds that tell of them nowhere else (docs/contracts.md, HTTP). */

import type { OpsStatus } from './ops-status.ts';
import type { Reply } from './reading.ts';

/** Reasons to halt that say nothing about the feed. */
const NOT_OF_THE_FEED = ['KILL_SWITCH', 'EXECUTION_DISABLED'];

export interface StatusTick {
  /** Whether it calls its market data fresh, and nothing in its state speaks against that. */
  ok: boolean;
  /** Epoch ms. */
  lastTickAt: number | null;
  reportedAgeSeconds: number | null;
}

/** Null where it tells of no ticks: a heartbeat of the process is none of the feed. */
export function tickOf(status: OpsStatus, reply: Reply): StatusTick | null {
  return status.state === null ? fromMinimum(status, reply) : fromRich(status);
}

/** The tick's age by the producer's own clock: its heartbeat and the age of that say what time it has. */
function fromRich(status: OpsStatus): StatusTick | null {
  const { marketdataFresh, lastTickAt, heartbeatAt, reportedAgeSeconds: beatAge } = status;
  if (marketdataFresh === null) return null;
  const producerNow = heartbeatAt === null || beatAge === null ? null : heartbeatAt + beatAge * 1000;
  const age = producerNow === null || lastTickAt === null ? null : (producerNow - lastTickAt) / 1000;
  return { ok: marketdataFresh && isWell(status), lastTickAt, reportedAgeSeconds: age };
}

/** Whether its state says nothing against its feed. */
function isWell({ state, reasonCodes, gatingReasons }: OpsStatus): boolean {
  if (state === 'OK' || state === 'MARKET_CLOSED') return true;
  const reasons = [...reasonCodes, ...gatingReasons];
  return state === 'HALTED' && reasons.length > 0 && reasons.every((r) => NOT_OF_THE_FEED.includes(r));
}

/**
 * The stable minimum has an age and no time of the tick: it counts from when it was asked. A process that stands still
 * repeats its age, so its own heartbeat is the tick's time where that is older. It calls itself nothing, so it cannot lie.
 */
function fromMinimum(status: OpsStatus, { askedAt, limitSeconds }: Reply): StatusTick | null {
  const { dataAgeSeconds: age, heartbeatAt } = status;
  if (age === null) return null;
  const lastTickAt = heartbeatAt === null ? null : Math.min(askedAt - age * 1000, heartbeatAt);
  return { ok: age <= limitSeconds, lastTickAt, reportedAgeSeconds: age };
}
