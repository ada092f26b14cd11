import type { Kinds, ReplicaSet } from '../kinds.ts';

const DEFAULT_BOUND = '25%';

/** Replicas of each ReplicaSet of a rolled workload, by uid: one step of its rollout. */
export function replicasOf(
  { spec }: Kinds['Deployment' | 'Rollout'],
  current: ReplicaSet,
  sets: readonly ReplicaSet[],
): ReadonlyMap<string, number> {
  const old = sets.filter((set) => set.metadata.uid !== current.metadata.uid);
  const recreate = spec.strategy?.type === 'Recreate';
  const { surge, unavailable } = recreate ? { surge: 0, unavailable: spec.replicas } : boundsOf(spec);
  const oldPods = sum(old, (set) => Math.max(set.spec.replicas, set.status.replicas));
  const room = recreate && oldPods > 0 ? 0 : Math.max(0, spec.replicas + surge - oldPods);
  const fresh = Math.min(spec.replicas, room);
  const least = Math.max(0, spec.replicas - unavailable);
  const cleanable = sum(sets, ({ spec: { replicas } }) => replicas) - least - notReady(current);
  const kept = endOld(old, Math.max(0, cleanable), Math.max(0, sum(sets, readyOf) - least));
  return new Map([...kept, [current.metadata.uid, fresh]]);
}

/** Old pods that are not ready end as far as enough others remain; ready ones only as far as enough others are ready. */
function endOld(old: readonly ReplicaSet[], cleanable: number, surplus: number): [string, number][] {
  const left = { cleanable, surplus };
  return old.map((set) => {
    const broken = Math.min(notReady(set), left.cleanable);
    const ending = Math.min(readyOf(set), left.surplus);
    left.cleanable -= broken;
    left.surplus -= ending;
    return [set.metadata.uid, set.spec.replicas - broken - ending];
  });
}

function boundsOf(spec: Kinds['Deployment' | 'Rollout']['spec']): { surge: number; unavailable: number } {
  const bounds = spec.strategy?.rollingUpdate;
  const surge = Math.ceil(shareOf(bounds?.maxSurge, spec.replicas));
  const unavailable = Math.floor(shareOf(bounds?.maxUnavailable, spec.replicas));
  // Neither more nor fewer pods would be no rollout.
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

function shareOf(bound: string | number = DEFAULT_BOUND, replicas: number): number {
  const text = String(bound);
  return text.endsWith('%') ? (Number.parseFloat(text) / 100) * replicas : Number(text);
}

const readyOf = (set: ReplicaSet) => Math.min(set.spec.replicas, set.status.readyReplicas ?? 0);
const notReady = (set: ReplicaSet) => set.spec.replicas - readyOf(set);
const sum = (sets: readonly ReplicaSet[], count: (set: ReplicaSet) => number) =>
  sets.reduce((total, set) => total + count(set), 0);
