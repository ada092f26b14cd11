/**
 * One entry of the plan's agent roster, with its contract (plan, Agent roster and Agent contracts).
 */

import { z } from 'zod';
import { type ProbeKind, probeKindSchema } from '../contracts/registry.ts';
import {
  agentModeSchema,
  prioritySchema,
  sessionStateSchema,
  sloClockSchema,
  sloSubjectSchema,
  WORKLOAD_KINDS,
  workloadKindSchema,
} from '../vocabulary.ts';
import { personSchema } from './people-schema.ts';
import { showsSlo } from './slo-probes.ts';
import { textSchema as text } from './text-schema.ts';

export type { ProbeKind };

const pathSchema = z.string().regex(/^\/\S{0,1000}$/, 'an absolute path such as `/healthz`');
/** A name as Kubernetes allows it (RFC 1123 subdomain). */
export const kubernetesNameSchema = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, 'a lower-case Kubernetes name such as `execution-agent`');
export const environmentNameSchema = z
  .string()
  .regex(
    /^[A-Z_][A-Z0-9_]{0,253}$/,
    'the name of an environment variable such as `MARKET_INGEST_SERVICE_URL`',
  );

/** A kind of an add-on, by its name and group. */
const ADD_ON_KIND = /^[A-Z][A-Za-z0-9]*(?:\.[a-z0-9]([-a-z0-9]*[a-z0-9])?){2,}$/;

/** `Deployment`, or `Rollout.argoproj.io`. Any other text is reported as a slip in one of the first. */
const refKindSchema = z.string().superRefine((kind, context) => {
  if (ADD_ON_KIND.test(kind) || workloadKindSchema.safeParse(kind).success) return;
  context.issues.push({ code: 'invalid_value', values: [...WORKLOAD_KINDS], input: kind });
});

/** A workload that runs (a part of) an agent. Without a namespace it may live in any namespace of the mesh. */
export const workloadRefSchema = z.strictObject({
  kind: refKindSchema,
  name: kubernetesNameSchema,
  namespace: kubernetesNameSchema.optional(),
  note: text.optional(),
});

/**
 * Where a probe goes: to every running pod of a workload, to a base URL that the environment holds, or to no server at all
 * but to a ConfigMap of the cluster, which is watched.
 */
const probeTargetSchema = z.discriminatedUnion('via', [
  z.strictObject({
    via: z.literal('workload'),
    workload: kubernetesNameSchema,
    port: z.int().min(1).max(65535),
    service: kubernetesNameSchema.optional(),
  }),
  z.strictObject({ via: z.literal('url'), urlEnv: environmentNameSchema }),
  z.strictObject({
    via: z.literal('config-map'),
    namespace: kubernetesNameSchema,
    configMap: kubernetesNameSchema,
  }),
]);
export type ProbeTarget = z.infer<typeof probeTargetSchema>;

/** The part of a ConfigMap that its keys are in, as a path within the object. */
const CONFIG_DATA = '/data/';

/** The key of a ConfigMap that a probe reads. */
export function configKeyOf(probe: { path: string }): string {
  return probe.path.slice(CONFIG_DATA.length);
}

/** One health question, asked by HTTP GET only. `limitSeconds`: the age over which its heartbeat is stale. */
const probeFields = z.strictObject({
  id: kubernetesNameSchema,
  kind: probeKindSchema,
  /** Of an answer by HTTP; of a ConfigMap, where its value stands in the object, such as `/data/last_seen`. */
  path: pathSchema,
  /**
   * What older builds answer instead, in order: asked where the path before answers without evidence. Of Firestore,
   * documents of the whole database, whatever tenant the path is of.
   */
  fallbacks: z.array(pathSchema).min(1).max(3).optional(),
  target: probeTargetSchema,
  /** Seconds between questions; by the agent's criticality when left out (P0 1, P1 2, others 5). */
  intervalSeconds: z.number().positive().max(300).optional(),
  limitSeconds: z.number().positive().max(86_400).optional(),
  /** The identities that a body may give as its own; the agent's name and aliases when left out. */
  answersAs: z.array(text).min(1).optional(),
  /** True where builds may lack the endpoint: that it does not answer says nothing of its agent. */
  optional: z.boolean().optional(),
  /** The variable that holds the key which the endpoint wants, and the header that carries it to this target alone. */
  keyEnv: environmentNameSchema.optional(),
  keyHeader: z
    .string()
    .regex(/^X-(?!Remote-)[A-Za-z0-9-]{1,60}$/i, 'a header of its own such as `X-Api-Key`')
    .optional(),
});

const probeSchema = probeFields
  .refine((probe) => (probe.keyEnv === undefined) === (probe.keyHeader === undefined), {
    path: ['keyEnv'],
    message: 'keyEnv and keyHeader together, or neither',
  })
  .refine((probe) => (probe.kind === 'config-heartbeat') === (probe.target.via === 'config-map'), {
    path: ['target'],
    message: 'a target via config-map for the kind config-heartbeat, and for no other',
  })
  .refine((probe) => probe.target.via !== 'config-map' || /^\/data\/[-._a-zA-Z0-9]+$/.test(probe.path), {
    path: ['path'],
    message: 'the place of the value in the ConfigMap such as `/data/last_seen`',
  });
