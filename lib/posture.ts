/**
 * The posture: the current state as one document. It has timestamps, never ages: a reader subtracts from the server
 * time of the latest tick. Texts hold no values that change while nothing happens, so that a posture is published again
 * only if a verdict or its evidence changed; values that move each second are in `measured`. `zod/mini`: the page
 * parses these too, and its weight is bounded.
 */

import * as z from 'zod/mini';
import { cadenceItemStatusSchema } from './status/cadence-item-status.ts';
import { failureStatusSchema } from './status/failure-status.ts';
import { messageSchema } from './status/message.ts';
import { proofSchema } from './status/proof-status.ts';
import { clearSchema, ruleStatusSchema } from './status/rule-status.ts';
import { scopeSchema } from './status/scope.ts';
import { instantSchema, runbookRefSchema, statusFields } from './status/status.ts';
import {
  executionOutcomeSchema,
  prioritySchema,
  sessionStateSchema,
  sloSubjectSchema,
  verdictSchema,
} from './vocabulary.ts';

/** Version of this document's shape: a page that was built for another one asks to be reloaded. */
export const POSTURE_SCHEMA_VERSION = 2;

export const executionSchema = z.object({
  outcome: executionOutcomeSchema,
  verdict: verdictSchema,
  since: instantSchema,
  proofs: z.array(proofSchema),
  /** What was searched for the proofs, and what was not. */
  scope: scopeSchema,
});

/** Somebody to call, by the plan. `contact`: text of any kind; null where it gives none. */
export const contactSchema = z.object({ name: z.string(), contact: z.nullable(z.string()) });
export type Contact = z.infer<typeof contactSchema>;

/** Who is on call for each priority; null: the plan names nobody. */
export const oncallSchema = z.object({
  P0: z.nullable(contactSchema),
  P1: z.nullable(contactSchema),
  P2: z.nullable(contactSchema),
  P3: z.nullable(contactSchema),
});
export type Oncall = z.infer<typeof oncallSchema>;

/** One action, worst first. `actionText` has its words. */
export const actionSchema = z.object({
  id: z.string(),
  severity: prioritySchema,
  verdict: verdictSchema,
  title: messageSchema,
  detail: messageSchema,
  since: z.nullable(instantSchema),
  agent: z.nullable(z.string()),
  runbook: z.nullable(runbookRefSchema),
  /**
   * `firing`: page now. `pending`: will page at `firesAt`. `symptom`: no rule pages for it. `waiting`: a gate delays
   * it.
   */
  paging: z.enum(['firing', 'pending', 'symptom', 'waiting']),
  firesAt: z.nullable(instantSchema),
  /** There only while the condition of its rule is clear, and not yet for long enough. */
  clear: z.optional(clearSchema),
  response: z.nullable(messageSchema),
});
export type Action = z.infer<typeof actionSchema>;

export const podSchema = z.object({
  name: z.string(),
  namespace: z.string(),
  phase: z.string(),
  ready: z.boolean(),
  terminating: z.boolean(),
  restarts: z.number(),
  node: z.nullable(z.string()),
  /** Of a crash: the last exit of the container that died. */
  lastExit: z.nullable(
    z.object({
      code: z.nullable(z.number()),
      reason: z.nullable(z.string()),
      message: z.nullable(z.string()),
      at: z.nullable(instantSchema),
    }),
  ),
  waiting: z.nullable(z.object({ reason: z.string(), message: z.nullable(z.string()) })),
});

/** A probe of an agent, as last tried. Its times and latencies are in `measured`. */
export const probeStateSchema = z.object({
  /** `id`: of the probe in the plan, which several instances may answer. */
  ...statusFields('probe'),
  /** What it asks for, by the plan. */
  probeKind: z.string(),
  /** The pod or service that was asked. */
  instance: z.string(),
  path: z.string(),
  /** Of HTTP, as last answered; null if nothing came back. */
  status: z.nullable(z.number()),
  limitSeconds: z.nullable(z.number()),
});

export const agentSchema = z.object({
  ...statusFields('agent'),
  name: z.string(),
  aliases: z.array(z.string()),
  role: z.string(),
  /** Its expectation now, in the session of this document's market part. */
  expected: messageSchema,
  since: instantSchema,
  criticality: prioritySchema,
  owner: z.nullable(z.string()),
  /** How to reach the owner; null where the plan does not say. */
  ownerContact: z.nullable(z.string()),
  optional: z.boolean(),
  /** True if it is unknown only because the plan itself does not say what it is: nobody on call can settle that. */
  leftOpenByPlan: z.boolean(),
  modeDefault: z.string(),
  /** Modes seen in its workloads and answers; empty when none was seen. */
  modesObserved: z.array(z.string()),
  slo: z.object({
    text: z.string(),
    objectivePercent: z.nullable(z.number()),
    /** What it is of; the agent as a whole when left out. */
    of: z.optional(sloSubjectSchema),
  }),
  /** Age limit of its heartbeat in seconds; null when it has none. The beat itself is in `measured.agents[name]`. */
  heartbeatLimitSeconds: z.nullable(z.number()),
  pods: z.object({
    /** `null` if it does not run in the cluster. */
    desired: z.nullable(z.number()),
    ready: z.nullable(z.number()),
    restarts: z.nullable(z.number()),
    /** How many of those that run some probe has not asked of late; left out where each was. */
    notAsked: z.optional(z.number()),
    /** Shown instead of numbers, e.g. `Cloud Run`, `job`, `script`. */
    place: z.nullable(z.string()),
    list: z.array(podSchema),
  }),
  probes: z.array(probeStateSchema),
  workloads: z.array(
    z.object({
      kind: z.string(),
      namespace: z.string(),
      name: z.string(),
      desired: z.nullable(z.number()),
      ready: z.nullable(z.number()),
      image: z.nullable(z.string()),
    }),
  ),
});
export type AgentPosture = z.infer<typeof agentSchema>;

