import { stampOf } from '../clock.ts';
import { firesAt } from '../cron.ts';
import type { CronJob, Job } from '../kinds.ts';
import { controlledBy, controls, newMetadata } from '../new-object.ts';
import type { World } from '../world.ts';

/** Makes the Job of a CronJob that fires in the minute of `minuteMs`. */
export function fireCronJobs(world: World, minuteMs: number): void {
  for (const cronJob of world.store.list('CronJob')) {
    const fires = firesAt(cronJob.spec.schedule, cronJob.spec.timeZone ?? 'UTC', minuteMs);
    if (!fires || cronJob.spec.suspend) continue;
    makeJob(world, cronJob, minuteMs);
    world.store.update('CronJob', cronJob, (draft) => {
      draft.status.lastScheduleTime = stampOf(minuteMs);
    });
  }
}

/** A Job as its CronJob makes it for a scheduled minute. */
export function makeJob(world: World, cronJob: CronJob, minuteMs: number): Job | undefined {
  const name = `${cronJob.metadata.name}-${Math.floor(minuteMs / 60_000)}`;
  if (world.store.get('Job', cronJob.metadata.namespace, name) !== undefined) return undefined;
  return world.store.put('Job', {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: newMetadata(
      {
        name,
        namespace: cronJob.metadata.namespace,
        labels: cronJob.spec.jobTemplate.metadata.labels,
        annotations: { 'batch.kubernetes.io/cronjob-scheduled-timestamp': stampOf(minuteMs) },
        ownerReferences: controlledBy(cronJob),
        generation: 1,
      },
      stampOf(minuteMs),
    ),
    spec: cronJob.spec.jobTemplate.spec,
    status: {},
  });
}

/** Keeps CronJob status and its history of finished Jobs as long as it says. */
export function cronJobs(world: World): void {
  for (const cronJob of world.store.list('CronJob')) {
    const own = world.store.list('Job', cronJob.metadata.namespace).filter((job) => controls(cronJob, job));
    const finished = own
      .filter((job) => job.status.completionTime !== undefined)
      .sort((a, b) => (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1));
    const surplus = Math.max(0, finished.length - cronJob.spec.successfulJobsHistoryLimit);
    for (const old of finished.slice(0, surplus)) world.store.remove('Job', old);
    const active = own.filter((job) => job.status.completionTime === undefined);
    world.store.update('CronJob', cronJob, (draft) => {
      const last = finished.at(-1)?.status.completionTime;
      if (last !== undefined) draft.status.lastSuccessfulTime = last;
      const references = active.map((job) => ({
        apiVersion: 'batch/v1',
        kind: 'Job',
        name: job.metadata.name,
        namespace: job.metadata.namespace,
        uid: job.metadata.uid,
      }));
      if (references.length > 0) draft.status.active = references;
      else delete draft.status.active;
    });
  }
}
