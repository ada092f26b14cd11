import { placeCustom } from '../world/custom-kind.ts';
import { controlledBy } from '../world/new-object.ts';
import { place, plainTemplate, replicatedSpec } from '../world/place.ts';
import type { Drill } from './drill.ts';

export const operatorOwnedWorkload: Drill = {
  name: 'operator-owned-workload',
  headline: 'An operator runs a Deployment for a resource of its own kind, and no entry of the plan knows it',
  shows: {
    execution: 'proven-off',
    agents: {},
    failures: { 'undeclared-workload': 'attention' },
    undeclared: ['desk-pricer'],
  },
  begin(world) {
    const namespace = 'trading-floor';
    const owner = placeCustom(world, 'desk.example', 'Pricer', { name: 'desk', namespace });
    const name = 'desk-pricer';
    const spec = replicatedSpec(plainTemplate(name, 'registry.example.com/desk/pricer:1'));
    const ownerReferences = controlledBy(owner);
    place(world, 'Deployment', 'apps/v1', { name, namespace, ownerReferences }, { spec });
  },
};
