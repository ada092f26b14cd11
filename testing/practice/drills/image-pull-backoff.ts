import { REGISTRY } from '../world/baseline/workload.ts';
import type { Drill } from './drill.ts';

const MISSING = `${REGISTRY}/strategy-runtime:2.15.0-rc1`;

export const imagePullBackoff: Drill = {
  name: 'image-pull-backoff',
  headline: 'whale-strategy was moved to an image tag that the registry does not have: ImagePullBackOff',
  shows: {
    execution: 'proven-off',
    agents: { 'strategy-engine': 'bad' },
    failures: { 'image-pull-backoff': 'bad', 'strategy-halted': 'unknown' },
  },
  begin(world) {
    world.missingImages.add(MISSING);
    const whale = world.store.get('StatefulSet', 'trading-floor', 'whale-strategy');
    if (whale === undefined) return;
    world.store.update('StatefulSet', whale, (draft) => {
      for (const container of draft.spec.template.spec.containers) container.image = MISSING;
      draft.metadata.generation = (draft.metadata.generation ?? 1) + 1;
    });
    // The drill begins where the old pod is gone already.
    const old = world.store.get('Pod', 'trading-floor', 'whale-strategy-0');
    if (old !== undefined) world.store.remove('Pod', old);
  },
};
