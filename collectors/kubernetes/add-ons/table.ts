/**
 * Kinds of well-known add-ons that can run a program, one line each. Each line names where the fields stand that
 * safety needs. A path goes through fields; `[]` is each element of a list, `*` each value of a record.
 */

interface Line {
  group: string;
  /** Versions whose fields stand where the line says, the preferred one first. Other served versions are tried after. */
  versions: readonly string[];
  resource: string;
  kind: string;
  namespaced?: false;
}

export interface WorkloadLine extends Line {
  templates: readonly string[];
  /** What the templates are: pod templates if left out, pod specs, or Argo's steps with a container or script. */
  shape?: 'pod' | 'steps';
  /** References to objects that hold the template instead, and their kind where the reference has none. */
  uses?: { path: string; kind?: string };
  /** Set in objects that make no pods at all. */
  podless?: string;
  /** The path of its replicas. `nodes`: one for each node. `one`: it runs until it ends. `none`: it starts nothing. */
  wanted: string;
  /** The wanted count if none is written. */
  unset?: number;
  running?: string;
  ready?: string;
  /** Paths of booleans that stop it. */
  suspend?: string;
  /** How it ended, by the word at `phase`, or else by the conditions that are True. */
  ended?: { phase?: string; words: Readonly<Record<string, 'complete' | 'failed'>> };
  startsBy?: 'request' | 'event';
  /** The most that may be started so; 0 is none. */
  most?: string;
  /** A label, and its value on objects that nothing reaches. */
  unreached?: readonly [label: string, value: string];
}

export interface AutoscalerLine extends Line {
  target: string;
  min: string;
  max: string;
}

export type AddOnLine = WorkloadLine | AutoscalerLine;

type Place = Pick<Line, 'group' | 'versions'>;
const line = (
  { group, versions }: Place,
  kind: string,
  resource: string,
  more: Omit<WorkloadLine, keyof Line> & { namespaced?: false },
): WorkloadLine => ({ group, versions, kind, resource, ...more });
const place = (group: string, ...versions: string[]): Place => ({ group, versions });

const ARGO = place('argoproj.io', 'v1alpha1');
const KEDA = place('keda.sh', 'v1alpha1');
const KEDA_HTTP = place('http.keda.sh', 'v1alpha1');
const KNATIVE = place('serving.knative.dev', 'v1', 'v1beta1');
const SINKS = place('sinks.knative.dev', 'v1alpha1');
const KRUISE = place('apps.kruise.io', 'v1beta1', 'v1alpha1');
const JOB_SET = place('jobset.x-k8s.io', 'v1alpha2');
const LEADER_WORKER = place('leaderworkerset.x-k8s.io', 'v1');
const VOLCANO = place('batch.volcano.sh', 'v1alpha1');
const OPEN_SHIFT = place('apps.openshift.io', 'v1');
const KUBEFLOW = place('kubeflow.org', 'v1', 'v2beta1');
const RAY = place('ray.io', 'v1', 'v1alpha1');

const STATUS = { running: 'status.replicas', ready: 'status.readyReplicas' };
const REPLICAS = { templates: ['spec.template'], wanted: 'spec.replicas', ...STATUS };
const TEMPLATE_REF = { kind: 'WorkflowTemplate.argoproj.io' };
const PHASES = {
  phase: 'status.phase',
  words: { Succeeded: 'complete', Failed: 'failed', Error: 'failed' },
} as const;
const CONDITIONS = { words: { Completed: 'complete', Succeeded: 'complete', Failed: 'failed' } } as const;

/** The steps of a workflow, those written into others, and what all of them have in common. */
const stepsOf = (spec: string): string[] => [
  `${spec}.templates[]`,
  `${spec}.templates[].steps[][].inline`,
  `${spec}.templates[].dag.tasks[].inline`,
  `${spec}.templateDefaults`,
];

