import { lastNode } from '../world/baseline/cluster.ts';
import { drop } from '../world/controllers/pods-of.ts';
import { changeTemplate, scaleTo } from '../world/rollout.ts';
import type { World } from '../world/world.ts';
import type { Drill } from './drill.ts';
import { UNPROVEN } from './shown.ts';

const EXECUTOR = { kind: 'Deployment', namespace: 'trading-floor', name: 'execution-agent' } as const;
const NODE = 'practice-node-c';
/** It must be seen before it goes. */
const FORCED_AFTER_MS = 5_000;

export const nodeSilentExecutor: Drill = {
  name: 'node-silent-executor',
  headline:
    'The node of a running execution-agent went silent; scaled to 0, its pod was deleted by force, and its process may run on',
  shows: {
    ...UNPROVEN,
    proofs: { 'executors-scaled': 'good', 'executor-pods': 'unknown' },
    agents: { 'execution-agent': 'unknown' },
    // It fired while the executor ran, and nothing shows since that it does not.
    escalations: { 'execution-not-off': 'firing' },
    actions: [NODE],
  },
  earlier(world) {
    world.store.put('Node', lastNode(NODE, world.now()));
    changeTemplate(world, EXECUTOR, (spec) => {
      spec.nodeName = NODE;
    });
    scaleTo(world, EXECUTOR, 1);
  },
  begin(world) {
    world.silentNodes.set(NODE, world.now());
    scaleTo(world, EXECUTOR, 0);
    world.later(FORCED_AFTER_MS, () => forceDelete(world));
  },
};

function forceDelete(world: World): void {
  for (const pod of world.store.list('Pod', EXECUTOR.namespace))
    if (pod.spec.nodeName === NODE) drop(world, pod);
}
