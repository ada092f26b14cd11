/**
 * The heartbeat of a market data streamer: `/healthz` by contract, where 200 and 503 are both evidence, and the older
 * forms `/heartbeat` and `/ops/status`, which answer 200 whatever the feed does (docs/contracts.md, HTTP).
 */

import { z } from 'zod';
import { contract, instant, type Said } from './contract.ts';
import { asBoolean, asEpochSeconds, asNumber, asText, Fields } from './fields.ts';
import { readOpsStatus } from './ops-status.ts';
import {
  evidenceWith,
  identityProblem,
  noEvidence,
  notReadable,
  type ParseResult,
  type Reply,
} from './parse-result.ts';
import { tickOf } from './status-tick.ts';

const says = {
  contract: z.literal('marketdata-heartbeat'),
  /** Whether it answered in the form of the contract, or in the older one, which answers 200 whatever the feed does. */
  form: z.enum(['contract', 'older']).optional(),
  service: z.string(),
  /** Null where it cannot be read. */
  ok: z.boolean().nullable(),
  lastTickAt: instant.nullable(),
  reportedAgeSeconds: z.number().nullable(),
  maxAgeSeconds: z.number().nullable(),
  forcedStale: z.boolean(),
};
export type MarketdataHeartbeat = Said<typeof says>;

/** Evidence needs the service's name, `ok` (or `is_stale`), and an age or a last tick, which may be null. */
export function readMarketdataHeartbeat(reply: Reply): ParseResult<MarketdataHeartbeat> {
  const body = new Fields(reply.json, reply.askedAt);
  const service = body.name('service');
  const value = service === null ? null : (fromContract(body, service) ?? fromOlderForm(body, service));
  if (value === null) return fromStatus(reply) ?? noEvidence(reply.status, 'last-tick');
  return identityProblem(value.service, reply.answersAs) ?? evidenceWith(value, body.unreadable);
}

/** Null if the body is not an operations status, or reports no ticks. */
function fromStatus(reply: Reply): ParseResult<MarketdataHeartbeat> | null {
  const parsed = readOpsStatus(reply);
  if (parsed.outcome !== 'evidence') return parsed.outcome === 'wrong-identity' ? parsed : null;
  const { unreadable = [], value: status } = parsed;
  const tick = tickOf(status, reply);
  if (tick === null) return unreadable.length > 0 ? notReadable(unreadable) : null;
  const value = {
    contract: 'marketdata-heartbeat',
    form: 'older',
    // The minimum has no service name: it counts as the agent that was asked.
    service: status.service ?? reply.answersAs[0] ?? '',
    maxAgeSeconds: status.staleThresholdSeconds,
    forcedStale: false,
    ...tick,
    // A state that cannot be read is not one in which the feed would be stale.
    ok: tick.ok || unreadable.length === 0 || status.marketdataFresh === false ? tick.ok : null,
  } as const;
  return evidenceWith(value, unreadable);
}

function fromContract(body: Fields, service: string): MarketdataHeartbeat | null {
  if (!body.has('ok') || !(body.has('last_tick_epoch_seconds') || body.has('age_seconds'))) return null;
  return {
    contract: 'marketdata-heartbeat',
    form: 'contract',
    service,
    ok: body.need('ok', asBoolean),
    lastTickAt: body.read('last_tick_epoch_seconds', asEpochSeconds, 'beat'),
    reportedAgeSeconds: body.read('age_seconds', asNumber),
    maxAgeSeconds: body.read('max_age_seconds', asNumber),
    forcedStale: body.read('forced_stale', asBoolean) ?? false,
  };
}

function fromOlderForm(body: Fields, service: string): MarketdataHeartbeat | null {
  if (!body.has('status') || !body.has('heartbeat.is_stale')) return null;
  const stale = body.need('heartbeat.is_stale', asBoolean);
  const word = body.need('status', asText);
  return {
    contract: 'marketdata-heartbeat',
    form: 'older',
    service,
    ok: stale === null || word === null ? null : word === 'ok' && !stale,
    lastTickAt: body.read('heartbeat.last_observed_epoch_s', asEpochSeconds, 'beat'),
    reportedAgeSeconds: body.read('heartbeat.age_seconds', asNumber),
    maxAgeSeconds: body.read('heartbeat.stale_threshold_seconds', asNumber),
    forcedStale: false,
  };
}

export const marketdataHeartbeat = contract({
  says,
  read: readMarketdataHeartbeat,
  beat: {
    of: 'market-data',
    at: ({ lastTickAt }) => lastTickAt,
    claimedLimit: ({ maxAgeSeconds }) => maxAgeSeconds,
  },
});
