/** Objects of add-ons as their API servers answer them, cut to what matters: one of each kind at least. */

interface RawAddOn {
  /** The kind with its group. */
  kind: string;
  what: string;
  /** `metadata` is completed by the test. */
  object: Record<string, unknown>;
  /** The expected fields of the workload. */
  is: Record<string, unknown>;
}

const IMAGE = 'registry.example/execution-agent:7';
const container = { name: 'agent', image: IMAGE };
const template = { metadata: { labels: { app: 'execution-agent' } }, spec: { containers: [container] } };
const on = { desired: 1, actual: 0, images: [IMAGE] };
const off = { ...on, desired: 0 };
const condition = (type: string, status = 'True') => ({ status: { conditions: [{ type, status }] } });

const ARGO: RawAddOn[] = [
  {
    kind: 'Rollout.argoproj.io',
    what: 'with its own template',
    object: { spec: { replicas: 2, template }, status: { replicas: 3, readyReplicas: 1 } },
    is: { ...on, desired: 2, actual: 3, ready: 1, podLabels: { app: 'execution-agent' } },
  },
  {
    kind: 'Rollout.argoproj.io',
    what: 'without a count',
    object: { spec: { template } },
    is: on,
  },
  {
    kind: 'Rollout.argoproj.io',
    what: 'with the template of a Deployment',
    object: {
      spec: { replicas: 1, workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
      status: {},
    },
    is: { ...on, images: [], uses: [{ kind: 'Deployment', namespace: 'floor', name: 'web' }] },
  },
  {
    kind: 'Workflow.argoproj.io',
    what: 'whose step labels its pods',
    object: { spec: { templates: [{ metadata: { labels: { app: 'x' } }, container }] } },
    is: { ...on, podLabels: { app: 'x' } },
  },
  {
    kind: 'Experiment.argoproj.io',
    what: 'that runs',
    object: {
      spec: {
        templates: [
          { name: 'a', replicas: 2, template },
          { name: 'b', template },
        ],
      },
      status: { phase: 'Running', templateStatuses: [{ replicas: 2 }, { replicas: 1 }] },
    },
    is: { desired: 3, actual: 3, finished: null, images: [IMAGE, IMAGE] },
  },
  {
    kind: 'Experiment.argoproj.io',
    what: 'that was terminated',
    object: { spec: { terminate: true, templates: [{ name: 'a', template }] } },
    is: off,
  },
  {
    kind: 'Workflow.argoproj.io',
    what: 'with a container, a script, a set and those beside them',
    object: {
      spec: {
        entrypoint: 'main',
        templates: [
          { name: 'main', steps: [[{ name: 'one', template: 'run' }]] },
          {
            name: 'run',
            container: { image: IMAGE, command: ['run'] },
            sidecars: [{ name: 's', image: 'side:1' }],
          },
          {
            name: 'py',
            script: { image: 'python:3', source: 'print(1)' },
            initContainers: [{ name: 'i', image: 'init:1' }],
          },
          { name: 'set', containerSet: { containers: [{ name: 'x', image: 'x:1' }] } },
          { name: 'wait', suspend: {} },
        ],
      },
      status: { phase: 'Running' },
    },
    is: { ...on, finished: null, images: [IMAGE, 'side:1', 'python:3', 'init:1', 'x:1'] },
  },
  {
    kind: 'Workflow.argoproj.io',
    what: 'of a template, with a step and a task of others',
    object: {
      spec: {
        workflowTemplateRef: { name: 'desk' },
        templates: [
          {
            name: 'a',
            steps: [[{ name: 'x', templateRef: { name: 'shared', template: 'run', clusterScope: true } }]],
          },
          { name: 'b', dag: { tasks: [{ name: 'y', templateRef: { name: 'other', template: 'run' } }] } },
        ],
      },
    },
    is: {
      ...on,
      images: [],
      uses: [
        { kind: 'WorkflowTemplate.argoproj.io', namespace: 'floor', name: 'desk' },
        { kind: 'ClusterWorkflowTemplate.argoproj.io', namespace: '', name: 'shared' },
        { kind: 'WorkflowTemplate.argoproj.io', namespace: 'floor', name: 'other' },
      ],
    },
  },
  {
    kind: 'Workflow.argoproj.io',
    what: 'with steps written into others, and a default',
    object: {
      spec: {
        templateDefaults: { container: { image: 'default:1' } },
        templates: [
          { name: 'a', steps: [[{ name: 'x', inline: { container: { image: IMAGE } } }]] },
          { name: 'b', dag: { tasks: [{ name: 'y', inline: { script: { image: 'task:1' } } }] } },
        ],
      },
    },
    is: { ...on, images: [IMAGE, 'task:1', 'default:1'] },
  },
  {
    kind: 'Workflow.argoproj.io',
    what: 'that is over',
    object: { spec: { templates: [{ name: 'a', container }] }, status: { phase: 'Error' } },
    is: { ...off, finished: 'failed' },
  },
  {
    kind: 'Workflow.argoproj.io',
    what: 'that is suspended',
    object: { spec: { suspend: true, templates: [{ name: 'a', container }] } },
    is: { ...off, finished: null },
  },
  {
    kind: 'CronWorkflow.argoproj.io',
    what: 'that is scheduled',
    object: {
      spec: { schedule: '0 * * * *', workflowSpec: { templates: [{ name: 'a', container }] } },
      status: { active: [{ name: 'one' }] },
    },
    is: { ...on, actual: 1 },
  },
  {
    kind: 'CronWorkflow.argoproj.io',
    what: 'that is suspended',
    object: { spec: { suspend: true, workflowSpec: { workflowTemplateRef: { name: 'desk' } } } },
    is: { ...off, images: [] },
  },
  {
    kind: 'WorkflowTemplate.argoproj.io',
    what: 'that starts nothing by itself',
    object: { spec: { templates: [{ name: 'a', container }] } },
    is: off,
  },
  {
    kind: 'ClusterWorkflowTemplate.argoproj.io',
    what: 'that starts nothing by itself',
    object: { spec: { templates: [{ name: 'a', script: { image: IMAGE } }] } },
    is: off,
  },
  {
    kind: 'WorkflowEventBinding.argoproj.io',
    what: 'by which an event starts a template',
    object: { spec: { event: { selector: 'true' }, submit: { workflowTemplateRef: { name: 'desk' } } } },
    is: {
      ...off,
      images: [],
      startsBy: 'event',
      uses: [{ kind: 'WorkflowTemplate.argoproj.io', namespace: 'floor', name: 'desk' }],
    },
  },
];

const STARTED: RawAddOn[] = [
  {
    kind: 'ScaledJob.keda.sh',
    what: 'with a most of its own',
    object: { spec: { maxReplicaCount: 5, jobTargetRef: { template } } },
    is: { ...off, startsBy: 'event' },
  },
  {
    kind: 'ScaledJob.keda.sh',
    what: 'without a most, and with a least',
    object: { spec: { minReplicaCount: 2, jobTargetRef: { template } } },
    is: { ...on, desired: 2, startsBy: 'event' },
  },
  {
    kind: 'ScaledJob.keda.sh',
    what: 'with a most of 0',
    object: { spec: { maxReplicaCount: 0, jobTargetRef: { template } } },
    is: { ...off, startsBy: undefined },
  },
  {
    kind: 'ScaledJob.keda.sh',
    what: 'that is paused, which an operator may not honour',
    object: {
      metadata: { annotations: { 'autoscaling.keda.sh/paused': 'true' } },
      spec: { jobTargetRef: { template } },
    },
    is: { ...off, startsBy: 'event' },
  },
  {
    kind: 'Service.serving.knative.dev',
    what: 'that a request starts',
    object: {
      spec: { template: { metadata: {}, spec: { containerConcurrency: 1, containers: [{ image: IMAGE }] } } },
    },
    is: { ...off, startsBy: 'request' },
  },
  {
    kind: 'Revision.serving.knative.dev',
    what: 'that traffic may reach',
    object: {
      metadata: { labels: { 'serving.knative.dev/routingState': 'active' } },
      spec: { containers: [{ image: IMAGE }], timeoutSeconds: 300 },
    },
    is: { ...off, startsBy: 'request' },
  },
  {
    kind: 'Revision.serving.knative.dev',
    what: 'that no route leads to',
    object: {
      metadata: { labels: { 'serving.knative.dev/routingState': 'reserve' } },
      spec: { containers: [{ image: IMAGE }] },
    },
    is: { ...off, startsBy: undefined },
  },
  {
    kind: 'JobSink.sinks.knative.dev',
    what: 'that an event starts',
    object: { spec: { job: { spec: { template } } } },
    is: { ...off, startsBy: 'event' },
  },
];

const KRUISE: RawAddOn[] = [
  {
    kind: 'CloneSet.apps.kruise.io',
    what: 'at 2',
    object: { spec: { replicas: 2, template }, status: { replicas: 1, readyReplicas: 1 } },
    is: { ...on, desired: 2, actual: 1, ready: 1 },
  },
  {
    kind: 'StatefulSet.apps.kruise.io',
    what: 'at 0',
    object: { spec: { replicas: 0, template } },
    is: off,
  },
  {
    kind: 'DaemonSet.apps.kruise.io',
    what: 'on two nodes',
    object: {
      metadata: { generation: 3 },
      spec: { template },
      status: { desiredNumberScheduled: 2, currentNumberScheduled: 1, numberReady: 1, observedGeneration: 3 },
    },
    is: { ...on, desired: 2, actual: 1, ready: 1 },
  },
  {
    kind: 'DaemonSet.apps.kruise.io',
    what: 'that its controller has not counted yet',
    object: {
      metadata: { generation: 4 },
      spec: { template },
      status: { desiredNumberScheduled: 0, observedGeneration: 3 },
    },
    is: on,
  },
  {
    kind: 'BroadcastJob.apps.kruise.io',
    what: 'that runs',
    object: { spec: { template }, status: { active: 2, phase: 'running' } },
    is: { ...on, actual: 2, finished: null },
  },
  {
    kind: 'BroadcastJob.apps.kruise.io',
    what: 'that is over',
    object: { spec: { template }, status: { phase: 'completed' } },
    is: { ...off, finished: 'complete' },
  },
  {
    kind: 'AdvancedCronJob.apps.kruise.io',
    what: 'of a BroadcastJob',
    object: { spec: { template: { broadcastJobTemplate: { spec: { template } } } }, status: { active: [] } },
    is: on,
  },
  {
    kind: 'AdvancedCronJob.apps.kruise.io',
    what: 'that pulls images and makes no pod',
    object: { spec: { paused: true, template: { imageListPullJobTemplate: { spec: {} } } } },
    is: { ...off, images: [] },
  },
  {
    kind: 'UnitedDeployment.apps.kruise.io',
    what: 'of CloneSets',
    object: { spec: { replicas: 3, template: { cloneSetTemplate: { spec: { template } } } } },
    is: { ...on, desired: 3 },
  },
];

const trains = (kind: string, specs: string): RawAddOn => ({
  kind: `${kind}.kubeflow.org`,
  what: 'with a master and two workers',
  object: { spec: { [specs]: { Master: { template }, Worker: { replicas: 2, template } } } },
  is: { ...on, desired: 3, images: [IMAGE, IMAGE] },
});

const BATCH: RawAddOn[] = [
  {
    kind: 'JobSet.jobset.x-k8s.io',
    what: 'of two kinds of job',
    object: {
      spec: {
        replicatedJobs: [
          { name: 'a', replicas: 2, template: { spec: { template } } },
          { name: 'b', template: { spec: { template } } },
        ],
      },
      status: { replicatedJobsStatus: [{ active: 2, ready: 1 }, { active: 1 }] },
    },
    is: { desired: 3, actual: 3, ready: 1, images: [IMAGE, IMAGE] },
  },
  {
    kind: 'JobSet.jobset.x-k8s.io',
    what: 'that is over',
    object: { spec: { replicatedJobs: [{ template: { spec: { template } } }] }, ...condition('Completed') },
    is: { ...off, finished: 'complete' },
  },
  {
    kind: 'LeaderWorkerSet.leaderworkerset.x-k8s.io',
    what: 'with a leader of its own',
    object: {
      spec: { replicas: 1, leaderWorkerTemplate: { leaderTemplate: template, workerTemplate: template } },
    },
    is: { ...on, images: [IMAGE, IMAGE] },
  },
  {
    kind: 'Job.batch.volcano.sh',
    what: 'that runs',
    object: {
      spec: { tasks: [{ replicas: 2, template }] },
      status: { running: 2, state: { phase: 'Running' } },
    },
    is: { ...on, desired: 2, actual: 2 },
  },
  {
    kind: 'DeploymentConfig.apps.openshift.io',
    what: 'at 1',
    object: { spec: { replicas: 1, template }, status: { replicas: 1 } },
    is: { ...on, actual: 1 },
  },
  trains('PyTorchJob', 'pytorchReplicaSpecs'),
  trains('TFJob', 'tfReplicaSpecs'),
  trains('MPIJob', 'mpiReplicaSpecs'),
  trains('XGBoostJob', 'xgbReplicaSpecs'),
  trains('PaddleJob', 'paddleReplicaSpecs'),
  trains('JAXJob', 'jaxReplicaSpecs'),
  {
    kind: 'PyTorchJob.kubeflow.org',
    what: 'that failed',
    object: { spec: { pytorchReplicaSpecs: { Master: { template } } }, ...condition('Failed') },
    is: { ...off, finished: 'failed' },
  },
  {
    kind: 'PyTorchJob.kubeflow.org',
    what: 'of which it is no longer true that it failed',
    object: { spec: { pytorchReplicaSpecs: { Master: { template } } }, ...condition('Failed', 'False') },
    is: { ...on, finished: null },
  },
  {
    kind: 'RayCluster.ray.io',
    what: 'with a group of workers',
    object: { spec: { headGroupSpec: { template }, workerGroupSpecs: [{ template }] } },
    is: { ...on, images: [IMAGE, IMAGE] },
  },
  {
    kind: 'RayJob.ray.io',
    what: 'that is over',
    object: {
      spec: { rayClusterSpec: { headGroupSpec: { template } } },
      status: { jobDeploymentStatus: 'Complete' },
    },
    is: { ...off, finished: 'complete' },
  },
  {
    kind: 'RayService.ray.io',
    what: 'that serves',
    object: { spec: { rayClusterConfig: { headGroupSpec: { template } } } },
    is: on,
  },
];

export const RAW_ADD_ONS: readonly RawAddOn[] = [...ARGO, ...STARTED, ...KRUISE, ...BATCH];
