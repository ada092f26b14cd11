import type { Kinds } from '../../world/kinds.ts';
import { AGE, type Column, type Columns, column, NAME } from './column.ts';

const daemonSets: Column<Kinds['DaemonSet']>[] = [
  NAME,
  column('Desired', (set) => set.status.desiredNumberScheduled, 0, 'integer'),
  column('Ready', (set) => set.status.numberReady, 0, 'integer'),
  AGE,
];

const replicated: Column<Kinds['ReplicationController'] | Kinds['Rollout']>[] = [
  NAME,
  column('Desired', (object) => object.spec.replicas, 0, 'integer'),
  column('Current', (object) => object.status.replicas, 0, 'integer'),
  column('Ready', (object) => object.status.readyReplicas ?? 0, 0, 'integer'),
  AGE,
];

const usedOf = ({ status }: Kinds['ResourceQuota']) =>
  Object.entries(status.hard ?? {})
    .map(([name, hard]) => `${name}: ${status.used?.[name] ?? '0'}/${hard}`)
    .join(', ');

/** The kinds that not every cluster has, and those that few workloads of this mesh are. */
export const ADD_ONS: Pick<
  Columns,
  | 'DaemonSet'
  | 'ReplicationController'
  | 'ResourceQuota'
  | 'Rollout'
  | 'ScaledJob'
  | 'CustomResourceDefinition'
  | 'CustomResource'
> = {
  DaemonSet: daemonSets,
  ReplicationController: replicated,
  Rollout: replicated,
  ResourceQuota: [NAME, column('Request', usedOf), AGE],
  ScaledJob: [NAME, column('Max', (job) => job.spec.maxReplicaCount, 0, 'integer'), AGE],
  CustomResourceDefinition: [NAME, column('Created At', ({ metadata }) => metadata.creationTimestamp)],
  CustomResource: [NAME, AGE],
};
