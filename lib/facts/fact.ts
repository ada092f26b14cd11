/**
 * A fact is one observation of a source: subject, kind, value, time and source. It contains no evaluation. `value:
 * null` means that the subject is known to be gone. Times are epoch milliseconds.
 */

import { z } from 'zod';
import { type AnswerValue, answerValueSchema } from '../contracts/registry.ts';
import { messageSchema } from '../status/message.ts';
import { snapshotKindSchema } from '../vocabulary.ts';

export type { AnswerValue };

const instant = z.number();
const name = z.string();

/** The source of an environment variable's value. Secrets are named, never read. */
export const environmentEntrySchema = z.object({
  name,
  origin: z.enum(['literal', 'config-map', 'secret', 'field', 'other']),
  /** Of a literal what may be kept: a harmless word, or what the plan's switches and gates need; null otherwise. */
  value: z.string().nullable(),
  /** True if a literal is not empty: a credential in the spec is a leak, an empty one is not. */
  filled: z.boolean(),
  /** For `config-map`: which ConfigMap (same namespace) and key. */
  ref: z.object({ configMap: name, key: name, optional: z.boolean() }).nullable(),
  /** For `secret`: the name of the Secret, which is never read. */
  secret: name.optional(),
  /** A keyed hash of a literal's value: two equal ones tell that it is the same, and none tells which. */
  mark: z.string().optional(),
  /** Executors of the plan that its value names as a module or command; of the value itself nothing is kept for it. */
  names: z.array(name).optional(),
  /** Settings that speak of orders and that its value holds, as an object or as options; `?`: set, and not kept. */
  settings: z.array(z.object({ name, value: z.string() })).optional(),
});
export type EnvironmentEntry = z.infer<typeof environmentEntrySchema>;

/** A probe of the kubelet: the path and port that it asks by HTTP, the number of a named one; both null if it does not ask by HTTP. */
const kubeletProbeSchema = z.object({ path: z.string().nullable(), port: z.string().nullable() });

const mountSchema = z.object({
  path: z.string(),
  /** The ConfigMap or Secret behind it; a Secret is named, never read. */
  configMap: name.nullable(),
  secret: name.nullable(),
  /** Only this key or folder of the volume is mounted, at `path` itself. */
  subPath: z.string().nullable(),
  /** The files of the volume, if it picks some of the keys; null: all of them. */
  files: z.array(z.object({ key: z.string(), path: z.string() })).nullable(),
  /** The pod starts without the file when the ConfigMap does not exist. */
  optional: z.boolean(),
});

export const containerSpecSchema = z.object({
  name,
  image: z.string(),
  role: z.enum(['main', 'init', 'ephemeral']),
  /** `command` of the spec, redacted and cut: the program that replaces the image's own entrypoint. */
  command: z.array(z.string()),
  /** `args` of the spec, redacted and cut. */
  args: z.array(z.string()),
  /** The command lines that the kubelet runs beside it: hooks of its start and stop, and probes. Redacted and cut. */
  hooks: z.array(z.array(z.string())).optional(),
  /** Executors of the plan that further parts of its spec name, such as `serviceAccount=execution-agent`. */
  traces: z.array(z.string()).optional(),
  /** Images that it mounts as volumes. */
  volumeImages: z.array(z.string()).optional(),
  environment: z.array(environmentEntrySchema),
  /** ConfigMaps and Secrets taken whole by `envFrom`: the spec does not show which variables they set. */
  environmentFrom: z.array(
    z.object({ kind: z.enum(['config-map', 'secret']), name, prefix: z.string().optional() }),
  ),
  mounts: z.array(mountSchema),
  probes: z.object({
    liveness: kubeletProbeSchema.nullable(),
    readiness: kubeletProbeSchema.nullable(),
    startup: kubeletProbeSchema.nullable(),
  }),
  /** The resources that are requested and bounded, by name, such as `cpu` and `memory`. */
  resources: z.object({ requests: z.array(z.string()), limits: z.array(z.string()) }),
});
export type ContainerSpec = z.infer<typeof containerSpecSchema>;

/** The controller that owns an object. `group` is empty for Kubernetes' core group. */
const ownerSchema = z.object({ kind: name, name, group: z.string() });

