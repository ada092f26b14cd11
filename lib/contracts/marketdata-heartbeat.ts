/**
 * The heartbeat of a market data streamer: `/healthz` by contract, where 200 and 503 are both evidence, and the older
 * forms `/heartbeat` and `/ops/status`, which answer 200 whatever the feed does (docs/contracts.md, HTTP).
 */

import { z } from 'zod';
import { contract, instant, type Said } from './contract.ts';
import { fromEpochSeconds, identity, numberOrNull } from './fields.ts';
import { readOpsStatus } from './ops-status.ts';
import { identityProblem, noEvidence, type Reading, type Reply } from './reading.ts';
import { tickOf } from './status-tick.ts';

const says = {
  contract: z.literal('marketdata-heartbeat'),
  /** Whether it answered in the form of the contract, or in the older one, which answers 200 whatever the feed does. */
  form: z.enum(['contract', 'older']).optional(),
  service: z.string(),
  ok: z.boolean(),
  lastTickAt: instant.nullable(),
  reportedAgeSeconds: z.number().nullable(),
  maxAgeSeconds: z.number().nullable(),
  forcedStale: z.boolean(),
};
export type MarketdataHeartbeat = Said<typeof says>;

const byContract = z
  .object({
    service: identity,
    ok: z.boolean(),
    last_tick_epoch_seconds: numberOrNull.optional(),
    age_seconds: numberOrNull.optional(),
    max_age_seconds: numberOrNull.optional(),
    forced_stale: z.boolean().optional(),
  })
  .refine((body) => body.last_tick_epoch_seconds !== undefined || body.age_seconds !== undefined);

const legacyForm = z.object({
  status: z.string(),
  service: identity,
  heartbeat: z.object({
    age_seconds: numberOrNull.optional(),
    stale_threshold_seconds: numberOrNull.optional(),
    is_stale: z.boolean(),
    last_observed_epoch_s: numberOrNull.optional(),
  }),
});

/** Evidence needs the service's name, `ok` (or `is_stale`), and an age or a last tick, which may be null. */
export function readMarketdataHeartbeat(reply: Reply): Reading<MarketdataHeartbeat> {
  const { status, json, answersAs } = reply;
  const value = fromContract(json) ?? fromOlderForm(json);
  if (!value) return fromStatus(reply) ?? noEvidence(status, 'last-tick');
  return identityProblem(value.service, answersAs) ?? { outcome: 'evidence', value };
}

/** Null if the body is not an operations status, or reports no ticks. */
function fromStatus(reply: Reply): Reading<MarketdataHeartbeat> | null {
  const reading = readOpsStatus(reply);
  if (reading.outcome !== 'evidence') return reading.outcome === 'wrong-identity' ? reading : null;
  const tick = tickOf(reading.value, reply);
  if (tick === null) return null;
  const value = {
    contract: 'marketdata-heartbeat',
    form: 'older',
    // The minimum has no service name: it counts as the agent that was asked.
    service: reading.value.service ?? reply.answersAs[0] ?? '',
    maxAgeSeconds: reading.value.staleThresholdSeconds,
    forcedStale: false,
    ...tick,
  } as const;
  return { outcome: 'evidence', value };
}

function fromContract(json: unknown): MarketdataHeartbeat | null {
  const body = byContract.safeParse(json).data;
  if (!body) return null;
  return {
    contract: 'marketdata-heartbeat',
    form: 'contract',
    service: body.service,
    ok: body.ok,
    lastTickAt: fromEpochSeconds(body.last_tick_epoch_seconds ?? null),
    reportedAgeSeconds: body.age_seconds ?? null,
    maxAgeSeconds: body.max_age_seconds ?? null,
    forcedStale: body.forced_stale ?? false,
  };
}

function fromOlderForm(json: unknown): MarketdataHeartbeat | null {
  const body = legacyForm.safeParse(json).data;
  if (!body) return null;
  return {
    contract: 'marketdata-heartbeat',
    form: 'older',
    service: body.service,
    ok: body.status === 'ok' && !body.heartbeat.is_stale,
    lastTickAt: fromEpochSeconds(body.heartbeat.last_observed_epoch_s ?? null),
    reportedAgeSeconds: body.heartbeat.age_seconds ?? null,
    maxAgeSeconds: body.heartbeat.stale_threshold_seconds ?? null,
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
