/**
 * The legacy API of the roster's `mission-control`: `/ops/health`, `/ops/status`, `/api/v1/agents`, `/api/v1/safety`
 * and `/api/v1/events/recent`, in its own vocabulary (docs/contracts.md, Legacy API). It is smaller than the
 * posture's: unproven reads as not good.
 */

import { z } from 'zod';
import { document, json } from '#lib/documents/define.ts';
import { REFRESH } from '#lib/documents/parameters.ts';

/** UTC, ISO 8601. */
const instant = z.iso.datetime();

/** Agent kinds of the legacy API; other kinds are left out. */
export const LEGACY_KINDS = ['marketdata', 'strategy', 'execution', 'ingest'] as const;
const LEGACY_CRITICALITIES = ['critical', 'important', 'optional'] as const;
export type LegacyCriticality = (typeof LEGACY_CRITICALITIES)[number];
const LEGACY_STATES = ['OK', 'DEGRADED', 'HALTED', 'MARKET_CLOSED', 'OFFLINE', 'UNKNOWN'] as const;
export type LegacyState = (typeof LEGACY_STATES)[number];

/** Answer of one endpoint of an agent. */
const endpointSchema = z.strictObject({
  /** True only if its last answer still counts and reads well; a status of 200 alone is not that. */
  ok: z.boolean(),
  status_code: z.int().nullable(),
  latency_ms: z.number().nullable(),
  error: z.string().nullable(),
});
export type LegacyEndpoint = z.infer<typeof endpointSchema>;

/** An agent's own richer answer at its `/ops/status`; keys beyond these are kept as they came, redacted. */
export const agentStatusSchema = z.looseObject({
  service_name: z.string(),
  status: z.looseObject({ state: z.enum(LEGACY_STATES) }),
});

export const legacyAgentSchema = z.strictObject({
  agent_name: z.string(),
  kind: z.enum(LEGACY_KINDS),
  criticality: z.enum(LEGACY_CRITICALITIES),
  /** Its name within the cluster; empty for what runs outside. */
  service_dns: z.string(),
  expected_endpoints: z.array(z.string()),
  /** True: an answer of every one of its instances counts now. False: seen not to run, or not to answer. Null: not known. */
  online: z.boolean().nullable(),
  last_poll_at: instant.nullable(),
  endpoints: z.strictObject({
    healthz: endpointSchema.nullable(),
    ops_status: endpointSchema.nullable(),
    heartbeat: endpointSchema.nullable(),
  }),
  /** Null if it has not answered so, where that answer is no longer the present, or if it is not believed. */
  ops_status: agentStatusSchema.nullable(),
  /** The console's evaluation of it. */
  ops: z.strictObject({
    state: z.enum(LEGACY_STATES),
    summary: z.string(),
    reason_codes: z.array(z.string()),
    last_updated_utc: instant,
  }),
  /** Its last answer, believed or not, redacted; null if it cannot be read. */
  raw_ops_status_redacted: z.record(z.string(), z.unknown()).nullable(),
});
export type LegacyAgent = z.infer<typeof legacyAgentSchema>;

/** True only while every switch is confirmed halted. `source: null`: it cannot be confirmed, which reads as false. */
const killSwitchSchema = z.strictObject({ execution_halted: z.boolean(), source: z.string().nullable() });
export type LegacyKillSwitch = z.infer<typeof killSwitchSchema>;

export const legacyStatusSchema = z.strictObject({
  ts: instant,
  kill_switch: killSwitchSchema,
  last_poll_cycle_at: instant.nullable(),
  agents: z.array(legacyAgentSchema),
});
export type LegacyStatus = z.infer<typeof legacyStatusSchema>;

export const legacyAgentsSchema = z.strictObject({ ts: instant, agents: z.array(legacyAgentSchema) });
export const legacyAgentDocumentSchema = z.strictObject({ ts: instant, agent: legacyAgentSchema });

/** One agent that brings market data. */
const feedSchema = z.strictObject({
  agent_name: z.string(),
  criticality: z.enum(LEGACY_CRITICALITIES),
  /** True only while its data is proven fresh now. */
  is_fresh: z.boolean(),
  last_tick_utc: instant.nullable(),
  stale_threshold_seconds: z.number().nullable(),
  /** Why it is not called fresh; null while it is. */
  reason: z.string().nullable(),
});
export type LegacyFeed = z.infer<typeof feedSchema>;

export const legacySafetySchema = z.strictObject({
  ts: instant,
  kill_switch: killSwitchSchema,
  marketdata: z.strictObject({
    /** True only while there are critical ones, and every one is proven fresh. */
    all_critical_fresh: z.boolean(),
    agents: z.array(feedSchema),
  }),
});
export type LegacySafety = z.infer<typeof legacySafetySchema>;

const eventSchema = z.strictObject({
  ts: instant,
  /** The agent, or `execution`. */
  agent_name: z.string(),
  summary: z.string(),
});
/** Newest first. */
export const legacyEventsSchema = z.strictObject({ ts: instant, events: z.array(eventSchema) });
export type LegacyEvents = z.infer<typeof legacyEventsSchema>;

/** The console's own process: that it answers, and no more. */
export const legacyHealthSchema = z.strictObject({
  status: z.literal('ok'),
  service: z.literal('mission-control'),
  ts: instant,
});
export type LegacyHealth = z.infer<typeof legacyHealthSchema>;

const MAX_EVENTS = 500;
const tag = 'legacy API';

export const legacyHealthDocument = document({
  path: '/ops/health',
  tag,
  summary: 'The process answers',
  description: 'As /healthz, with the time.',
  body: json('LegacyHealth', legacyHealthSchema),
  answers: { 200: 'It does' },
});

export const legacyStatusDocument = document({
  path: '/ops/status',
  tag,
  summary: 'Kill switch and agents in the older words',
  description: 'What is not proven reads as not good.',
  query: REFRESH,
  body: json('LegacyStatus', legacyStatusSchema),
  answers: { 200: 'The present' },
});

export const legacyAgentsDocument = document({
  path: '/api/v1/agents',
  tag,
  summary: 'The agents of the kinds marketdata, strategy, execution and ingest',
  description: 'Agents of other kinds are not told of. What is not proven reads as not good.',
  query: REFRESH,
  body: json('LegacyAgents', legacyAgentsSchema),
  answers: { 200: 'The agents in the plan’s order' },
});

export const legacyAgentDocument = document({
  path: '/api/v1/agents/{name}',
  tag,
  summary: 'One agent of these kinds',
  description: 'What is not proven reads as not good.',
  variable: { description: 'Its name or an alias', example: 'feed' },
  query: REFRESH,
  body: json('LegacyAgent', legacyAgentDocumentSchema),
  answers: { 200: 'The agent' },
  problems: { 404: 'There is none; `detail` is agent_not_found' },
});

export const legacySafetyDocument = document({
  path: '/api/v1/safety',
  tag,
  summary: 'The kill switch confirmed halted or not, and the critical market data proven fresh or not',
  description: 'What is not proven reads as false.',
  query: REFRESH,
  body: json('LegacySafety', legacySafetySchema),
  answers: { 200: 'The present' },
});

export const legacyEventsDocument = document({
  path: '/api/v1/events/recent',
  tag,
  summary: 'What changed lately, newest first',
  description: 'Only changes since this process began.',
  query: {
    limit: {
      takes: { kind: 'whole-number', most: MAX_EVENTS },
      description: `At most so many changes, 1 to ${MAX_EVENTS}; 100 when left out`,
      example: '100',
    },
  },
  body: json('LegacyEvents', legacyEventsSchema),
  answers: { 200: 'The changes' },
});
