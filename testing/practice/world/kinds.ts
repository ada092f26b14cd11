/**
 * The Kubernetes objects that the practice mesh keeps, as zod schemas. They are loose: what a client sends beyond
 * the fields that the controllers read is kept and given back untouched, as a real API server does.
 */

import { z } from 'zod';

const stringMap = z.record(z.string(), z.string());

export const ownerReferenceSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  uid: z.string(),
  controller: z.boolean().optional(),
});

const managedFieldsSchema = z.looseObject({
  manager: z.string().optional(),
  operation: z.string().optional(),
  time: z.string().optional(),
});

const metadataSchema = z.looseObject({
  name: z.string().min(1),
  namespace: z.string().optional(),
  uid: z.string(),
  resourceVersion: z.string(),
  generation: z.number().optional(),
  creationTimestamp: z.string(),
  deletionTimestamp: z.string().optional(),
  deletionGracePeriodSeconds: z.number().optional(),
  labels: stringMap.optional(),
  annotations: stringMap.optional(),
  ownerReferences: z.array(ownerReferenceSchema).optional(),
  /** While there is one, a deleted object stays. */
  finalizers: z.array(z.string()).nullish(),
  managedFields: z.array(managedFieldsSchema).optional(),
});

const conditionSchema = z.looseObject({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
  lastTransitionTime: z.string().optional(),
});
export type Condition = z.infer<typeof conditionSchema>;

const keyRefSchema = z.looseObject({ name: z.string(), key: z.string(), optional: z.boolean().optional() });

const envSchema = z.looseObject({
  name: z.string(),
  value: z.string().optional(),
  valueFrom: z
    .looseObject({ configMapKeyRef: keyRefSchema.optional(), secretKeyRef: keyRefSchema.optional() })
    .optional(),
});

const keyFiles = z.array(z.looseObject({ key: z.string(), path: z.string() })).optional();

const volumeSchema = z.looseObject({
  name: z.string(),
  configMap: z
    .looseObject({ name: z.string(), optional: z.boolean().optional(), items: keyFiles })
    .optional(),
  secret: z
    .looseObject({ secretName: z.string(), optional: z.boolean().optional(), items: keyFiles })
    .optional(),
});
export type Volume = z.infer<typeof volumeSchema>;

const probeSchema = z.looseObject({
  httpGet: z.looseObject({ path: z.string(), port: z.union([z.string(), z.number()]) }).optional(),
});

const containerSchema = z.looseObject({
  name: z.string(),
  image: z.string().optional(),
  env: z.array(envSchema).optional(),
  volumeMounts: z
    .array(z.looseObject({ name: z.string(), mountPath: z.string(), subPath: z.string().optional() }))
    .optional(),
  ports: z.array(z.looseObject({ containerPort: z.number(), name: z.string().optional() })).optional(),
  resources: z.looseObject({ requests: stringMap.optional(), limits: stringMap.optional() }).optional(),
  readinessProbe: probeSchema.optional(),
  livenessProbe: probeSchema.optional(),
});
export type Container = z.infer<typeof containerSchema>;

const podSpecSchema = z.looseObject({
  nodeName: z.string().optional(),
  schedulerName: z.string().optional(),
  restartPolicy: z.string().optional(),
  containers: z.array(containerSchema).min(1),
  volumes: z.array(volumeSchema).optional(),
  terminationGracePeriodSeconds: z.number().optional(),
});

const templateSchema = z.looseObject({
  metadata: z.looseObject({ labels: stringMap.optional(), annotations: stringMap.optional() }).prefault({}),
  spec: podSpecSchema,
});
export type PodTemplate = z.infer<typeof templateSchema>;

const stateSchema = z.looseObject({
  waiting: z.looseObject({ reason: z.string().optional(), message: z.string().optional() }).optional(),
  running: z.looseObject({ startedAt: z.string().optional() }).optional(),
  terminated: z
    .looseObject({ exitCode: z.number(), reason: z.string().optional(), finishedAt: z.string().optional() })
    .optional(),
});
export type ContainerState = z.infer<typeof stateSchema>;

const containerStatusSchema = z.looseObject({
  name: z.string(),
  ready: z.boolean(),
  restartCount: z.number(),
  state: stateSchema.optional(),
  lastState: stateSchema.optional(),
});
export type ContainerStatus = z.infer<typeof containerStatusSchema>;

const podStatusSchema = z.looseObject({
  phase: z.string().default('Pending'),
  podIP: z.string().optional(),
  reason: z.string().optional(),
  startTime: z.string().optional(),
  conditions: z.array(conditionSchema).default([]),
  containerStatuses: z.array(containerStatusSchema).default([]),
});
export type PodStatus = z.infer<typeof podStatusSchema>;

const object = <S extends z.core.$ZodLooseShape>(kind: string, apiVersion: string, shape: S) =>
  z.looseObject({
    apiVersion: z.literal(apiVersion),
    kind: z.literal(kind),
    metadata: metadataSchema,
    ...shape,
  });

const labelSelectorSchema = z.looseObject({ matchLabels: stringMap.optional() });
const replicaCount = z.number().int().min(0);

const replicaStatus = z
  .looseObject({
    observedGeneration: z.number().optional(),
    replicas: z.number().default(0),
    readyReplicas: z.number().optional(),
    availableReplicas: z.number().optional(),
    updatedReplicas: z.number().optional(),
    unavailableReplicas: z.number().optional(),
    conditions: z.array(conditionSchema).optional(),
  })
  .prefault({});

const jobSpecSchema = z.looseObject({
  completions: z.number().default(1),
  parallelism: z.number().default(1),
  backoffLimit: z.number().default(6),
  template: templateSchema,
});

