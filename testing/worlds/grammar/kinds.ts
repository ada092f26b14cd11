/** Everything that makes pods, as an API server returns it: Kubernetes' own kinds and those of add-ons. */

import type { Choices } from '../random.ts';
import type { Entry, Raw, StoredTemplate } from './draw.ts';

/** A kind: how its spec holds pod templates, and what its status counts. */
export interface WorkloadKind extends Entry {
  apiVersion: string;
  kind: string;
  spec: (template: StoredTemplate, replicas: number) => Raw;
  status: (pods: number) => Raw;
  /** The kind between it and its pods. */
  via?: 'ReplicaSet' | 'Job';
  /** True if it has no wanted count that a person could set to zero: a request, a message or a node starts it. */
  startsItself?: true;
  /** True if its spec's count starts nothing by itself. */
  startsNothing?: true;
  /** True if what stands in a template's metadata stands in its own. */
  labelledItself?: true;
  /** True for a kind without namespaces. */
  clusterWide?: true;
}

const REPLICAS = (template: StoredTemplate, replicas: number): Raw => ({ replicas, template });
const counted = (pods: number): Raw => ({ replicas: pods, readyReplicas: pods });
const none = (): Raw => ({});

const kind = (apiVersion: string, name: string, more: Partial<WorkloadKind> = {}): WorkloadKind => ({
  id: apiVersion.includes('.') ? `${name}.${apiVersion.split('/')[0]}` : name,
  apiVersion,
  kind: name,
  spec: REPLICAS,
  status: counted,
  ...more,
});

const nodes = (pods: number): Raw => ({
  desiredNumberScheduled: 1,
  currentNumberScheduled: pods,
  numberReady: pods,
  numberMisscheduled: 0,
});
const ON_NODES = {
  spec: (template: StoredTemplate) => ({ template }),
  status: nodes,
  startsItself: true,
} as const;

/** A step of Argo holds the pod's spec in pieces of its own. */
function stepOf({ metadata, spec }: StoredTemplate): Raw {
  const { initContainers, volumes } = spec;
  const [main, ...more] = spec.containers;
  return { name: 'main', metadata, container: main, sidecars: more, initContainers, volumes };
}
const steps = (template: StoredTemplate): Raw => ({ entrypoint: 'main', templates: [stepOf(template)] });

const KUBEFLOW = [
  ['PyTorchJob', 'pytorchReplicaSpecs', 'Master'],
  ['TFJob', 'tfReplicaSpecs', 'Chief'],
  ['MPIJob', 'mpiReplicaSpecs', 'Launcher'],
  ['XGBoostJob', 'xgbReplicaSpecs', 'Master'],
  ['PaddleJob', 'paddleReplicaSpecs', 'Worker'],
  ['JAXJob', 'jaxReplicaSpecs', 'Worker'],
] as const;

const KRUISE = 'apps.kruise.io/v1alpha1';
const ray = (template: StoredTemplate): Raw => ({
  headGroupSpec: { rayStartParams: {}, template },
  workerGroupSpecs: [],
});

