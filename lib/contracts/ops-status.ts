/** `GET /ops/status` of strategy runtimes and market data: the richer form, and the stable minimum (docs/contracts.md). */

import { z } from 'zod';
import { AGENT_MODES } from '../vocabulary.ts';
import { contract, instant, type Said } from './contract.ts';
import { asBoolean, asNumber, asOneOf, asText, asTime, asWords, Fields } from './fields.ts';
import { evidenceWith, identityProblem, noEvidence, type ParseResult, type Reply } from './parse-result.ts';
import { spokenOrders } from './spoken-orders.ts';

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

/** Paths of what orders depend on that are read as such. */
const READ = new Set([
  'agent_mode',
  'agent_identity.agent_mode',
  'safety.safe_to_execute_orders',
  'safety.kill_switch',
]);

/** The rich form wins if a body has both. The minimum names no service, so its identity cannot be checked. */
export function readOpsStatus({ status, json, askedAt, answersAs }: Reply): ParseResult<OpsStatus> {
  const body = new Fields(json, askedAt);
  const rich = body.name('service_name') !== null && body.has('status.state');
  if (!rich && !isMinimum(body)) return noEvidence(status, 'status-or-heartbeat');
  const stranger = strangerIn(body, answersAs);
  if (stranger !== null) return stranger;
  const value = rich ? fromRich(body) : fromMinimum(body);
  return evidenceWith(value, [...body.unreadable, ...spokenOrders(json, READ)]);
}

function isMinimum(body: Fields): boolean {
  return body.has('last_heartbeat') && ['uptime', 'agent_mode', 'build_sha'].some((path) => body.has(path));
}

/** Every name that it gives must be one of the agent's; a name that is there and no name is unreadable. */
function strangerIn(body: Fields, answersAs: readonly string[]) {
  for (const path of ['service_name', 'service', 'agent_identity.agent_name']) {
    const name = body.name(path);
    const stranger = name === null ? null : identityProblem(name, answersAs);
    if (stranger !== null) return stranger;
    if (name === null) body.read(path, asText);
  }
  return null;
}

function fromRich(body: Fields): OpsStatus {
  return {
    contract: 'ops-status',
    service: body.name('service_name'),
    // An unknown state is reported as it is written: null would mean the minimum form.
    state: body.need('status.state', asText) ?? 'UNREADABLE',
    summary: body.shown('status.summary'),
    reasonCodes: reasons(body, 'status.reason_codes'),
    gatingReasons: reasons(body, 'safety.gating_reasons'),
    heartbeatAt: body.read('heartbeat.last_heartbeat_utc', asTime, 'beat'),
    reportedAgeSeconds: body.read('heartbeat.age_seconds', asNumber),
    ttlSeconds: body.read('heartbeat.ttl_seconds', asNumber),
    mode: body.read('agent_identity.agent_mode', asOneOf(AGENT_MODES), 'orders'),
    killSwitch: body.read('safety.kill_switch', asBoolean, 'kill-switch'),
    marketdataFresh: body.read('marketdata.is_fresh', asBoolean),
    dataAgeSeconds: null,
    lastTickAt: body.read('marketdata.last_tick_utc', asTime),
    lastCycleAt: body.read('last_cycle_at', asTime),
    staleThresholdSeconds: body.read('marketdata.stale_threshold_seconds', asNumber),
    safeToExecute: body.read('safety.safe_to_execute_orders', asBoolean, 'orders'),
  };
}

/** Codes are compared with known ones, which are upper case. */
function reasons(body: Fields, path: string): string[] {
  return (body.read(path, asWords) ?? []).map((code) => code.toUpperCase());
}

function fromMinimum(body: Fields): OpsStatus {
  return {
    contract: 'ops-status',
    service: body.name('service_name') ?? body.name('service'),
    state: null,
    summary: null,
    reasonCodes: [],
    gatingReasons: [],
    heartbeatAt: body.read('last_heartbeat', asTime, 'beat'),
    // `data_freshness_seconds` is the age of the data, not of this heartbeat.
    reportedAgeSeconds: null,
    ttlSeconds: null,
    mode: body.read('agent_mode', asOneOf(AGENT_MODES), 'orders'),
    killSwitch: null,
    marketdataFresh: null,
    dataAgeSeconds: body.read('data_freshness_seconds', asNumber),
    lastTickAt: null,
    lastCycleAt: body.read('last_cycle_at', asTime),
    staleThresholdSeconds: null,
    safeToExecute: null,
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