export const objectIdentity = { namespace: name, name, uid: z.string(), resourceVersion: z.string() };

const workloadConditionSchema = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
  message: z.string().nullable(),
  /** When its status last changed. */
  since: instant.nullable(),
});
export type WorkloadCondition = z.infer<typeof workloadConditionSchema>;

/** An object that makes pods, such as a Deployment, reduced to the fields that are evaluated and shown. */
export const workloadValueSchema = z.object({
  ...objectIdentity,
  /** Of an add-on with its group, such as `Rollout.argoproj.io`. */
  kind: name,
  labels: z.record(z.string(), z.string()),
  /** Redacted and cut. */
  annotations: z.record(z.string(), z.string()),
  /** Labels and annotations of its pod template. */
  podLabels: z.record(z.string(), z.string()),
  podAnnotations: z.record(z.string(), z.string()),
  owner: ownerSchema.nullable(),
  createdAt: instant.nullable(),
  /** Wanted replicas; for a Job its parallelism while not finished; for a CronJob 0 when suspended, else 1. */
  desired: z.number(),
  /** `status.replicas`, or active pods. */
  actual: z.number(),
  ready: z.number(),
  /** True if its status is of an older spec: its controller has not taken up the last change. */
  lagging: z.boolean().optional(),
  /** Its controller's conditions that are evaluated, such as `Progressing`. Left out: it reports none. */
  conditions: z.array(workloadConditionSchema).optional(),
  /** How long a rollout may take, if its spec bounds it. */
  progressDeadlineSeconds: z.number().optional(),
  /** Jobs: finished how, with no pod left. CronJobs: null. */
  finished: z.enum(['complete', 'failed']).nullable(),
  /** Jobs: when it finished; CronJobs: last time scheduled. */
  lastRunAt: instant.nullable(),
  containers: z.array(containerSpecSchema),
  /** Objects that hold (a part of) its pod templates, in its namespace, or in none for a kind without namespaces. */
  uses: z.array(z.object({ kind: name, namespace: name, name })).optional(),
  /** What starts it without a person. Left out: nothing but its wanted count. */
  startsBy: z.enum(['request', 'event', 'node']).optional(),
});
export type WorkloadValue = z.infer<typeof workloadValueSchema>;

export const containerStateSchema = z.object({
  name,
  ready: z.boolean(),
  restarts: z.number(),
  state: z.enum(['waiting', 'running', 'terminated', 'unknown']),
  reason: z.string().nullable(),
  message: z.string().nullable(),
  startedAt: instant.nullable(),
  lastExit: z
    .object({
      code: z.number().nullable(),
      reason: z.string().nullable(),
      message: z.string().nullable(),
      at: instant.nullable(),
      /** When the run began that ended so. */
      startedAt: instant.nullable().optional(),
    })
    .nullable(),
  /** The image that the node runs, or last ran; left out while the node does not say. */
  ran: z
    .object({
      digest: z.string(),
      /** `node`: the id of the image's configuration, which no registry knows. */
      knownTo: z.enum(['registry', 'node']),
      /** The container runtime, such as `containerd`. */
      runtime: z.string(),
    })
    .optional(),
});
export type ContainerState = z.infer<typeof containerStateSchema>;

export const podValueSchema = z.object({
  ...objectIdentity,
  labels: z.record(z.string(), z.string()),
  /** Redacted and cut. */
  annotations: z.record(z.string(), z.string()),
  /** The controller that owns it, and that controller's own workload if a ReplicaSet is in between. */
  owner: ownerSchema.nullable(),
  workload: z.object({ kind: name, name }).nullable(),
  createdAt: instant.nullable(),
  phase: z.string(),
  reason: z.string().nullable(),
  terminating: z.boolean(),
  /** When its containers must have ended, once it is deleted. */
  endsBy: instant.optional(),
  ready: z.boolean(),
  node: name.nullable(),
  /** When it got its node; left out if that is not recorded. */
  scheduledAt: instant.optional(),
  /** How long its containers may take to end once it is deleted. */
  graceSeconds: z.number(),
  /** Its address within the cluster; null until it has one. */
  ip: z.string().nullable(),
  /** Why the scheduler cannot place it; null if it is placed or the reason is not yet known. */
  unschedulable: z.string().nullable(),
  containers: z.array(containerSpecSchema),
  states: z.array(containerStateSchema),
});
export type PodValue = z.infer<typeof podValueSchema>;