export const KINDS: Choices<WorkloadKind> = [
  kind('apps/v1', 'Deployment', { via: 'ReplicaSet' }),
  kind('apps/v1', 'StatefulSet'),
  kind('apps/v1', 'ReplicaSet'),
  kind('apps/v1', 'DaemonSet', ON_NODES),
  kind('v1', 'ReplicationController'),
  kind('batch/v1', 'Job', {
    spec: (template, parallelism) => ({ parallelism, completions: 1, template }),
    status: (active) => ({ active }),
  }),
  kind('batch/v1', 'CronJob', {
    spec: (template, count) => ({
      schedule: '*/5 * * * *',
      suspend: count === 0,
      jobTemplate: { spec: { template } },
    }),
    status: none,
    via: 'Job',
  }),
  kind('argoproj.io/v1alpha1', 'Rollout', { via: 'ReplicaSet' }),
  kind('argoproj.io/v1alpha1', 'Experiment', {
    spec: (template, replicas) => ({ templates: [{ name: 'a', replicas, template }] }),
    status: none,
  }),
  kind('argoproj.io/v1alpha1', 'Workflow', {
    spec: (template, count) => ({ ...steps(template), suspend: count === 0 }),
    status: none,
  }),
  kind('argoproj.io/v1alpha1', 'CronWorkflow', {
    spec: (template, count) => ({
      schedule: '0 * * * *',
      suspend: count === 0,
      workflowSpec: steps(template),
    }),
    status: none,
  }),
  kind('argoproj.io/v1alpha1', 'WorkflowTemplate', { spec: steps, status: none, startsNothing: true }),
  kind('argoproj.io/v1alpha1', 'ClusterWorkflowTemplate', {
    spec: steps,
    status: none,
    startsNothing: true,
    clusterWide: true,
  }),
  kind('keda.sh/v1alpha1', 'ScaledJob', {
    spec: (template) => ({
      minReplicaCount: 0,
      maxReplicaCount: 3,
      jobTargetRef: { template },
      triggers: [],
    }),
    status: none,
    via: 'Job',
    startsItself: true,
  }),
  kind('serving.knative.dev/v1', 'Service', {
    spec: (template) => ({ template }),
    status: none,
    startsItself: true,
  }),
  kind('serving.knative.dev/v1', 'Revision', {
    spec: ({ spec }) => spec,
    status: none,
    startsItself: true,
    labelledItself: true,
  }),
  kind('sinks.knative.dev/v1alpha1', 'JobSink', {
    spec: (template) => ({ job: { spec: { template } } }),
    status: none,
    startsItself: true,
  }),
  kind(KRUISE, 'CloneSet'),
  kind('apps.kruise.io/v1beta1', 'StatefulSet'),
  kind(KRUISE, 'DaemonSet', ON_NODES),
  kind(KRUISE, 'BroadcastJob', {
    spec: (template, count) => ({ template, paused: count === 0 }),
    status: (active) => ({ active }),
  }),
  kind(KRUISE, 'AdvancedCronJob', {
    spec: (template, count) => ({
      schedule: '0 * * * *',
      paused: count === 0,
      template: { jobTemplate: { spec: { template } } },
    }),
    status: none,
  }),
  kind(KRUISE, 'UnitedDeployment', {
    spec: (template, replicas) => ({ replicas, template: { statefulSetTemplate: { spec: { template } } } }),
  }),
  kind('jobset.x-k8s.io/v1alpha2', 'JobSet', {
    spec: (template, replicas) => ({
      replicatedJobs: [{ name: 'a', replicas, template: { spec: { template } } }],
    }),
    status: (active) => ({ replicatedJobsStatus: [{ name: 'a', active, ready: active }] }),
  }),
  kind('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', {
    spec: (template, replicas) => ({ replicas, leaderWorkerTemplate: { size: 1, workerTemplate: template } }),
  }),
  kind('batch.volcano.sh/v1alpha1', 'Job', {
    spec: (template, replicas) => ({ tasks: [{ name: 'a', replicas, template }] }),
    status: (running) => ({ running, state: { phase: 'Running' } }),
  }),
  kind('apps.openshift.io/v1', 'DeploymentConfig'),
  ...KUBEFLOW.map(([name, field, role]) =>
    kind('kubeflow.org/v1', name, {
      spec: (template, replicas) => ({ [field]: { [role]: { replicas, template } } }),
      status: none,
    }),
  ),
  kind('ray.io/v1', 'RayCluster', {
    spec: (template, count) => ({ ...ray(template), suspend: count === 0 }),
    status: none,
  }),
  kind('ray.io/v1', 'RayJob', {
    spec: (template, count) => ({ entrypoint: 'x', suspend: count === 0, rayClusterSpec: ray(template) }),
    status: none,
  }),
  kind('ray.io/v1', 'RayService', {
    spec: (template, count) => ({ suspend: count === 0, rayClusterConfig: ray(template) }),
    status: none,
  }),
];