/** Jobs of Kubeflow differ in one field. */
const trains = (kind: string, resource: string, specs: string): WorkloadLine =>
  line(KUBEFLOW, kind, resource, {
    templates: [`spec.${specs}.*.template`],
    wanted: `spec.${specs}.*.replicas`,
    suspend: 'spec.runPolicy.suspend',
    ended: CONDITIONS,
  });
const rayGroups = (spec: string): string[] => [
  `${spec}.headGroupSpec.template`,
  `${spec}.workerGroupSpecs[].template`,
];

export const ADD_ONS: readonly AddOnLine[] = [
  line(ARGO, 'Rollout', 'rollouts', { ...REPLICAS, uses: { path: 'spec.workloadRef' } }),
  line(ARGO, 'Experiment', 'experiments', {
    templates: ['spec.templates[].template'],
    wanted: 'spec.templates[].replicas',
    running: 'status.templateStatuses[].replicas',
    suspend: 'spec.terminate',
    ended: { phase: 'status.phase', words: { Successful: 'complete', Failed: 'failed', Error: 'failed' } },
  }),
  line(ARGO, 'Workflow', 'workflows', {
    templates: stepsOf('spec'),
    shape: 'steps',
    uses: { path: 'spec.workflowTemplateRef', ...TEMPLATE_REF },
    wanted: 'one',
    suspend: 'spec.suspend',
    ended: PHASES,
  }),
  line(ARGO, 'CronWorkflow', 'cronworkflows', {
    templates: stepsOf('spec.workflowSpec'),
    shape: 'steps',
    uses: { path: 'spec.workflowSpec.workflowTemplateRef', ...TEMPLATE_REF },
    wanted: 'one',
    running: 'status.active',
    suspend: 'spec.suspend',
  }),
  line(ARGO, 'WorkflowTemplate', 'workflowtemplates', {
    templates: stepsOf('spec'),
    shape: 'steps',
    uses: { path: 'spec.workflowTemplateRef', ...TEMPLATE_REF },
    wanted: 'none',
  }),
  line(ARGO, 'ClusterWorkflowTemplate', 'clusterworkflowtemplates', {
    namespaced: false,
    templates: stepsOf('spec'),
    shape: 'steps',
    uses: { path: 'spec.workflowTemplateRef', ...TEMPLATE_REF },
    wanted: 'none',
  }),
  line(ARGO, 'WorkflowEventBinding', 'workfloweventbindings', {
    templates: [],
    uses: { path: 'spec.submit.workflowTemplateRef', ...TEMPLATE_REF },
    podless: 'spec.event',
    wanted: 'none',
    startsBy: 'event',
  }),
  line(KEDA, 'ScaledJob', 'scaledjobs', {
    templates: ['spec.jobTargetRef.template'],
    wanted: 'spec.minReplicaCount',
    unset: 0,
    startsBy: 'event',
    most: 'spec.maxReplicaCount',
  }),
  {
    ...KEDA,
    kind: 'ScaledObject',
    resource: 'scaledobjects',
    target: 'spec.scaleTargetRef',
    min: 'spec.minReplicaCount',
    max: 'spec.maxReplicaCount',
  },
  {
    ...KEDA_HTTP,
    kind: 'HTTPScaledObject',
    resource: 'httpscaledobjects',
    target: 'spec.scaleTargetRef',
    min: 'spec.replicas.min',
    max: 'spec.replicas.max',
  },
  line(KNATIVE, 'Service', 'services', {
    templates: ['spec.template'],
    wanted: 'none',
    startsBy: 'request',
  }),
  // Traffic may go to an older revision, whose containers are not the service's.
  line(KNATIVE, 'Revision', 'revisions', {
    templates: ['spec'],
    shape: 'pod',
    wanted: 'none',
    startsBy: 'request',
    unreached: ['serving.knative.dev/routingState', 'reserve'],
  }),
  line(SINKS, 'JobSink', 'jobsinks', {
    templates: ['spec.job.spec.template'],
    wanted: 'none',
    startsBy: 'event',
  }),
  line(KRUISE, 'CloneSet', 'clonesets', REPLICAS),
  line(KRUISE, 'StatefulSet', 'statefulsets', REPLICAS),
  line(KRUISE, 'DaemonSet', 'daemonsets', {
    templates: ['spec.template'],
    wanted: 'nodes',
    running: 'status.currentNumberScheduled',
    ready: 'status.numberReady',
  }),
  line(KRUISE, 'BroadcastJob', 'broadcastjobs', {
    templates: ['spec.template'],
    wanted: 'one',
    running: 'status.active',
    suspend: 'spec.paused',
    ended: { phase: 'status.phase', words: { completed: 'complete', failed: 'failed' } },
  }),
  line(KRUISE, 'AdvancedCronJob', 'advancedcronjobs', {
    templates: [
      'spec.template.jobTemplate.spec.template',
      'spec.template.broadcastJobTemplate.spec.template',
    ],
    podless: 'spec.template.imageListPullJobTemplate',
    wanted: 'one',
    running: 'status.active',
    suspend: 'spec.paused',
  }),
  line(KRUISE, 'UnitedDeployment', 'uniteddeployments', {
    ...REPLICAS,
    templates: [
      'spec.template.deploymentTemplate.spec.template',
      'spec.template.statefulSetTemplate.spec.template',
      'spec.template.advancedStatefulSetTemplate.spec.template',
      'spec.template.cloneSetTemplate.spec.template',
    ],
  }),
  line(JOB_SET, 'JobSet', 'jobsets', {
    templates: ['spec.replicatedJobs[].template.spec.template'],
    wanted: 'spec.replicatedJobs[].replicas',
    running: 'status.replicatedJobsStatus[].active',
    ready: 'status.replicatedJobsStatus[].ready',
    suspend: 'spec.suspend',
    ended: CONDITIONS,
  }),
  line(LEADER_WORKER, 'LeaderWorkerSet', 'leaderworkersets', {
    ...REPLICAS,
    templates: ['spec.leaderWorkerTemplate.leaderTemplate', 'spec.leaderWorkerTemplate.workerTemplate'],
  }),
  line(VOLCANO, 'Job', 'jobs', {
    templates: ['spec.tasks[].template'],
    wanted: 'spec.tasks[].replicas',
    running: 'status.running',
    ended: {
      phase: 'status.state.phase',
      words: { Completed: 'complete', Failed: 'failed', Terminated: 'failed' },
    },
  }),
  line(OPEN_SHIFT, 'DeploymentConfig', 'deploymentconfigs', REPLICAS),
  trains('PyTorchJob', 'pytorchjobs', 'pytorchReplicaSpecs'),
  trains('TFJob', 'tfjobs', 'tfReplicaSpecs'),
  trains('MPIJob', 'mpijobs', 'mpiReplicaSpecs'),
  trains('XGBoostJob', 'xgboostjobs', 'xgbReplicaSpecs'),
  trains('PaddleJob', 'paddlejobs', 'paddleReplicaSpecs'),
  trains('JAXJob', 'jaxjobs', 'jaxReplicaSpecs'),
  line(RAY, 'RayCluster', 'rayclusters', {
    templates: rayGroups('spec'),
    wanted: 'one',
    suspend: 'spec.suspend',
  }),
  line(RAY, 'RayJob', 'rayjobs', {
    templates: [...rayGroups('spec.rayClusterSpec'), 'spec.submitterPodTemplate'],
    podless: 'spec.clusterSelector',
    wanted: 'one',
    suspend: 'spec.suspend',
    ended: { phase: 'status.jobDeploymentStatus', words: { Complete: 'complete', Failed: 'failed' } },
  }),
  line(RAY, 'RayService', 'rayservices', {
    templates: rayGroups('spec.rayClusterConfig'),
    wanted: 'one',
    suspend: 'spec.suspend',
  }),
];
