import type { World } from '../world.ts';
import { autoscalers } from './autoscaler.ts';
import { cronJobs } from './cron-job.ts';
import { daemonSets } from './daemon-set.ts';
import { deployments } from './deployment.ts';
import { collectGarbage } from './garbage.ts';
import { jobs } from './job.ts';
import { kubelet } from './kubelet.ts';
import { nodeLifecycle } from './node-lifecycle.ts';
import { resourceQuotas } from './quota.ts';
import { replicaSets } from './replica-set.ts';
import { scaledJobs } from './scaled-job.ts';
import { statefulSets } from './stateful-set.ts';
import { staticPods } from './static-pods.ts';

const CONTROLLERS = [
  nodeLifecycle,
  collectGarbage,
  cronJobs,
  scaledJobs,
  jobs,
  deployments,
  replicaSets,
  statefulSets,
  daemonSets,
  staticPods,
  autoscalers,
  resourceQuotas,
];

/** More rounds than any change needs; a controller that never settles must not hang the server. */
const MAX_ROUNDS = 12;

/** Runs every controller until nothing changes. Returns when the next pod is due, in practice time (ms). */
export function reconcile(world: World): number | undefined {
  let due: number | undefined;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = world.store.version;
    for (const controller of CONTROLLERS) controller(world);
    due = kubelet(world);
    if (world.store.version === before) break;
  }
  return due;
}
