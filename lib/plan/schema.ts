/**
 * The operational plan as data: roster, safety, failure modes, escalation, cadence.
 * The file is YAML; whatever is not in this schema is an error, so that a typing slip cannot silence a rule.
 */

import { z } from 'zod';
import {
  EXECUTION_OUTCOMES,
  type ExecutionOutcome,
  LIVE_EVIDENCE,
  prioritySchema,
  snapshotKindSchema,
  VERDICTS,
  type Verdict,
} from '../vocabulary.ts';
import { agentSchema, kubernetesNameSchema, workloadRefSchema } from './agent-schema.ts';
import { marketHaltSchema, marketSchema } from './market-schema.ts';
import { oncallSchema } from './people-schema.ts';
import { safetySchema } from './safety-schema.ts';
import { textSchema as text } from './text-schema.ts';

export * from './agent-schema.ts';
export * from './safety-schema.ts';

const runbookSlugSchema = z
  .string()
  .regex(/^[a-z0-9_]{1,100}$/, 'the slug of a file in docs/ops/runbooks such as `marketdata_stale`');

const failureSchema = z.strictObject({
  id: kubernetesNameSchema,
  title: text,
  /** How it is recognised: the key of its detector in the registry of `lib/evaluate/failures`. */
  detector: z.string().min(1),
  /** The agents that it is looked for in; all of the roster when left out. */
  agents: z.array(kubernetesNameSchema).min(1).optional(),
  symptom: text,
  causes: z.array(text).min(1),
  action: text,
  verification: text,
  runbook: runbookSlugSchema,
});
export type FailurePlan = z.infer<typeof failureSchema>;

/** Nobody is called because something is well. */
const executionTroubleSchema: z.ZodType<ExecutionOutcome> = z
  .enum(EXECUTION_OUTCOMES)
  .exclude(['proven-off']);
const troubleSchema: z.ZodType<Verdict> = z.enum(VERDICTS).extract(['bad', 'attention', 'unknown']);

/** What makes an escalation fire. */
const escalationConditionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('execution'), outcomes: z.array(executionTroubleSchema).min(1) }),
  z.strictObject({ kind: z.literal('halt-switch-unconfirmed') }),
  z.strictObject({ kind: z.literal('gate-bypassed') }),
  /** `agents`: fires only while the failure is present at one of these; at anyone when left out. */
  z.strictObject({
    kind: z.literal('failure'),
    failure: kubernetesNameSchema,
    agents: z.array(kubernetesNameSchema).min(1).optional(),
  }),
  z.strictObject({
    kind: z.literal('agent'),
    agents: z.array(kubernetesNameSchema).min(1),
    verdicts: z.array(troubleSchema).min(1),
  }),
  /** A subject of one of these criticalities is out of sight: an agent of it, or what the safety proofs rest on. */
  z.strictObject({ kind: z.literal('sight-lost'), criticalities: z.array(prioritySchema).min(1) }),
]);

const escalationSchema = z.strictObject({
  id: kubernetesNameSchema,
  priority: prioritySchema,
  title: text,
  response: text,
  when: escalationConditionSchema,
  /** How long the condition must have held. */
  forSeconds: z.number().min(0).max(86_400).default(0),
  during: z.enum(['always', 'market-hours']).default('always'),
  runbook: runbookSlugSchema.optional(),
});
export type EscalationPlan = z.infer<typeof escalationSchema>;

/**
 * When the condition of a rule is over: once it was clear for so long. One that was there for so much of the last
 * minutes is on and off, which counts as on.
 */
const ruleTimersSchema = z.strictObject({
  clearSeconds: z.number().min(0).max(600).default(30),
  intermittent: z
    .strictObject({
      percent: z.number().min(10).max(100).default(50),
      ofSeconds: z.number().min(60).max(3600).default(600),
    })
    .prefault({}),
});

/**
 * What shows that an item of the cadence was done. What only people can know is `human`, and never claimed done.
 * `sample`: the console's own reading of these agents' heartbeats. `failures`: these failure modes were seen absent.
 * `job`: a run of this CronJob or Job finished, or, where `snapshot` says which, one was taken into the folder of artifacts.
 */
const cadenceEvidenceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sample'), agents: z.array(kubernetesNameSchema).min(1) }),
  z.strictObject({ kind: z.literal('halt-switches') }),
  z.strictObject({ kind: z.literal('execution-off') }),
  z.strictObject({ kind: z.literal('failures'), failures: z.array(kubernetesNameSchema).min(1) }),
  z.strictObject({
    kind: z.literal('job'),
    workload: workloadRefSchema,
    snapshot: z.optional(snapshotKindSchema),
  }),
  /** What changed since the last close was told: images, replicas, modes, settings, ConfigMaps. */
  z.strictObject({ kind: z.literal('changes-since-close') }),
  z.strictObject({ kind: z.literal('human') }),
]);
export type CadenceEvidence = z.infer<typeof cadenceEvidenceSchema>;

/** One thing to do at a time of the market's day; `everyMinutes` repeats it from its start until its end. */
const cadenceSchema = z.strictObject({
  id: kubernetesNameSchema,
  title: text,
  phase: text,
  anchor: z.enum(['open', 'close']),
  offsetMinutes: z.int().min(-960).max(870),
  /** Repeats each so many minutes until the session closes. */
  everyMinutes: z.int().positive().max(390).optional(),
  /** How long it is due: until its next time, or 15 minutes, when left out. */
  graceMinutes: z.int().positive().max(480).optional(),
  /** All of these are needed for it to be done. */
  evidence: z
    .array(cadenceEvidenceSchema)
    .min(1)
    .default([{ kind: 'human' }]),
  /** True for what must hold for as long as it is due, and not only be seen once. */
  throughout: z.boolean().default(false),
  who: text,
  steps: z.array(text).min(1),
  command: text.optional(),
  artifacts: z.array(text).default([]),
  /** How it is done, and what to do where it was not. */
  runbook: runbookSlugSchema.optional(),
});
export type CadencePlan = z.infer<typeof cadenceSchema>;

/** One line of evidence that people must bring, as a text alone or with what of the present is shown beside it. */
const humanEvidenceSchema = z.preprocess(
  (line) => (typeof line === 'string' ? { text: line } : line),
  z.strictObject({ text, shows: z.enum(LIVE_EVIDENCE).optional() }),
);

/** What only people may do, and what they need for it; the product implements none of it (plan, Escalation rules). */
const humanOnlySchema = z.strictObject({
  id: kubernetesNameSchema,
  title: text,
  requires: z.array(text).min(1),
  evidence: z.array(humanEvidenceSchema),
});

/** What to open for a red that is no failure mode of its own. */
const fallbackRunbooksSchema = z.strictObject({
  /** Execution is not proven off. */
  execution: runbookSlugSchema,
  /** An agent is down, missing or does not answer. */
  agentDown: runbookSlugSchema,
  /** The console itself cannot see. */
  consoleBlind: runbookSlugSchema,
  /** A rule of the contracts is broken, and has no runbook of its own. */
  contracts: runbookSlugSchema.optional(),
});

/** Limits of evaluation that are no proof's and no probe's. */
const evaluationSchema = z
  .strictObject({
    /** How long a past event counts, such as an OOM kill: then it is history. */
    evidenceSeconds: z.int().min(60).max(86_400).default(3_600),
  })
  .default({ evidenceSeconds: 3_600 });

export const planSchema = z.strictObject({
  schemaVersion: z.literal(1),
  mesh: z.strictObject({
    name: text,
    /** The namespaces of the mesh: what runs here and is in no roster entry is undeclared. First one is the home. */
    namespaces: z.array(kubernetesNameSchema).min(1),
    market: z.literal('NYSE'),
  }),
  safety: safetySchema,
  evaluation: evaluationSchema,
  /** Whom to call, by priority. */
  oncall: oncallSchema.optional(),
  market: marketSchema.optional(),
  /** Written down by people: no feed tells of them reliably. */
  marketHalts: z.array(marketHaltSchema).default([]),
  agents: z.array(agentSchema).min(1),
  /** Workloads that are known and belong to no agent. */
  otherWorkloads: z.array(workloadRefSchema).default([]),
  failures: z.array(failureSchema),
  escalations: z.array(escalationSchema),
  ruleTimers: ruleTimersSchema.prefault({}),
  cadence: z.array(cadenceSchema),
  humanOnly: z.array(humanOnlySchema).optional(),
  fallbackRunbooks: fallbackRunbooksSchema.optional(),
  /** What to open where a rule of the contracts is broken, by the rule's id. */
  contractRunbooks: z.record(kubernetesNameSchema, runbookSlugSchema).default({}),
  references: z.array(z.strictObject({ path: text, what: text })).default([]),
});
export type Plan = z.infer<typeof planSchema>;
