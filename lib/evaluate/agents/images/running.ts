/** The images that the nodes run for an agent, by the status of each container. */

import type { ContainerState } from '../../../facts/fact.ts';
import { knownValue } from '../../../facts/ledger.ts';
import type { AgentPlan } from '../../../plan/schema.ts';
import { type Pod, podOrigin, podsOf, type World } from '../../base/input.ts';
import { isLive } from '../../base/live.ts';

/** One container of one pod, with what its node runs for it. */
export interface RunningImage {
  /** Such as `Deployment trading-floor/strategy-engine`. */
  readonly workload: string;
  readonly container: string;
  /** As the spec names it. */
  readonly reference: string;
  /** The spec names it by digest: no tag of it can move. */
  readonly pinned: boolean;
  readonly digest: string;
  /** Its container runtime and the sort of its digest. */
  readonly sort: string;
  /** `sort` with the node's platform: only within one place digests can be compared. Null: the platform is not known. */
  readonly place: string | null;
  readonly pod: string;
  /** Since when the container runs, epoch ms; null while it does not. */
  readonly startedAt: number | null;
}

/** Pods that end are left out: a rollout is over for them. Debug containers run what their user wants. */
export function runningImages(world: World, agent: AgentPlan): RunningImage[] {
  return podsOf(world, agent)
    .filter((pod) => isLive(world, pod) && !pod.terminating)
    .flatMap((pod) => imagesOf(world, pod));
}

function imagesOf(world: World, pod: Pod): RunningImage[] {
  const { kind, namespace, name } = podOrigin(pod);
  const platform =
    pod.node === null ? null : (knownValue(world.ledger, 'node', `Node/${pod.node}`)?.platform ?? null);
  return pod.states.flatMap(({ name: container, startedAt, ran }) => {
    const spec = pod.containers.find((c) => c.name === container && c.role !== 'ephemeral');
    if (spec === undefined || ran === undefined) return [];
    const image = imageOf(spec.image, ran);
    const place = platform === null ? null : `${image.sort} ${platform}`;
    const workload = `${kind} ${namespace}/${name}`;
    return [{ workload, container, reference: spec.image, ...image, place, pod: pod.name, startedAt }];
  });
}

/** A node may report the index of a pinned image, or the manifest of its platform: what is pinned is what the spec says. */
function imageOf(reference: string, ran: NonNullable<ContainerState['ran']>) {
  const pinned = /@(sha\d+:[0-9a-f]+)$/.exec(reference)?.[1];
  if (pinned !== undefined) return { pinned: true, digest: pinned, sort: `${ran.runtime} registry` };
  return { pinned: false, digest: ran.digest, sort: `${ran.runtime} ${ran.knownTo}` };
}
