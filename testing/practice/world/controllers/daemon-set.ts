import type { Kinds, Pod } from '../kinds.ts';
import { randomSuffix, templateHash } from '../naming.ts';
import { isReady } from '../pod-state.ts';
import type { World } from '../world.ts';
import { living, makePod, podsOf, terminate } from './pods-of.ts';

const REVISION = 'controller-revision-hash';

/** Keeps one pod of each DaemonSet on each node that its selector chooses, whatever taints the node has. */
export function daemonSets(world: World): void {
  for (const set of world.store.list('DaemonSet')) {
    const { template } = set.spec;
    const revision = templateHash(template);
    const chosen = Object.entries(template.spec.nodeSelector ?? {});
    const nodes = world.store
      .list('Node')
      .filter(({ metadata }) => chosen.every(([key, value]) => metadata.labels?.[key] === value))
      .map(({ metadata }) => metadata.name);
    for (const pod of living(podsOf(world, set)))
      if (pod.metadata.labels?.[REVISION] !== revision || !nodes.includes(pod.spec.nodeName ?? ''))
        terminate(world, pod);
    for (const nodeName of nodes) {
      if (podsOf(world, set).some((pod) => pod.spec.nodeName === nodeName)) continue;
      const name = `${set.metadata.name}-${randomSuffix()}`;
      const onNode = { ...template, spec: { ...template.spec, nodeName } };
      makePod(world, set, onNode, { name, labels: { [REVISION]: revision } });
    }
    writeStatus(world, set, nodes.length, living(podsOf(world, set)));
  }
}

function writeStatus(world: World, set: Kinds['DaemonSet'], desired: number, pods: readonly Pod[]): void {
  const ready = pods.filter(isReady).length;
  world.store.update('DaemonSet', set, (draft) => {
    draft.status = {
      observedGeneration: draft.metadata.generation ?? 1,
      desiredNumberScheduled: desired,
      currentNumberScheduled: pods.length,
      updatedNumberScheduled: pods.length,
      numberMisscheduled: 0,
      numberReady: ready,
      ...(ready > 0 ? { numberAvailable: ready } : {}),
      ...(ready < desired ? { numberUnavailable: desired - ready } : {}),
    };
  });
}
