/** `GET /ops/status` of strategy runtimes and market data: the richer form, and the stable minimum (docs/contracts.md). */

import { z } from 'zod';
import { contract, instant, type Said } from './contract.ts';
import { booleanOrNull, identity, instantOrNull, numberOrNull, textList, textOrNull } from './fields.ts';
import { identityProblem, noEvidence, type Reading, type Reply } from './reading.ts';

const says = {
  contract: z.literal('ops-status'),
  service: z.string().nullable(),
  /** `OK DEGRADED HALTED MARKET_CLOSED OFFLINE UNKNOWN`; null in the stable minimum. */
  state: z.string().nullable(),
  summary: z.string().nullable(),
  reasonCodes: z.array(z.string()),
  gatingReasons: z.array(z.string()),
  heartbeatAt: instant.nullable(),
  reportedAgeSeconds: z.number().nullable(),
  ttlSeconds: z.number().nullable(),
  mode: z.string().nullable(),
  killSwitch: z.boolean().nullable(),
  marketdataFresh: z.boolean().nullable(),
  /** The age of the data that it sees, where it says that instead of a verdict. */
  dataAgeSeconds: z.number().nullable(),
  /** The last tick and the last cycle that it tells of: its payload, which must move while it beats. */
  lastTickAt: instant.nullable(),
  lastCycleAt: instant.nullable(),
  /** The age over which it calls its own market data stale. */
  staleThresholdSeconds: z.number().nullable(),
  safeToExecute: z.boolean().nullable(),
};
export type OpsStatus = Said<typeof says>;

const richForm = z.object({
  service_name: identity,
  status: z.object({ state: identity, summary: textOrNull.optional(), reason_codes: textList.optional() }),
  agent_identity: z.object({ agent_name: identity.optional(), agent_mode: textOrNull.optional() }).nullish(),
  heartbeat: z
    .object({
      last_heartbeat_utc: instantOrNull.optional(),
      age_seconds: numberOrNull.optional(),
      ttl_seconds: numberOrNull.optional(),
    })
    .nullish(),
  marketdata: z
    .object({
      is_fresh: booleanOrNull.optional(),
      last_tick_utc: instantOrNull.optional(),
      stale_threshold_seconds: numberOrNull.optional(),
    })
    .nullish(),
  last_cycle_at: instantOrNull.optional(),
  safety: z
    .object({
      kill_switch: booleanOrNull.optional(),
      safe_to_execute_orders: booleanOrNull.optional(),
      gating_reasons: textList.optional(),
    })
    .nullish(),
});

const minimalForm = z
  .object({
    last_heartbeat: z.string().nullable(),
    uptime: numberOrNull.optional(),
    data_freshness_seconds: numberOrNull.optional(),
    last_cycle_at: instantOrNull.optional(),
    agent_mode: textOrNull.optional(),
    build_sha: textOrNull.optional(),
    service_name: identity.optional(),
    service: identity.optional(),
  })
  .refine(
    (body) => body.uptime !== undefined || body.agent_mode !== undefined || body.build_sha !== undefined,
  );

/** The rich form wins if a body has both. The minimum names no service, so its identity cannot be checked. */
export function readOpsStatus({ status, json, answersAs }: Reply): Reading<OpsStatus> {
  const rich = richForm.safeParse(json).data;
  if (rich) return fromRich(rich, answersAs);
  const minimal = minimalForm.safeParse(json).data;
  if (minimal) return fromMinimal(minimal, answersAs);
  return noEvidence(status, 'status-or-heartbeat');
}

function fromRich(body: z.infer<typeof richForm>, answersAs: readonly string[]): Reading<OpsStatus> {
  const names = [body.service_name, body.agent_identity?.agent_name].filter((name) => name !== undefined);
  const stranger = names.map((name) => identityProblem(name, answersAs)).find((problem) => problem !== null);
  if (stranger) return stranger;
  return {
    outcome: 'evidence',
    value: {
      contract: 'ops-status',
      service: body.service_name,
      state: body.status.state,
      summary: body.status.summary ?? null,
      reasonCodes: body.status.reason_codes ?? [],
      gatingReasons: body.safety?.gating_reasons ?? [],
      heartbeatAt: body.heartbeat?.last_heartbeat_utc ?? null,
      reportedAgeSeconds: body.heartbeat?.age_seconds ?? null,
      ttlSeconds: body.heartbeat?.ttl_seconds ?? null,
      mode: body.agent_identity?.agent_mode ?? null,
      killSwitch: body.safety?.kill_switch ?? null,
      marketdataFresh: body.marketdata?.is_fresh ?? null,
      dataAgeSeconds: null,
      lastTickAt: body.marketdata?.last_tick_utc ?? null,
      lastCycleAt: body.last_cycle_at ?? null,
      staleThresholdSeconds: body.marketdata?.stale_threshold_seconds ?? null,
      safeToExecute: body.safety?.safe_to_execute_orders ?? null,
    },
  };
}

function fromMinimal(body: z.infer<typeof minimalForm>, answersAs: readonly string[]): Reading<OpsStatus> {
  const service = body.service_name ?? body.service ?? null;
  const stranger = service === null ? null : identityProblem(service, answersAs);
  if (stranger) return stranger;
  return {
    outcome: 'evidence',
    value: {
      contract: 'ops-status',
      service,
      state: null,
      summary: null,
      reasonCodes: [],
      gatingReasons: [],
      heartbeatAt: instantOrNull.parse(body.last_heartbeat),
      // `data_freshness_seconds` is the age of the data, not of this heartbeat.
      reportedAgeSeconds: null,
      ttlSeconds: null,
      mode: body.agent_mode ?? null,
      killSwitch: null,
      marketdataFresh: null,
      dataAgeSeconds: body.data_freshness_seconds ?? null,
      lastTickAt: null,
      lastCycleAt: body.last_cycle_at ?? null,
      staleThresholdSeconds: null,
      safeToExecute: null,
    },
  };
}

export const opsStatus = contract({
  says,
  read: readOpsStatus,
  beat: {
    of: 'process',
    at: ({ heartbeatAt }) => heartbeatAt,
    claimedLimit: ({ ttlSeconds }) => ttlSeconds,
  },
});
