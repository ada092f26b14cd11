import { z } from 'zod';
import {
  conditionSchema,
  deploymentSpec,
  jobSpecSchema,
  metadataSchema,
  object,
  replicaStatus,
} from './kind-parts.ts';

const version = z.looseObject({ name: z.string(), served: z.boolean().default(true) });

const ESTABLISHED = ['NamesAccepted', 'Established'].map((type) => ({ type, status: 'True' }));

/** Kinds of add-ons, and those that a CustomResourceDefinition makes: all of them are kept as one kind. */
export const ADD_ON_SCHEMAS = {
  Rollout: object('Rollout', 'argoproj.io/v1alpha1', { spec: deploymentSpec, status: replicaStatus }),
  ScaledJob: object('ScaledJob', 'keda.sh/v1alpha1', {
    spec: z.looseObject({ jobTargetRef: jobSpecSchema, maxReplicaCount: z.number().default(100) }),
    status: z.looseObject({ conditions: z.array(conditionSchema).optional() }).prefault({}),
  }),
  CustomResourceDefinition: object('CustomResourceDefinition', 'apiextensions.k8s.io/v1', {
    spec: z.looseObject({
      group: z.string(),
      scope: z.enum(['Namespaced', 'Cluster']),
      names: z.looseObject({
        plural: z.string(),
        kind: z.string(),
        singular: z.string().optional(),
        shortNames: z.array(z.string()).default([]),
      }),
      versions: z.array(version).min(1),
    }),
    status: z.looseObject({ conditions: z.array(conditionSchema) }).prefault({ conditions: ESTABLISHED }),
  }),
  CustomResource: z.looseObject({ apiVersion: z.string(), kind: z.string(), metadata: metadataSchema }),
};