/** The market's day; `marketLabel` (`lib/messages/market.ts`) has its words. */
export const marketSchema = z.object({
  /** Of the market, e.g. `NYSE`. */
  name: z.string(),
  state: sessionStateSchema,
  /** The New York date. */
  date: z.string(),
  /** Of the session of that date; null if there is none. */
  opensAt: z.nullable(instantSchema),
  closesAt: z.nullable(instantSchema),
  early: z.boolean(),
  /** New York date of the first session that is still to open; null past the calendar. */
  nextSession: z.nullable(z.string()),
  /** The basis of the hours of the session, or of the next one: the exchange's publication or its rules alone. */
  basis: z.nullable(z.enum(['published', 'rule'])),
  /** A market-wide halt that people declared, and that is on now. */
  halt: z.nullable(z.object({ level: z.number() })),
  /** What people declare of this day or of what holds now: their word stands against the calendar's. */
  declared: z.nullable(
    z.object({
      kind: z.enum(['closure', 'early-close', 'halt']),
      reason: z.nullable(z.string()),
      who: z.nullable(z.string()),
      source: z.nullable(z.string()),
    }),
  ),
  verdict: verdictSchema,
});

/**
 * One source: if it can be read, its scope, and since when not; `sourceText` (`lib/messages/sources.ts`) has its words.
 */
export const sourceSchema = z.object({
  ...statusFields('source'),
  label: z.string(),
  /** True if a safety proof depends on it. */
  safety: z.boolean(),
});

/** If the console's own credential could do more than read. */
export const permissionsSchema = z.object(statusFields('permission'));

export const undeclaredSchema = z.object({
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  code: z.enum(['not-in-plan']),
});

export const cadenceItemSchema = z.object({
  id: z.string(),
  title: z.string(),
  at: instantSchema,
  who: z.string(),
  phase: z.string(),
});

/**
 * The cadence of one session. Steps, commands and artifacts stand in the plan's document, under the part of `id`
 * before `@`.
 */
export const cadenceSchema = z.object({
  /** New York date of the session; null if the calendar does not cover it. */
  date: z.nullable(z.string()),
  /** Why it is not simply today's; null if it is. */
  note: z.nullable(messageSchema),
  open: z.nullable(instantSchema),
  close: z.nullable(instantSchema),
  items: z.array(cadenceItemStatusSchema),
});
export type CadencePosture = z.infer<typeof cadenceSchema>;

/** Values that move while nothing happens, sent with each tick. Keys are the ids of the posture. */
export const measuredSchema = z.object({
  /** When each proof was observed; null: never. */
  proofs: z.record(z.string(), z.nullable(instantSchema)),
  agents: z.record(
    z.string(),
    z.object({
      /** Its last heartbeat by the producer's own timestamp: the oldest one if it has several runtimes. */
      lastBeatAt: z.nullable(instantSchema),
      /** The age that the producer reports itself, in seconds. */
      reportedAgeSeconds: z.nullable(z.number()),
      /** When the console last had an answer. */
      observedAt: z.nullable(instantSchema),
      latencyMs: z.nullable(z.number()),
      /** Seconds between two questions, where many pods have their turn; left out: as the plan says. */
      everySeconds: z.optional(z.number()),
    }),
  ),
  sources: z.record(z.string(), z.nullable(instantSchema)),
});
export type Measured = z.infer<typeof measuredSchema>;

export const meshSchema = z.object({
  name: z.string(),
  home: z.string(),
  namespaces: z.array(z.string()),
  context: z.string(),
  /** True if the API server's version marks a practice mesh; null while not known. */
  practice: z.nullable(z.boolean()),
});

export const postureSchema = z.object({
  schemaVersion: z.literal(POSTURE_SCHEMA_VERSION),
  /**
   * Digest of the evaluated state of the mesh, without `console` and without the times of the last observations. The
   * same in every process.
   */
  id: z.string(),
  at: instantSchema,
  /** Of the console that made it. */
  console: z.object({
    version: z.string(),
    build: z.string(),
    clockOffsetSeconds: z.number(),
    startedAt: instantSchema,
  }),
  mesh: meshSchema,
  plan: z.object({
    file: z.string(),
    digest: z.string(),
    verdict: verdictSchema,
    /** Empty, or why the file on disk is not the plan in force. */
    problems: z.array(z.string()),
  }),
  market: marketSchema,
  execution: executionSchema,
  oncall: oncallSchema,
  actions: z.array(actionSchema),
  /** Every rule of the plan, the most urgent first. */
  escalations: z.array(ruleStatusSchema),
  cadence: cadenceSchema,
  /** The next item of the ops cadence; null if the calendar does not cover it. */
  nextCadence: z.nullable(cadenceItemSchema),
  agents: z.array(agentSchema),
  undeclared: z.array(undeclaredSchema),
  failures: z.array(failureStatusSchema),
  sources: z.array(sourceSchema),
  permissions: permissionsSchema,
  measured: measuredSchema,
});
export type Posture = z.infer<typeof postureSchema>;

/** The light message of each second: server time, sequence, and the values that moved. */
export const tickSchema = z.object({
  seq: z.number(),
  now: instantSchema,
  postureId: z.string(),
  /** Build of the server: differs from the page's after an upgrade. */
  build: z.string(),
  measured: measuredSchema,
});
export type Tick = z.infer<typeof tickSchema>;
