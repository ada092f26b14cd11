/** Pods of which a person says in the plan that they have ended. */

import type { World } from '../base/input.ts';

interface Gone {
  namespace: string;
  name: string;
  uid: string;
  node: string | null;
}

/** True if the plan settles a pod that went, or was there already, at `at`. `*` stands for any. */
export function isSettled(world: World, pod: Gone, at: number): boolean {
  const names = ['*', pod.name, `${pod.namespace}/${pod.name}`];
  return world.plan.safety.settledPods.some(
    (entry) =>
      names.includes(entry.pod) &&
      ['*', pod.node].includes(entry.node) &&
      (entry.uid === undefined || entry.uid === pod.uid) &&
      Date.parse(entry.at) >= at,
  );
}
