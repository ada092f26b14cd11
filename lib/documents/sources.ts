/**
 * `/api/v1/sources`: what the console can see of the mesh, how far and how fresh, what it cannot and why, and how it is
 * doing itself. `zod/mini`, since the page parses it too.
 */

import * as z from 'zod/mini';
import { permissionsSchema, probeStateSchema, sourceSchema } from '../posture.ts';
import { messageSchema } from '../status/message.ts';
import { instantSchema } from '../status/status.ts';
import { prioritySchema } from '../vocabulary.ts';
import { document, json } from './define.ts';

/** One source: what the posture says of it, and what moves too often, or matters too little, to stand there. */
const sourceDetailSchema = z.extend(sourceSchema, {
  /** How far it sees: the whole cluster, or only these namespaces; null where that is not known. */
  scope: z.nullable(z.union([z.literal('cluster'), z.array(z.string())])),
  /** Start of the last request that was answered in full; null: never. */
  lastSeenAt: z.nullable(instantSchema),
  /** Start of the last request that read all there is; null: never. */
  syncedAt: z.nullable(instantSchema),
  /** When a watch last told of an object; null: never, or it is none. */
  lastEventAt: z.nullable(instantSchema),
  /** Since when blind; null while it is seen. */
  blindSince: z.nullable(instantSchema),
  /** How often it began anew. */
  restarts: z.number(),
  /** Lines and objects that could not be read so far. */
  unreadable: z.number(),
  /** Objects that are known from it. */
  count: z.number(),
});
export type SourceDetail = z.infer<typeof sourceDetailSchema>;

/** One probe: what the posture says of it, and how its last attempt went. */
const probeDetailSchema = z.extend(probeStateSchema, {
  /** How the last attempt went, e.g. `answered`, `timeout`, `not-configured`; null before the first. */
  outcome: z.nullable(z.string()),
  /** When it was last tried; null: never. */
  triedAt: z.nullable(instantSchema),
  latencyMs: z.nullable(z.number()),
});
export type ProbeDetail = z.infer<typeof probeDetailSchema>;

const agentProbesSchema = z.object({
  name: z.string(),
  criticality: prioritySchema,
  /** Empty where the plan names none: then nobody hears this agent. */
  probes: z.array(probeDetailSchema),
});
export type AgentProbes = z.infer<typeof agentProbesSchema>;

/** Something that happened to the process: when it was over, and how long it lasted. */
const troubleSchema = z.object({ at: instantSchema, seconds: z.number() });

/** The console's own process. */
const consoleSignsSchema = z.object({
  startedAt: instantSchema,
  version: z.string(),
  build: z.string(),
  clockOffsetSeconds: z.number(),
  /** When it last judged, and when what it says last changed. */
  evaluatedAt: instantSchema,
  publishedAt: instantSchema,
  viewers: z.number(),
  /** Readers of the stream that were let go, having taken nothing. */
  droppedReaders: z.number(),
  /** How late its last beat of the second was, in milliseconds. */
  lateMs: z.number(),
  /** How often nothing was judged for more than a second, and the last time. */
  stalls: z.number(),
  lastStall: z.nullable(troubleSchema),
  /** How often the system’s clock was set, and by how much the last time. */
  clockSteps: z.number(),
  lastStep: z.nullable(troubleSchema),
  /** Why what is served may not be the present; empty while it is. */
  reasons: z.array(messageSchema),
});
export type ConsoleSigns = z.infer<typeof consoleSignsSchema>;

export const sourcesSchema = z.object({
  at: instantSchema,
  /** From then on it tells of the past: nothing of it may be shown as true now. */
  validUntil: instantSchema,
  /** Of the posture that was in force. */
  postureId: z.string(),
  console: consoleSignsSchema,
  cluster: z.object({
    context: z.string(),
    /** What the API server says of itself; null before it has. */
    version: z.nullable(z.string()),
    /** When that was last read; null: never. */
    observedAt: z.nullable(instantSchema),
  }),
  permissions: permissionsSchema,
  /** Worst first, those that safety rests on before the others. */
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
  // Probes are tried each second or two: what is told of them must not look older than it is.
  everyMs: 2_000,
});
