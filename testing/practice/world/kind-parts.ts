/** Parts that the schemas of several kinds share. */

import { z } from 'zod';
import { quantityText } from './quantity.ts';

export const stringMap = z.record(z.string(), z.string());

/** Quantities by name; a number is a valid one, and kept as text. */
export const quantities = z.record(z.string(), z.union([z.string(), z.number().transform(quantityText)]));

const ownerReferenceSchema = z.looseObject({
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

export const metadataSchema = z.looseObject({
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

export const conditionSchema = z.looseObject({
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

const envFromSchema = z.looseObject({
  prefix: z.string().optional(),
  configMapRef: z.looseObject({ name: z.string(), optional: z.boolean().optional() }).optional(),
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
  envFrom: z.array(envFromSchema).optional(),
  volumeMounts: z
    .array(z.looseObject({ name: z.string(), mountPath: z.string(), subPath: z.string().optional() }))
    .optional(),
  ports: z.array(z.looseObject({ containerPort: z.number(), name: z.string().optional() })).optional(),
  resources: z.looseObject({ requests: quantities.optional(), limits: quantities.optional() }).optional(),
  readinessProbe: probeSchema.optional(),
  livenessProbe: probeSchema.optional(),
});
export type Container = z.infer<typeof containerSchema>;

export const podSpecSchema = z.looseObject({
  nodeName: z.string().optional(),
  schedulerName: z.string().optional(),
  restartPolicy: z.string().optional(),
  containers: z.array(containerSchema).min(1),
  volumes: z.array(volumeSchema).optional(),
  nodeSelector: stringMap.optional(),
  terminationGracePeriodSeconds: z.number().optional(),
});

export const templateSchema = z.looseObject({
  metadata: z.looseObject({ labels: stringMap.optional(), annotations: stringMap.optional() }).prefault({}),
  spec: podSpecSchema,
});
export type PodTemplate = z.infer<typeof templateSchema>;

const stateSchema = z.looseObject({
  waiting: z.looseObject({ reason: z.string().optional(), message: z.string().optional() }).optional(),
  running: z.looseObject({ startedAt: z.string().optional() }).optional(),
  terminated: z
    .looseObject({ exitCode: z.number(), reason: z.string().optional(), finishedAt: z.string().nullish() })
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

export const podStatusSchema = z.looseObject({
  phase: z.string().default('Pending'),
  podIP: z.string().optional(),
  reason: z.string().optional(),
  startTime: z.string().optional(),
  conditions: z.array(conditionSchema).default([]),
  containerStatuses: z.array(containerStatusSchema).default([]),
});
export type PodStatus = z.infer<typeof podStatusSchema>;

export const object = <S extends z.core.$ZodLooseShape>(kind: string, apiVersion: string, shape: S) =>
  z.looseObject({
    apiVersion: z.literal(apiVersion),
    kind: z.literal(kind),
    metadata: metadataSchema,
    ...shape,
  });

const labelSelectorSchema = z.looseObject({ matchLabels: stringMap.optional() });
const replicaCount = z.number().int().min(0);

export const replicaStatus = z
  .looseObject({
    /** A text in Rollouts, a number everywhere else. */
    observedGeneration: z.union([z.number(), z.string()]).optional(),
    replicas: z.number().default(0),
    readyReplicas: z.number().optional(),
    availableReplicas: z.number().optional(),
    updatedReplicas: z.number().optional(),
    unavailableReplicas: z.number().optional(),
    conditions: z.array(conditionSchema).optional(),
  })
  .prefault({});

export const jobSpecSchema = z.looseObject({
  completions: z.number().default(1),
  parallelism: z.number().default(1),
  backoffLimit: z.number().default(6),
  template: templateSchema,
});

export const involvedSchema = z.looseObject({
  kind: z.string().optional(),
  namespace: z.string().optional(),
  name: z.string().optional(),
  uid: z.string().optional(),
});

/** A workload that keeps a number of pods of one template. */
export const replicatedSpec = z.looseObject({
  replicas: replicaCount.default(1),
  selector: labelSelectorSchema,
  template: templateSchema,
});

const bound = z.union([z.string(), z.number()]);

/** How many pods a rollout may have beyond the wanted ones, and how many it may lack: a number or a percentage. */
export const deploymentSpec = replicatedSpec.extend({
  strategy: z
    .looseObject({
      type: z.string().optional(),
      rollingUpdate: z
        .looseObject({ maxSurge: bound.optional(), maxUnavailable: bound.optional() })
        .optional(),
    })
    .optional(),
});