export const autoscalerValueSchema = z.object({
  ...objectIdentity,
  target: z.object({ kind: name, name }),
  min: z.number(),
  max: z.number(),
  /** Made by KEDA: that one raises its target from 0 too, which a plain HPA never does. */
  keda: z.boolean(),
});

export const nodeValueSchema = z.object({
  name,
  uid: z.string(),
  resourceVersion: z.string(),
  ready: z.boolean().nullable(),
  /** When its condition Ready last changed, by the API server's time; null if unknown. */
  readySince: instant.nullable(),
  /** Keys of its taints, such as `node.kubernetes.io/out-of-service`. */
  taints: z.array(z.string()),
  /** Conditions such as `MemoryPressure` that are True. */
  pressures: z.array(z.string()),
  /** Such as `linux/amd64`. */
  platform: z.string().optional(),
});

/** A ConfigMap that the plan names, with only the keys that it names. */
export const configValueSchema = z.object({
  ...objectIdentity,
  data: z.record(z.string(), z.string()),
  /** Those of the plan's keys that stand in `binaryData`: they are there, and their bytes are not read. */
  binaryKeys: z.array(z.string()),
  /** Keyed hashes of all values, by key. */
  marks: z.record(z.string(), z.string()).optional(),
  immutable: z.boolean(),
  createdAt: instant.nullable(),
  /** When its data last changed, by `managedFields`; null if the API server does not record it. */
  changedAt: instant.nullable(),
});
export type ConfigValue = z.infer<typeof configValueSchema>;

export const eventValueSchema = z.object({
  ...objectIdentity,
  involved: z.object({ kind: name, namespace: name, name }),
  reason: z.string(),
  message: z.string(),
  count: z.number(),
  lastAt: instant.nullable(),
});

/** What Cloud Run can run a program as. */
export const CLOUD_RUN_KINDS = ['service', 'job', 'worker-pool', 'instance'] as const;
export type CloudRunKind = (typeof CLOUD_RUN_KINDS)[number];

/** An object of Cloud Run that runs a program, as the Admin API lists it. */
export const cloudRunValueSchema = z.object({
  kind: z.enum(CLOUD_RUN_KINDS),
  project: name,
  region: name,
  name,
  labels: z.record(z.string(), z.string()),
  /**
   * With manual scaling the instance count is fixed; automatic scaling serves requests even at a minimum of 0. A job
   * runs when somebody or something executes it.
   */
  scaling: z.enum(['automatic', 'manual', 'on-demand']),
  /** The fixed count with manual scaling, else null. */
  manualInstances: z.number().nullable(),
  minInstances: z.number().nullable(),
  /** Of a job: its latest execution; null: it never ran, or this is no job. */
  lastRun: z.enum(['running', 'succeeded', 'failed', 'cancelled', 'unknown']).nullable(),
  containers: z.array(containerSpecSchema),
  /** Why it may not run as it is read here; null if it does. */
  gap: z.nullable(messageSchema),
});
export type CloudRunValue = z.infer<typeof cloudRunValueSchema>;

/** The search of Cloud Run: in which projects and regions, when each was last read in full, and why not. */
export const cloudSearchValueSchema = z.object({
  /** `excluded`: by the operator. `unset`: no project is configured. */
  state: z.enum(['searching', 'excluded', 'unset']),
  cause: z.nullable(messageSchema),
  projects: z.array(
    z.object({
      id: name,
      /** Why not all of its regions are known. */
      cause: z.nullable(messageSchema),
      regions: z.array(
        z.object({
          name,
          /** Start of the last search that read every list to its end; null: never. */
          searchedAt: instant.nullable(),
          /** Why the last search did not; null if it did. */
          cause: z.nullable(messageSchema),
        }),
      ),
    }),
  ),
});
export type CloudSearch = z.infer<typeof cloudSearchValueSchema>;

