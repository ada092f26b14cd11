import type { Kinds, Pod } from '../kinds.ts';
import { quantity } from '../quantity.ts';
import type { World } from '../world.ts';

type Quota = Kinds['ResourceQuota'];

/** Why a pod would go beyond a quota of its namespace, in the API server's words; undefined if it would not. */
export function quotaRefusal(world: World, pod: Pod): string | undefined {
  for (const quota of world.store.list('ResourceQuota', pod.metadata.namespace))
    for (const [name, hard] of Object.entries(quota.spec.hard)) {
      const [used, asked] = [usedOf(world, quota, name), askedBy(pod, name)];
      if (asked > 0 && used + asked > quantity(hard))
        return `pods "${pod.metadata.name}" is forbidden: exceeded quota: ${quota.metadata.name}, requested: ${name}=${asked}, used: ${name}=${used}, limited: ${name}=${hard}`;
    }
  return undefined;
}

/** Keeps what each quota says of its use. */
export function resourceQuotas(world: World): void {
  for (const quota of world.store.list('ResourceQuota')) {
    const { hard } = quota.spec;
    const used = Object.keys(hard).map((name) => [name, String(usedOf(world, quota, name))]);
    world.store.update('ResourceQuota', quota, (draft) => {
      draft.status = { hard, used: Object.fromEntries(used) };
    });
  }
}

function usedOf(world: World, quota: Quota, name: string): number {
  return world.store
    .list('Pod', quota.metadata.namespace)
    .filter(({ status }) => !['Succeeded', 'Failed'].includes(status.phase))
    .reduce((sum, pod) => sum + askedBy(pod, name), 0);
}

/** `pods`, `count/pods`, `cpu`, `requests.memory`, `limits.cpu`: anything else is not counted here. */
function askedBy(pod: Pod, name: string): number {
  if (name === 'pods' || name === 'count/pods') return 1;
  const [, side = 'requests', resource = ''] = /^(?:(requests|limits)\.)?(\w+)$/.exec(name) ?? [];
  return pod.spec.containers.reduce((sum, { resources }) => {
    const bounds = side === 'limits' ? resources?.limits : resources?.requests;
    return sum + quantity(bounds?.[resource]);
  }, 0);
}
