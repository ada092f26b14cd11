import type { Job } from '../kinds.ts';
import { randomSuffix } from '../naming.ts';
import type { World } from '../world.ts';
import { birth } from './birth.ts';
import { makePod, podsOf } from './pods-of.ts';

/** Runs each Job's pods to completion and keeps its status. */
export function jobs(world: World): void {
  for (const job of world.store.list('Job')) {
    if (job.status.completionTime !== undefined || job.metadata.deletionTimestamp !== undefined) continue;
    const pods = podsOf(world, job);
    const succeeded = pods.filter((pod) => pod.status.phase === 'Succeeded').length;
    const active = pods.filter((pod) => pod.status.phase !== 'Succeeded').length;
    const missing = Math.min(job.spec.parallelism - active, job.spec.completions - succeeded - active);
    for (let n = 0; n < missing; n += 1) start(world, job);
    writeStatus(world, job, Math.max(active, active + Math.max(0, missing)), succeeded);
  }
}

function start(world: World, job: Job): void {
  makePod(
    world,
    job,
    { ...job.spec.template, spec: { restartPolicy: 'Never', ...job.spec.template.spec } },
    {
      name: `${job.metadata.name}-${randomSuffix()}`,
      labels: { 'job-name': job.metadata.name, 'batch.kubernetes.io/job-name': job.metadata.name },
    },
  );
}

function writeStatus(world: World, job: Job, active: number, succeeded: number): void {
  const done = succeeded >= job.spec.completions;
  world.store.update('Job', job, (draft) => {
    draft.status = {
      ...(active > 0 ? { active, ready: active } : {}),
      ...(succeeded > 0 ? { succeeded } : {}),
      startTime: draft.status.startTime ?? birth(world),
      ...(done ? completion(world.clock.stamp()) : {}),
    };
  });
}

/** The part of a Job's status that says that it completed at `time`. */
export function completion(time: string) {
  const conditions = ['SuccessCriteriaMet', 'Complete'].map((type) => ({
    type,
    status: 'True',
    lastProbeTime: time,
    lastTransitionTime: time,
  }));
  return { completionTime: time, conditions };
}