/** The status of a source: if it is available, its scope, and since when it is unavailable. That is a fact too. */
export const sourceAvailabilitySchema = z.object({
  label: z.string(),
  /**
   * `absent`: the cluster does not have this kind, so there is nothing to read. `unasked`: this credential may not ask,
   * and no verdict needs the answer.
   */
  state: z.enum(['starting', 'seen', 'blind', 'absent', 'unasked']),
  /** Its scope: the whole cluster or some namespaces. */
  scope: z.union([z.literal('cluster'), z.array(name)]),
  /** Why it is unavailable or incomplete; null if it reads its whole scope. */
  cause: z.nullable(messageSchema),
  /** Start of the last request that was answered in full; null: never. */
  lastSeenAt: instant.nullable(),
  /**
   * Start of the last request that read the whole scope, as a watch does at its start and a poll each time; null:
   * never.
   */
  syncedAt: instant.nullable(),
  /** Receipt of the last event of a watch with an object, bookmarks left out; null: none, or not a watch. */
  lastEventAt: instant.nullable(),
  /** The number of unreadable lines and objects so far; an object that stays unreadable counts each time. */
  unreadable: z.number(),
  /** Since when it is unavailable; null while available. */
  blindSince: instant.nullable(),
  restarts: z.number(),
  count: z.number(),
});
export type SourceAvailability = z.infer<typeof sourceAvailabilitySchema>;

/**
 * A watch and a GET that report different states of one object for longer than one poll. `null` as the value: they
 * agree again.
 */
export const disagreementValueSchema = z.object({
  kind: name,
  namespace: name,
  name,
  /** The state by each of them, e.g. `0 wanted, 0 running`, `not there`. */
  watch: messageSchema,
  poll: messageSchema,
  /** The object as one of them has it, by which evaluation classifies it; both null for a ConfigMap. */
  workload: workloadValueSchema.nullable(),
  pod: podValueSchema.nullable(),
});
export type DisagreementValue = z.infer<typeof disagreementValueSchema>;

/** A permission of the credential beyond reading: one rule of the API server's answer, cut to the fields that matter. */
const permissionRuleSchema = z.object({
  verbs: z.array(z.string()),
  /** With their group, such as `deployments.apps`, or paths that are not resources; `*`: all. */
  resources: z.array(z.string()),
  /** Only these objects; empty: all of them. */
  names: z.array(z.string()),
  /** The namespaces that it holds in, of those that were asked about. */
  namespaces: z.array(name),
});
export type Power = z.infer<typeof permissionRuleSchema>;

/** The API server's answer about the console's own permissions (SelfSubjectRulesReview, one for each namespace). */
export const permissionsValueSchema = z.object({
  /** `off`: the review is switched off. `asked`: it was asked, and answered unless `failure` has a reason. */
  review: z.enum(['asked', 'off']),
  /** Start of the first request of the last review that was answered in full; null: never. */
  checkedAt: instant.nullable(),
  /** Why the last attempt was not answered; null while it was. */
  failure: z.nullable(messageSchema),
  /** The namespaces of the answer; permissions in others are not known. */
  namespaces: z.array(name),
  /** The API server itself reports that its list may be incomplete. */
  incomplete: z.boolean(),
  evaluationError: z.string().nullable(),
  /** All permissions beyond reading, reading Secrets included; the first ones, the widest before the narrow. */
  powers: z.array(permissionRuleSchema),
  /** The number of further permissions. */
  morePowers: z.number(),
});
export type PermissionsValue = z.infer<typeof permissionsValueSchema>;

/** The outcome of one probe attempt. `answered` only means that HTTP came back whole; the evidence is in the `answer`. */
export const PROBE_OUTCOMES = [
  'answered',
  'not-configured',
  'no-endpoints',
  'proxy-error',
  'unreachable',
  'timeout',
  'too-large',
  'redirected',
  'unparsable',
  'unreadable',
  'no-evidence',
  'wrong-identity',
  'forbidden',
] as const;
export const probeValueSchema = z.object({
  agent: name,
  probe: name,
  instance: name,
  outcome: z.enum(PROBE_OUTCOMES),
  status: z.number().nullable(),
  latencyMs: z.number().nullable(),
  /** Its result; foreign text is redacted. */
  message: messageSchema,
  /** Seconds between two questions, where there are too many pods to ask each as often as the plan says. */
  everySeconds: z.number().optional(),
  /** When the agent itself last answered over HTTP, whatever it said; left out: never. */
  heardAt: instant.optional(),
});
export type ProbeValue = z.infer<typeof probeValueSchema>;

