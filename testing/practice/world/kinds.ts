/**
 * The Kubernetes objects that the practice mesh keeps, as zod schemas. They are loose: what a client sends beyond
 * the fields that the controllers read is kept and given back untouched, as a real API server does.
 */

import { z } from 'zod';
import { ADD_ON_SCHEMAS } from './kind-add-ons.ts';
import {
  conditionSchema,
  deploymentSpec,
  involvedSchema,
  jobSpecSchema,
  type metadataSchema,
  object,
  podSpecSchema,
  podStatusSchema,
  quantities,
  replicaStatus,
  replicatedSpec,
  stringMap,
} from './kind-parts.ts';

/** The schema of each kind that the practice mesh keeps, by the kind's name. */
export const KIND_SCHEMAS = {
  ...ADD_ON_SCHEMAS,
  Namespace: object('Namespace', 'v1', {
    status: z.looseObject({ phase: z.string() }).prefault({ phase: 'Active' }),
  }),
  Node: object('Node', 'v1', {
    spec: z
      .looseObject({
        unschedulable: z.boolean().optional(),
        taints: z
          .array(z.looseObject({ key: z.string(), effect: z.string(), timeAdded: z.string().optional() }))
          .optional(),
      })
      .prefault({}),
    status: z
      .looseObject({ conditions: z.array(conditionSchema).default([]), allocatable: quantities.optional() })
      .prefault({}),
  }),
  Pod: object('Pod', 'v1', { spec: podSpecSchema, status: podStatusSchema.prefault({}) }),
  ConfigMap: object('ConfigMap', 'v1', {
    data: stringMap.optional(),
    binaryData: stringMap.optional(),
    immutable: z.boolean().optional(),
  }),
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
  Deployment: object('Deployment', 'apps/v1', { spec: deploymentSpec, status: replicaStatus }),
  ReplicaSet: object('ReplicaSet', 'apps/v1', { spec: replicatedSpec, status: replicaStatus }),
  StatefulSet: object('StatefulSet', 'apps/v1', { spec: replicatedSpec, status: replicaStatus }),
  DaemonSet: object('DaemonSet', 'apps/v1', {
    spec: replicatedSpec.omit({ replicas: true }),
    status: z
      .looseObject({ desiredNumberScheduled: z.number().default(0), numberReady: z.number().default(0) })
      .prefault({}),
  }),
  ReplicationController: object('ReplicationController', 'v1', {
    spec: replicatedSpec.extend({ selector: stringMap.optional() }),
    status: replicaStatus,
  }),
  ResourceQuota: object('ResourceQuota', 'v1', {
    spec: z.looseObject({ hard: quantities.default({}) }).prefault({}),
    status: z.looseObject({ hard: quantities.optional(), used: quantities.optional() }).prefault({}),
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
