/**
 * Which pods have an immutable ConfigMap that was deleted and created again. The kubelet stops watching a map that is
 * immutable, and gives the object that it has to each pod of its node for as long as one of them uses it. A restarted
 * container gets the old one too.
 */

import type { ConfigValue, ContainerState } from '../../facts/fact.ts';
import { say } from '../../messages/say.ts';
import type { Message } from '../../status/message.ts';
import { configOf, type Pod, type World } from '../base/input.ts';
import { livePods } from '../base/live.ts';
import type { Source } from './kill-switch-intake.ts';

/** Kubernetes writes these times in whole seconds, by the clocks of different machines. */
export const CLOCK_TOLERANCE_MS = 2_000;

/** Why it is not known that a container has the present map; null if the map is not immutable, or it has. */
export function whyOlderMap(
  world: World,
  pod: Pod,
  state: ContainerState | undefined,
  { configMap }: Source,
): Message | null {
  const map = configOf(world, pod.namespace, configMap);
  if (!map?.immutable) return null;
  const { createdAt } = map;
  const reached =
    createdAt !== null &&
    startedAfter(pod, state, createdAt) &&
    !nodeMayHaveOlder(world, pod, map, createdAt);
  return reached ? null : say('process-immutable', { configMap, createdAt });
}

/** The API server's clock writes both creations. A pod that waited for the map started its containers after it. */
function startedAfter(pod: Pod, state: ContainerState | undefined, createdAt: number): boolean {
  if (pod.createdAt !== null && pod.createdAt > createdAt) return true;
  const first = state?.restarts === 0 ? state.startedAt : null;
  return first !== null && first > createdAt + CLOCK_TOLERANCE_MS;
}

/** A pod that is older than the map and uses it keeps the older one on its node. */
function nodeMayHaveOlder(world: World, pod: Pod, map: ConfigValue, createdAt: number): boolean {
  return livePods(world).some(
    (other) =>
      other.uid !== pod.uid &&
      other.node === pod.node &&
      other.namespace === map.namespace &&
      other.containers.some((container) => uses(container, map.name)) &&
      !other.states.some((state) => startedAfter(other, state, createdAt)),
  );
}

function uses(
  { mounts, environment, environmentFrom }: Pod['containers'][number],
  configMap: string,
): boolean {
  return (
    mounts.some((mount) => mount.configMap === configMap) ||
    environment.some(({ ref }) => ref?.configMap === configMap) ||
    environmentFrom.some(({ kind, name }) => kind === 'config-map' && name === configMap)
  );
}