const involvedSchema = z.looseObject({
  kind: z.string().optional(),
  namespace: z.string().optional(),
  name: z.string().optional(),
  uid: z.string().optional(),
});

/** The schema of each kind that the practice mesh keeps, by the kind's name. */
export const KIND_SCHEMAS = {
  Namespace: object('Namespace', 'v1', {
    status: z.looseObject({ phase: z.string() }).prefault({ phase: 'Active' }),
  }),
  Node: object('Node', 'v1', {
    spec: z
      .looseObject({
        unschedulable: z.boolean().optional(),
        taints: z.array(z.looseObject({ key: z.string(), effect: z.string() })).optional(),
      })
      .prefault({}),
    status: z
      .looseObject({ conditions: z.array(conditionSchema).default([]), allocatable: stringMap.optional() })
      .prefault({}),
  }),
  Pod: object('Pod', 'v1', { spec: podSpecSchema, status: podStatusSchema.prefault({}) }),
  ConfigMap: object('ConfigMap', 'v1', { data: stringMap.optional() }),
  Secret: object('Secret', 'v1', { data: stringMap.optional() }),
  Event: object('Event', 'v1', {
    involvedObject: involvedSchema,
    type: z.string().optional(),
    reason: z.string().optional(),
    message: z.string().optional(),
    count: z.number().optional(),
    firstTimestamp: z.string().nullish(),
    lastTimestamp: z.string().nullish(),
  }),
  Service: object('Service', 'v1', {
    spec: z.looseObject({
      selector: stringMap.optional(),
      clusterIP: z.string().optional(),
      type: z.string().default('ClusterIP'),
      ports: z
        .array(
          z.looseObject({
            name: z.string().optional(),
            port: z.number(),
            protocol: z.string().default('TCP'),
            targetPort: z.union([z.string(), z.number()]).optional(),
          }),
        )
        .default([]),
    }),
    status: z.looseObject({}).prefault({ loadBalancer: {} }),
  }),
  Deployment: object('Deployment', 'apps/v1', {
    spec: z.looseObject({
      replicas: replicaCount.default(1),
      selector: labelSelectorSchema,
      template: templateSchema,
    }),
    status: replicaStatus,
  }),
  ReplicaSet: object('ReplicaSet', 'apps/v1', {
    spec: z.looseObject({
      replicas: replicaCount.default(1),
      selector: labelSelectorSchema,
      template: templateSchema,
    }),
    status: replicaStatus,
  }),
  StatefulSet: object('StatefulSet', 'apps/v1', {
    spec: z.looseObject({
      replicas: replicaCount.default(1),
      selector: labelSelectorSchema,
      template: templateSchema,
    }),
    status: replicaStatus,
  }),
  Job: object('Job', 'batch/v1', {
    spec: jobSpecSchema,
    status: z
      .looseObject({
        active: z.number().optional(),
        succeeded: z.number().optional(),
        failed: z.number().optional(),
        startTime: z.string().optional(),
        completionTime: z.string().optional(),
        conditions: z.array(conditionSchema).optional(),
      })
      .prefault({}),
  }),
  CronJob: object('CronJob', 'batch/v1', {
    spec: z.looseObject({
      schedule: z.string(),
      timeZone: z.string().optional(),
      suspend: z.boolean().default(false),
      successfulJobsHistoryLimit: z.number().default(3),
      failedJobsHistoryLimit: z.number().default(1),
      jobTemplate: z.looseObject({
        metadata: z.looseObject({ labels: stringMap.optional() }).prefault({}),
        spec: jobSpecSchema,
      }),
    }),
    status: z
      .looseObject({ lastScheduleTime: z.string().optional(), lastSuccessfulTime: z.string().optional() })
      .prefault({}),
  }),
  HorizontalPodAutoscaler: object('HorizontalPodAutoscaler', 'autoscaling/v2', {
    spec: z.looseObject({
      scaleTargetRef: z.looseObject({ kind: z.string(), name: z.string() }),
      minReplicas: z.number().default(1),
      maxReplicas: z.number(),
    }),
    status: z
      .looseObject({
        currentReplicas: z.number().default(0),
        desiredReplicas: z.number().default(0),
        conditions: z.array(conditionSchema).optional(),
      })
      .prefault({}),
  }),
};

export type KindName = keyof typeof KIND_SCHEMAS;
/** The type of each kind's objects, by the kind's name. */
export type Kinds = { [K in KindName]: z.output<(typeof KIND_SCHEMAS)[K]> };
export type KubeObject = Kinds[KindName];
export type Metadata = z.output<typeof metadataSchema>;
export type Pod = Kinds['Pod'];
export type Deployment = Kinds['Deployment'];
export type ReplicaSet = Kinds['ReplicaSet'];
export type StatefulSet = Kinds['StatefulSet'];
export type Job = Kinds['Job'];
export type CronJob = Kinds['CronJob'];

const KIND_NAME_SCHEMA = z.custom<KindName>((value) => typeof value === 'string' && value in KIND_SCHEMAS);
/** All kinds that the practice mesh keeps. */
export const KIND_NAMES: readonly KindName[] = z.array(KIND_NAME_SCHEMA).parse(Object.keys(KIND_SCHEMAS));

/** Reads one object of a known kind. Throws a ZodError that names what is wrong. */
export function parseObject<K extends KindName>(kind: K, value: unknown): Kinds[K];
export function parseObject(kind: KindName, value: unknown): KubeObject {
  return KIND_SCHEMAS[kind].parse(value);
}
