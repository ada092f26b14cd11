/**
 * The posture: the whole present as one document. Timestamps, never ages: whoever shows it subtracts from the
 * server time of the latest tick. Texts hold no values that change while nothing happens, so that a posture is
 * published again only when a verdict or its evidence changed; what moves each second is in `measured`.
 * `zod/mini`: the page parses these too, and its weight is bounded.
 */

import * as z from 'zod/mini';
import { messageSchema } from './status/message.ts';
import { evidenceSchema, instantSchema, runbookRefSchema, statusFields } from './status/status.ts';
import {
  cadenceStateSchema,
  escalationStateSchema,
  executionOutcomeSchema,
  failureStateSchema,
  prioritySchema,
  sessionStateSchema,
  verdictSchema,
} from './vocabulary.ts';

/** Version of this document's shape: a page that was built for another one asks to be reloaded. */
export const POSTURE_SCHEMA_VERSION = 2;

/** One independent proof that execution is off. Its time of observation is in `measured.proofs[id]`. */
export const proofSchema = z.object({
  id: z.string(),
  label: z.string(),
  verdict: verdictSchema,
  value: z.string(),
  /** Where it comes from, in one line. */
  detail: z.string(),
  source: z.string(),
  limitSeconds: z.number(),
  evidence: z.array(evidenceSchema),
});
export type Proof = z.infer<typeof proofSchema>;

export const executionSchema = z.object({
  outcome: executionOutcomeSchema,
  verdict: verdictSchema,
  /** The verdict as the banner says it, e.g. `EXECUTION OFF`; those words stand here only while it is proven. */
  headline: z.string(),
  /** The same in the past tense, for a page that has frozen, e.g. `EXECUTION WAS OFF`. */
  headlinePast: z.string(),
  sentence: z.string(),
  /** The session in which this is said. */
  session: z.string(),
  since: instantSchema,
  proofs: z.array(proofSchema),
});

/** One thing in *what to do now*, worst first. */
export const actionSchema = z.object({
  id: z.string(),
  severity: prioritySchema,
  verdict: verdictSchema,
  title: z.string(),
  detail: z.string(),
  since: z.nullable(instantSchema),
  agent: z.nullable(z.string()),
  runbook: z.nullable(runbookRefSchema),
  /** `firing`: page now. `pending`: would page at `firesAt`. `symptom`: no rule pages for it. `held`: a gate holds it back. */
  paging: z.enum(['firing', 'pending', 'symptom', 'held']),
  firesAt: z.nullable(instantSchema),
  response: z.nullable(z.string()),
});
export type Action = z.infer<typeof actionSchema>;

/** One rule of the plan's escalation, shown all the time. */
export const escalationSchema = z.object({
  id: z.string(),
  priority: prioritySchema,
  title: z.string(),
  response: z.string(),
  state: escalationStateSchema,
  verdict: verdictSchema,
  /** Why its condition holds, why it does not, or why that cannot be told. */
  because: z.string(),
  /** What holds it back, and when that opens next; null while nothing does. */
  gate: z.nullable(z.object({ name: z.string(), opensAt: z.nullable(instantSchema) })),
  /** Since when its condition has held; null while it does not. */
  since: z.nullable(instantSchema),
  /** When it fires, or fired; null while its condition does not hold, or where nobody can say. */
  firesAt: z.nullable(instantSchema),
  /** How long the condition must have held. */
  forSeconds: z.number(),
  during: z.enum(['always', 'market-hours']),
  agent: z.nullable(z.string()),
  runbook: z.nullable(runbookRefSchema),
});
export type EscalationPosture = z.infer<typeof escalationSchema>;

export const podSchema = z.object({
  name: z.string(),
  namespace: z.string(),
  phase: z.string(),
  ready: z.boolean(),
  terminating: z.boolean(),
  restarts: z.number(),
  node: z.nullable(z.string()),
  /** Of a crash: what the last container that died left behind. */
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
  /** Of HTTP, as last answered; null where nothing came back. */
  status: z.nullable(z.number()),
  limitSeconds: z.nullable(z.number()),
});