/** What the API server says of itself. `practice`: its version carries the build metadata `+practice`. */
export const clusterValueSchema = z.object({ version: z.string(), practice: z.boolean() });

/** What discovery tells of the kinds that the cluster serves besides Kubernetes' own. */
export const servedKindsValueSchema = z.object({
  /** Known kinds that can run a program, such as `Rollout.argoproj.io`: each is polled. */
  served: z.array(name),
  /** All other custom kinds. */
  others: z.array(z.object({ group: name, kind: name, resource: name })),
  /** Groups whose kinds could not be listed, and the known kinds that each may hold. */
  unread: z.array(z.object({ group: name, holds: z.array(name), why: messageSchema })),
});
export type ServedKindsValue = z.infer<typeof servedKindsValueSchema>;

/** A snapshot in the artifacts folder, by its own meta.json: claims that nothing else confirms. */
export const snapshotValueSchema = z.object({
  /** Name of its folder. */
  run: name,
  kind: snapshotKindSchema,
  takenAt: instant,
  /** The account and the machine, such as `ada@desk`; null if absent. */
  takenBy: z.string().nullable(),
  /** Its mesh, by the name in its plan; null if absent. */
  mesh: z.string().nullable(),
  practice: z.boolean().nullable(),
  /** True if it holds a deploy report. */
  report: z.boolean(),
  /** Parts that were tried and could not be taken. */
  failed: z.array(name),
  /** Why it proves nothing, such as checksums that do not match; null if all do. */
  trouble: z.nullable(messageSchema),
});
export type SnapshotValue = z.infer<typeof snapshotValueSchema>;

const fact = <K extends string, V extends z.ZodType>(kind: K, value: V) =>
  z.object({
    /** e.g. `Deployment/trading-floor/execution-agent`, `probe/marketdata-mcp-server/healthz/POD`. */
    subject: z.string(),
    kind: z.literal(kind),
    value: value.nullable(),
    /** When it was true: for a GET the start of the request, for a watch event its receipt. */
    observedAt: instant,
    source: z.string(),
    /** With `value: null`: the uid of the deleted object, so that a late deletion cannot hide its successor. */
    goneUid: z.string().optional(),
    /** With `value: null`, of a pod: its last state showed that every container had ended. */
    ended: z.boolean().optional(),
  });

export const factSchema = z.discriminatedUnion('kind', [
  fact('workload', workloadValueSchema),
  fact('pod', podValueSchema),
  fact('autoscaler', autoscalerValueSchema),
  fact('node', nodeValueSchema),
  fact('config', configValueSchema),
  fact('event', eventValueSchema),
  fact('source-status', sourceAvailabilitySchema),
  fact('probe', probeValueSchema),
  fact('answer', answerValueSchema),
  fact('cloud-run', cloudRunValueSchema),
  fact('cloud-search', cloudSearchValueSchema),
  fact('cluster', clusterValueSchema),
  fact('permissions', permissionsValueSchema),
  fact('disagreement', disagreementValueSchema),
  fact('snapshot', snapshotValueSchema),
  fact('served-kinds', servedKindsValueSchema),
]);
export type Fact = z.infer<typeof factSchema>;
export type FactKind = Fact['kind'];
/** The value type of one kind of fact. */
export interface FactValues {
  workload: WorkloadValue;
  pod: PodValue;
  autoscaler: z.infer<typeof autoscalerValueSchema>;
  node: z.infer<typeof nodeValueSchema>;
  config: ConfigValue;
  event: z.infer<typeof eventValueSchema>;
  'source-status': SourceAvailability;
  probe: ProbeValue;
  answer: AnswerValue;
  'cloud-run': CloudRunValue;
  'cloud-search': CloudSearch;
  cluster: z.infer<typeof clusterValueSchema>;
  permissions: PermissionsValue;
  disagreement: DisagreementValue;
  snapshot: SnapshotValue;
  'served-kinds': ServedKindsValue;
}
export type FactValue<K extends FactKind> = FactValues[K];
/** A fact of one kind. */
export interface FactOf<K extends FactKind> {
  subject: string;
  kind: K;
  value: FactValue<K> | null;
  observedAt: number;
  source: string;
  goneUid?: string | undefined;
  ended?: boolean | undefined;
}