export type ProbePlan = z.infer<typeof probeSchema>;

/** What a probe asks, by the name that people know it by: a workload, a variable with a URL, or a ConfigMap. */
export function targetName(target: ProbeTarget): string {
  switch (target.via) {
    case 'workload':
      return target.workload;
    case 'url':
      return target.urlEnv;
    case 'config-map':
      return target.configMap;
  }
}

const sloSchema = z.strictObject({
  text,
  /** A fraction such as 0.999 is no percentage: nobody promises less than half of the time. */
  objectivePercent: z
    .number()
    .refine((percent) => percent >= 50 && percent <= 100, 'a percentage from 50 to 100 such as 99.9')
    .nullable(),
  clock: sloClockSchema,
  /** What must be shown for a minute to be good; the agent as a whole when left out. */
  of: z.optional(sloSubjectSchema),
});
export type SloPlan = z.infer<typeof sloSchema>;

/** When an agent is meant to run: always, only when a person starts it, or never by default. */
const RUN_EXPECTATIONS = ['always', 'on-demand', 'off'] as const;
const runExpectationSchema = z.enum(RUN_EXPECTATIONS);

/**
 * One line of a contract, as a text alone or with how the running state shows it: `check` names rules of
 * `features/conformance`, `unseen` says why it, or what is left of it, cannot be seen from the console.
 */
const contractLineSchema = z.preprocess(
  (line) => (typeof line === 'string' ? { text: line } : line),
  z.strictObject({
    text,
    check: z
      .preprocess((id) => (typeof id === 'string' ? [id] : id), z.array(kubernetesNameSchema).min(1))
      .optional(),
    unseen: text.optional(),
  }),
);
export type ContractLine = z.infer<typeof contractLineSchema>;

const contractSchema = z.strictObject({
  must: z.array(contractLineSchema),
  mustNever: z.array(contractLineSchema),
  endpoints: z.array(z.strictObject({ path: text, what: text })),
  safetyDependencies: z.array(contractLineSchema),
});

const agentFields = z.strictObject({
  name: kubernetesNameSchema,
  aliases: z.array(kubernetesNameSchema).default([]),
  role: text,
  kind: z.enum(['marketdata', 'strategy', 'execution', 'ingest', 'ops']),
  modeDefault: agentModeSchema,
  modeNote: text.optional(),
  runs: runExpectationSchema,
  /** True where the plan says "optional" or "if used": its absence is not a failure. */
  optional: z.boolean().default(false),
  inputs: z.array(text),
  outputs: z.array(text),
  criticality: prioritySchema,
  criticalityNote: text.optional(),
  /** `null` where the plan says unassigned: a gap that is shown. */
  owner: z.union([text, personSchema]).nullable(),
  restartPolicy: text,
  /**
   * The kubelet's probes that the plan recommends, by path; the conformance table compares them with what runs.
   * `either`: the plan asks for a probe at this path and leaves open of which kind.
   */
  recommendedProbes: z
    .strictObject({
      liveness: pathSchema.optional(),
      readiness: pathSchema.optional(),
      either: pathSchema.optional(),
    })
    .optional(),
  /** Sessions in which an agent that people start is meant to run; at any time when left out. */
  runsDuring: z.array(sessionStateSchema).min(1).optional(),
  slo: sloSchema,
  contract: contractSchema,
  workloads: z.array(workloadRefSchema),
  /**
   * What runs (a part of) it on Cloud Run. `parentEnv`: the variable that holds `projects/<project>/locations/<location>`;
   * that project is searched.
   */
  cloudRun: z
    .strictObject({
      service: kubernetesNameSchema.optional(),
      job: kubernetesNameSchema.optional(),
      workerPool: kubernetesNameSchema.optional(),
      urlEnv: environmentNameSchema.optional(),
      parentEnv: environmentNameSchema.optional(),
    })
    .refine(({ service, job, workerPool }) => (service ?? job ?? workerPool) !== undefined, {
      message: 'a service, a job or a workerPool',
    })
    .optional(),
  /** Set where the plan does not say which workload this agent is: why, in one line. */
  workloadUndeclared: text.optional(),
  probes: z.array(probeSchema).default([]),
});

/** An SLO that no probe shows could never have a good minute. */
export const agentSchema = agentFields.refine(
  ({ slo: { of = 'agent' }, probes }) =>
    of === 'agent' || probes.some(({ kind, optional }) => !optional && showsSlo(of, kind)),
  {
    path: ['slo', 'of'],
    message:
      'what a probe of the agent shows: a probe of kind process-health for health-endpoint, one with a heartbeat for heartbeat, neither of them optional',
  },
);
export type AgentPlan = z.infer<typeof agentSchema>;