export const agentSchema = z.object({
  ...statusFields('agent'),
  name: z.string(),
  aliases: z.array(z.string()),
  role: z.string(),
  /** What is right for it now, in the session that the market's part of this document tells. */
  expected: messageSchema,
  since: instantSchema,
  criticality: prioritySchema,
  owner: z.nullable(z.string()),
  optional: z.boolean(),
  /** True where it is unknown only because the plan itself does not say what it is: nobody on call can settle that. */
  leftOpenByPlan: z.boolean(),
  modeDefault: z.string(),
  /** Modes seen in its workloads and answers; empty when none was seen. */
  modesObserved: z.array(z.string()),
  slo: z.object({ text: z.string(), objectivePercent: z.nullable(z.number()) }),
  /** Age limit of its heartbeat in seconds; null when it has none. The beat itself is in `measured.agents[name]`. */
  heartbeatLimitSeconds: z.nullable(z.number()),
  pods: z.object({
    /** `null` where it does not run in the cluster. */
    desired: z.nullable(z.number()),
    ready: z.nullable(z.number()),
    restarts: z.nullable(z.number()),
    /** What to show instead of numbers, e.g. `Cloud Run`, `job`, `script`. */
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

export const failurePostureSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: failureStateSchema,
  verdict: verdictSchema,
  /** e.g. `Absent`, `Present`, `Cannot tell`. */
  label: z.string(),
  since: z.nullable(instantSchema),
  /** The agents or objects that show it. */
  who: z.array(z.string()),
  /** Why it is present, or why it cannot be told; empty when absent. */
  because: z.string(),
  /** The session in which this is said. */
  session: z.string(),
  symptom: z.string(),
  causes: z.array(z.string()),
  action: z.string(),
  verification: z.string(),
  evidence: z.array(evidenceSchema),
  runbook: z.string(),
});
export type FailurePosture = z.infer<typeof failurePostureSchema>;

export const marketSchema = z.object({
  state: sessionStateSchema,
  /** In the desk's words, e.g. `NYSE open, closes 16:00`. */
  label: z.string(),
  date: z.string(),
  opensAt: z.nullable(instantSchema),
  closesAt: z.nullable(instantSchema),
  early: z.boolean(),
  verdict: verdictSchema,
});

/** What the console can see of one source, and since when it cannot. */
export const sourceSchema = z.object({
  id: z.string(),
  label: z.string(),
  verdict: verdictSchema,
  state: z.string(),
  reason: z.string(),
  /** True where a safety proof rests on it. */
  safety: z.boolean(),
});

/** Whether the console's own credential could do more than read. */
export const permissionsSchema = z.object({
  verdict: verdictSchema,
  value: z.string(),
  detail: z.string(),
  evidence: z.array(evidenceSchema),
});

export const undeclaredSchema = z.object({
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  why: z.string(),
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
  /** New York date of the session; null where the calendar does not say. */
  date: z.nullable(z.string()),
  /** Empty, or why it is not today's. */
  note: z.string(),
  open: z.nullable(instantSchema),
  close: z.nullable(instantSchema),
  items: z.array(
    z.object({
      /** `plan item@09:45`, New York time: unique within the session. */
      id: z.string(),
      title: z.string(),
      phase: z.string(),
      who: z.string(),
      at: instantSchema,
      /** The end of the time in which it is due. */
      until: instantSchema,
      state: cadenceStateSchema,
      verdict: verdictSchema,
      /** What was seen, where and when; or why nothing was. Empty while it is still to come. */
      evidence: z.string(),
    }),
  ),
});
export type CadencePosture = z.infer<typeof cadenceSchema>;

/** What moves while nothing happens: rides on each tick. Keys are the ids of the posture. */
export const measuredSchema = z.object({
  /** When each proof was observed; null: never. */
  proofs: z.record(z.string(), z.nullable(instantSchema)),
  agents: z.record(
    z.string(),
    z.object({
      /** Its last beat by the producer's own timestamp: the oldest one where several runtimes beat. */
      lastBeatAt: z.nullable(instantSchema),
      /** The age that the producer reports itself, in seconds. */
      reportedAgeSeconds: z.nullable(z.number()),
      /** When the console last had an answer. */
      observedAt: z.nullable(instantSchema),
      latencyMs: z.nullable(z.number()),
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
  /** True when the API server says by its version that it is a practice mesh; null while not known. */
  practice: z.nullable(z.boolean()),
});

export const postureSchema = z.object({
  schemaVersion: z.literal(POSTURE_SCHEMA_VERSION),
  /** Digest of all that is said here but `id`, `at` and `measured`. */
  id: z.string(),
  at: instantSchema,
  /** Of the console that said it. */
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
  actions: z.array(actionSchema),
  /** Every rule of the plan, the most urgent first. */
  escalations: z.array(escalationSchema),
  cadence: cadenceSchema,
  /** The next item of the ops cadence; null where the calendar does not say. */
  nextCadence: z.nullable(cadenceItemSchema),
  agents: z.array(agentSchema),
  undeclared: z.array(undeclaredSchema),
  failures: z.array(failurePostureSchema),
  sources: z.array(sourceSchema),
  permissions: permissionsSchema,
  measured: measuredSchema,
});
export type Posture = z.infer<typeof postureSchema>;

/** The light message of each second: server time, sequence, and what moved. */
export const tickSchema = z.object({
  seq: z.number(),
  now: instantSchema,
  postureId: z.string(),
  /** Build of the server: differs from the page's after an upgrade. */
  build: z.string(),
  measured: measuredSchema,
});
export type Tick = z.infer<typeof tickSchema>;
