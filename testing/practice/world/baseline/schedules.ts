import { stampOf } from '../clock.ts';
import { makeJob } from '../controllers/cron-job.ts';
import { completion } from '../controllers/job.ts';
import type { CronJob, Kinds } from '../kinds.ts';
import type { World } from '../world.ts';
import { REGISTRY, settled, TRADING } from './workload.ts';

const NEW_YORK = 'America/New_York';

/** The mesh's schedules: a heartbeat each minute, posture before the open and after the close. */
export function cronJobs(now: number): Kinds['CronJob'][] {
  return [
    cronJob('ops-heartbeat-writer', '* * * * *', now),
    cronJob('ops-pre-market', '30 8 * * 1-5', now),
    cronJob('ops-post-market', '30 16 * * 1-5', now),
  ];
}

function cronJob(name: string, schedule: string, now: number): Kinds['CronJob'] {
  const labels = {
    app: name,
    'app.kubernetes.io/component': 'ops',
    'app.kubernetes.io/part-of': 'agent-trader-v2',
  };
  const bounds = { cpu: '100m', memory: '128Mi' };
  const template = {
    metadata: { labels },
    spec: {
      restartPolicy: 'Never',
      containers: [
        { name, image: `${REGISTRY}/ops:2.14.1`, resources: { requests: bounds, limits: bounds } },
      ],
    },
  };
  return settled(
    'CronJob',
    'batch/v1',
    { name, namespace: TRADING, labels },
    {
      spec: {
        schedule,
        timeZone: NEW_YORK,
        concurrencyPolicy: 'Forbid',
        suspend: false,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 1,
        jobTemplate: {
          metadata: { labels },
          spec: { backoffLimit: 2, completions: 1, parallelism: 1, template },
        },
      },
    },
    now,
  );
}

/** The runs that are behind us today: posture at T-60 and T-15, and the last heartbeats. */
export function pastRuns(world: World): void {
  const today = Temporal.Instant.fromEpochMilliseconds(world.now()).toZonedDateTimeISO(NEW_YORK).startOfDay();
  const open = today.add({ hours: 9, minutes: 30 });
  for (const minutes of [60, 15])
    finish(world, 'ops-pre-market', open.subtract({ minutes }).epochMilliseconds);
  const minute = Math.floor(world.now() / 60_000) * 60_000;
  for (const ago of [2, 1, 0]) finish(world, 'ops-heartbeat-writer', minute - ago * 60_000);
}

function finish(world: World, name: string, at: number): void {
  const cronJob = world.store.get('CronJob', TRADING, name);
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(NEW_YORK);
  if (cronJob === undefined || at > world.now() || (today.dayOfWeek > 5 && name !== 'ops-heartbeat-writer'))
    return;
  const job = makeJob(world, cronJob, at);
  if (job === undefined) return;
  world.store.update('Job', job, (draft) => {
    draft.status = { succeeded: 1, startTime: stampOf(at), ...completion(stampOf(at + 4000)) };
  });
  world.store.update('CronJob', cronJob, (draft) => noteRun(draft, at));
}

function noteRun(draft: CronJob, at: number): void {
  draft.status.lastScheduleTime = stampOf(at);
  draft.status.lastSuccessfulTime = stampOf(at + 4000);
}
