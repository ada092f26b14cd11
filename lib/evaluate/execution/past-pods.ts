/** Executors' pods that the cluster does not show as running: those that may run on, and those that ran and ended. */

import { textOn } from '../../messages/dated.ts';
import { say } from '../../messages/say.ts';
import type { Evidence } from '../../status/status.ts';
import { evidence } from '../base/evidence.ts';
import type { ExecutorMemory, FinishedExecutor } from '../base/executor-memory.ts';
import type { World } from '../base/input.ts';
import { type Finding, findingEvidence } from './finding.ts';
import { finishedExecutors, finishedMessage } from './finished.ts';
import type { Inventory, Runnable } from './inventory.ts';
import { lostPods } from './lost-pods.ts';
import { objectPath, podSubject } from './objects.ts';
import { named, type Shown, shown } from './proof.ts';

export interface PastPods {
  /** Pods that may run on, and why. */
  unsettled: readonly Finding[];
  finished: readonly FinishedExecutor[];
  /** To be carried to the next evaluation. */
  memory: ExecutorMemory;
}

export function pastPods(world: World, inventory: Inventory, before: ExecutorMemory): PastPods {
  const { pods, dropped, findings } = lostPods(world, inventory, before);
  const finished = finishedExecutors(world, inventory, before.finished);
  const unclear = inventory.unclear.flatMap(unclearFinding);
  return { unsettled: [...unclear, ...findings], finished, memory: { pods, dropped, finished } };
}

function unclearFinding({ executor, pod, origin }: Runnable): Finding[] {
  if (!executor || pod === null) return [];
  const what = say('pod-end-unclear', { phase: pod.phase, why: pod.reason, node: pod.node });
  return [{ weight: 'unknown', subject: podSubject(pod, origin), what }];
}

/** Null: none ran. */
export function ranShown({ finished }: PastPods): Shown | null {
  if (finished.length === 0) return null;
  return shown('executor-finished', {
    count: finished.length,
    named: named(finished.map(finishedMessage), 2),
  });
}

export function pastEvidence(
  world: World,
  { unsettled, finished }: PastPods,
  at: number | null,
  rule: string,
): Evidence[] {
  return [
    ...findingEvidence('pod', unsettled, at, rule),
    ...finished.map((ran) =>
      evidence('run', textOn(finishedMessage(ran), world.now), objectPath(ran), ran.at, rule),
    ),
  ];
}
