/** The ticks in an operations status, for builds that report them nowhere else (docs/contracts.md, HTTP). */

import type { OpsStatus } from './ops-status.ts';
import type { Reply } from './parse-result.ts';

/** Reasons to halt that say nothing about the feed. */
const NOT_OF_THE_FEED = ['KILL_SWITCH', 'EXECUTION_DISABLED'];

export interface StatusTick {
  /** True if it calls its market data fresh, and nothing in its state contradicts that. */
  ok: boolean;
  /** Epoch ms. */
  lastTickAt: number | null;
  reportedAgeSeconds: number | null;
}

/** Null if it reports no ticks: a heartbeat of the process is not one of the feed. */
export function tickOf(status: OpsStatus, reply: Reply): StatusTick | null {
  return status.state === null ? fromMinimum(status, reply) : fromRich(status);
}

/** The tick's age by the producer's own clock, which follows from its heartbeat and the age of that. */
function fromRich(status: OpsStatus): StatusTick | null {
  const { marketdataFresh, lastTickAt, heartbeatAt, reportedAgeSeconds: beatAge } = status;
  if (marketdataFresh === null) return null;
  const producerNow = heartbeatAt === null || beatAge === null ? null : heartbeatAt + beatAge * 1000;
  const age = producerNow === null || lastTickAt === null ? null : (producerNow - lastTickAt) / 1000;
  return { ok: marketdataFresh && isWell(status), lastTickAt, reportedAgeSeconds: age };
}

/** True if nothing in its state contradicts a healthy feed. */
function isWell({ state, reasonCodes, gatingReasons }: OpsStatus): boolean {
  if (state === 'OK' || state === 'MARKET_CLOSED') return true;
  const reasons = [...reasonCodes, ...gatingReasons];
  return state === 'HALTED' && reasons.length > 0 && reasons.every((r) => NOT_OF_THE_FEED.includes(r));
}

/**
 * The stable minimum has an age and no time of the tick: the age counts from the request. A frozen process repeats its
 * age, so its own heartbeat is the tick's time if that is older. It makes no claim about itself, so none can be false.
 */
function fromMinimum(status: OpsStatus, { askedAt, limitSeconds }: Reply): StatusTick | null {
  const { dataAgeSeconds: age, heartbeatAt } = status;
  if (age === null) return null;
  const lastTickAt = heartbeatAt === null ? null : Math.min(askedAt - age * 1000, heartbeatAt);
  return { ok: age <= limitSeconds, lastTickAt, reportedAgeSeconds: age };
}
