/**
 * `/api/v1/sources`: which sources of the mesh are available, their scope and age, the causes of those that are not,
 * and the console's own health. `zod/mini`, since the page parses it too.
 */

import * as z from 'zod/mini';
import { permissionsSchema, probeStateSchema, sourceSchema } from '../posture.ts';
import { messageSchema } from '../status/message.ts';
import { instantSchema } from '../status/status.ts';
import { prioritySchema } from '../vocabulary.ts';
import { document, json } from './define.ts';

/** One source: its status in the posture, and fields that change too often, or matter too little, for the posture. */
const sourceDetailSchema = z.extend(sourceSchema, {
  /** Its scope: the whole cluster, or only these namespaces; null if that is not known. */
  scope: z.nullable(z.union([z.literal('cluster'), z.array(z.string())])),
  /** Start of the last request that was answered in full; null: never. */
  lastSeenAt: z.nullable(instantSchema),
  /** Start of the last request that read the whole scope; null: never. */
  syncedAt: z.nullable(instantSchema),
  /** When a watch last reported an object; null: never, or it is not a watch. */
  lastEventAt: z.nullable(instantSchema),
  /** Since when it is unavailable; null while it is available. */
  blindSince: z.nullable(instantSchema),
  /** How often it was restarted. */
  restarts: z.number(),
  /** The number of unreadable lines and objects so far. */
  unreadable: z.number(),
  /** The number of objects known from it. */
  count: z.number(),
});
export type SourceDetail = z.infer<typeof sourceDetailSchema>;

/** One probe: its status in the posture, and the result of its last attempt. */
const probeDetailSchema = z.extend(probeStateSchema, {
  /** The outcome of the last attempt, e.g. `answered`, `timeout`, `not-configured`; null before the first. */
  outcome: z.nullable(z.string()),
  /** When it was last tried; null: never. */
  triedAt: z.nullable(instantSchema),
  latencyMs: z.nullable(z.number()),
});
export type ProbeDetail = z.infer<typeof probeDetailSchema>;

const agentProbesSchema = z.object({
  name: z.string(),
  criticality: prioritySchema,
  /** Empty if the plan names none: then no probe reads this agent. */
  probes: z.array(probeDetailSchema),
});
export type AgentProbes = z.infer<typeof agentProbesSchema>;

/** An event of the process: when it ended, and how long it lasted. */
const troubleSchema = z.object({ at: instantSchema, seconds: z.number() });

/** The console's own process. */
const consoleSignsSchema = z.object({
  startedAt: instantSchema,
  version: z.string(),
  build: z.string(),
  clockOffsetSeconds: z.number(),
  /** When it last evaluated, and when its posture last changed. */
  evaluatedAt: instantSchema,
  publishedAt: instantSchema,
  viewers: z.number(),
  /** Readers of the stream that were disconnected, since they read nothing. */
  droppedReaders: z.number(),
  /** How late the last tick of the second was, in milliseconds. */
  lateMs: z.number(),
  /** How often no evaluation ran for more than a second, and the last time. */
  stalls: z.number(),
  lastStall: z.nullable(troubleSchema),
  /** How often the system’s clock was set, and by how much the last time. */
  clockSteps: z.number(),
  lastStep: z.nullable(troubleSchema),
  /** Why the served posture may not be current; empty while it is. */
  reasons: z.array(messageSchema),
});
export type ConsoleSigns = z.infer<typeof consoleSignsSchema>;

export const sourcesSchema = z.object({
  at: instantSchema,
  /** From then on it describes the past: nothing of it may be shown as current. */
  validUntil: instantSchema,
  /** Of the posture in force. */
  postureId: z.string(),
  console: consoleSignsSchema,
  cluster: z.object({
    context: z.string(),
    /** The API server's reported version; null before it was read. */
    version: z.nullable(z.string()),
    /** When that was last read; null: never. */
    observedAt: z.nullable(instantSchema),
  }),
  permissions: permissionsSchema,
  /** Worst first, those that a safety proof depends on before the others. */
  sources: z.array(sourceDetailSchema),
  /** Every agent of the plan, in its order. */
  agents: z.array(agentProbesSchema),
});
export type SourcesDocument = z.infer<typeof sourcesSchema>;

export const sourcesDocument = document({
  path: '/api/v1/sources',
  tag: 'present',
  summary: 'What the console reads and asks, how far and how fresh, and what it does not see and why',
  description: 'With how its own process is doing. It tells of the present until `validUntil`.',
  body: json('Sources', sourcesSchema),
  answers: { 200: 'The sources, and until when they may be shown as the present' },
  // Probes are tried each second or two: their status must not look older than it is.
  everyMs: 2_000,
});
