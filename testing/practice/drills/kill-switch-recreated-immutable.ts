import { managedData } from '../world/managed-fields.ts';
import { place } from '../world/place.ts';
import { changeTemplate, scaleTo } from '../world/rollout.ts';
import { dropVariable } from '../world/switch-mount.ts';
import type { World } from '../world/world.ts';
import type { Drill } from './drill.ts';
import { NOT_OFF } from './shown.ts';

const EXECUTOR = { kind: 'Deployment', namespace: 'trading-floor', name: 'execution-agent' } as const;

export const killSwitchRecreatedImmutable: Drill = {
  name: 'kill-switch-recreated-immutable',
  headline:
    'The kill switch was immutable and off, and was made anew as on: the executor that ran by then keeps the old one',
  shows: {
    ...NOT_OFF,
    proofs: {
      'executors-scaled': 'bad',
      'executor-pods': 'bad',
      'halt-switches': 'good',
      'halt-processes': 'bad',
    },
  },
  earlier(world) {
    remake(world, '0');
    changeTemplate(world, EXECUTOR, (spec) => dropVariable(spec, 'EXECUTION_HALTED'));
    scaleTo(world, EXECUTOR, 1);
  },
  begin(world) {
    remake(world, '1');
  },
};

function remake(world: World, value: string): void {
  const old = world.store.get('ConfigMap', 'trading-floor', 'agenttrader-kill-switch');
  if (old === undefined) return;
  world.store.remove('ConfigMap', old);
  const data = { EXECUTION_HALTED: value };
  const managedFields = managedData(undefined, data, 'kubectl-create', world.clock.stamp());
  const { name, namespace, labels } = old.metadata;
  place(world, 'ConfigMap', 'v1', { name, namespace, labels, managedFields }, { data, immutable: true });
}
