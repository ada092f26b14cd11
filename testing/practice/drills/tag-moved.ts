import type { Drill } from './drill.ts';

export const tagMoved: Drill = {
  name: 'tag-moved',
  headline:
    'The tag of whale-strategy was pushed again, and a second pod runs other code under the same name',
  shows: {
    execution: 'proven-off',
    agents: { 'strategy-engine': 'attention' },
    failures: {},
  },
  begin(world) {
    const whale = world.store.get('StatefulSet', 'trading-floor', 'whale-strategy');
    const image = whale?.spec.template.spec.containers[0]?.image;
    if (whale === undefined || image === undefined) return;
    world.pushedAgain.set(image, world.now());
    world.store.update('StatefulSet', whale, (draft) => {
      draft.spec.replicas = 2;
    });
  },
};
