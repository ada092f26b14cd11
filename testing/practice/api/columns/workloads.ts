import type { CronJob, Deployment, Job, Kinds, ReplicaSet, StatefulSet } from '../../world/kinds.ts';
import {
  AGE,
  ageOf,
  type Column,
  type Columns,
  column,
  containersOf,
  durationOf,
  NAME,
  selectorText,
} from './column.ts';

const deployments: Column<Deployment>[] = [
  NAME,
  column('Ready', (d) => `${d.status.readyReplicas ?? 0}/${d.spec.replicas}`),
  column('Up-to-date', (d) => d.status.updatedReplicas ?? 0, 0, 'integer'),
  column('Available', (d) => d.status.availableReplicas ?? 0, 0, 'integer'),
  AGE,
  column('Containers', (d) => containersOf(d.spec.template.spec).names, 1),
  column('Images', (d) => containersOf(d.spec.template.spec).images, 1),
  column('Selector', (d) => selectorText(d.spec.selector.matchLabels), 1),
];

const replicaSets: Column<ReplicaSet>[] = [
  NAME,
  column('Desired', (set) => set.spec.replicas, 0, 'integer'),
  column('Current', (set) => set.status.replicas, 0, 'integer'),
  column('Ready', (set) => set.status.readyReplicas ?? 0, 0, 'integer'),
  AGE,
  column('Containers', (set) => containersOf(set.spec.template.spec).names, 1),
  column('Images', (set) => containersOf(set.spec.template.spec).images, 1),
  column('Selector', (set) => selectorText(set.spec.selector.matchLabels), 1),
];

const statefulSets: Column<StatefulSet>[] = [
  NAME,
  column('Ready', (set) => `${set.status.readyReplicas ?? 0}/${set.spec.replicas}`),
  AGE,
  column('Containers', (set) => containersOf(set.spec.template.spec).names, 1),
  column('Images', (set) => containersOf(set.spec.template.spec).images, 1),
];

const jobWord = (job: Job) => (job.status.completionTime !== undefined ? 'Complete' : 'Running');

function jobDuration(job: Job, now: number): string {
  const start = Date.parse(job.status.startTime ?? '');
  if (Number.isNaN(start)) return '';
  return durationOf(
    (job.status.completionTime === undefined ? now : Date.parse(job.status.completionTime)) - start,
  );
}

const jobs: Column<Job>[] = [
  NAME,
  column('Status', jobWord),
  column('Completions', (job) => `${job.status.succeeded ?? 0}/${job.spec.completions}`),
  column('Duration', jobDuration),
  AGE,
  column('Containers', (job) => containersOf(job.spec.template.spec).names, 1),
  column('Images', (job) => containersOf(job.spec.template.spec).images, 1),
];

function activeOf(cronJob: CronJob): number {
  const active = cronJob.status.active;
  return Array.isArray(active) ? active.length : 0;
}

const cronJobs: Column<CronJob>[] = [
  NAME,
  column('Schedule', (cronJob) => cronJob.spec.schedule),
  column('Timezone', (cronJob) => cronJob.spec.timeZone ?? '<none>'),
  column('Suspend', (cronJob) => (cronJob.spec.suspend ? 'True' : 'False')),
  column('Active', activeOf, 0, 'integer'),
  column('Last Schedule', (cronJob, now) =>
    cronJob.status.lastScheduleTime === undefined ? '<none>' : ageOf(cronJob.status.lastScheduleTime, now),
  ),
  AGE,
  column('Containers', (cronJob) => containersOf(cronJob.spec.jobTemplate.spec.template.spec).names, 1),
  column('Images', (cronJob) => containersOf(cronJob.spec.jobTemplate.spec.template.spec).images, 1),
];

const autoscalers: Column<Kinds['HorizontalPodAutoscaler']>[] = [
  NAME,
  column('Reference', (scaler) => `${scaler.spec.scaleTargetRef.kind}/${scaler.spec.scaleTargetRef.name}`),
  column('Targets', () => '<unknown>'),
  column('MinPods', (scaler) => scaler.spec.minReplicas, 0, 'integer'),
  column('MaxPods', (scaler) => scaler.spec.maxReplicas, 0, 'integer'),
  column('Replicas', (scaler) => scaler.status.currentReplicas, 0, 'integer'),
  AGE,
];

export const WORKLOADS: Pick<
  Columns,
  'Deployment' | 'ReplicaSet' | 'StatefulSet' | 'Job' | 'CronJob' | 'HorizontalPodAutoscaler'
> = {
  Deployment: deployments,
  ReplicaSet: replicaSets,
  StatefulSet: statefulSets,
  Job: jobs,
  CronJob: cronJobs,
  HorizontalPodAutoscaler: autoscalers,
};
