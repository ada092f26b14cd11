/** An autoscaler on the executor: what only a watch can see appear. */

import { create, remove } from '../../e2e/operator.ts';
import type { PracticeMesh } from '../../e2e/processes.ts';
import { proofFails } from './expect.ts';
import { EXECUTOR } from './mesh-words.ts';

const COLLECTION = '/apis/autoscaling/v2/namespaces/trading-floor/horizontalpodautoscalers';
const NAME = 'fault-hpa';

export function giveAutoscaler(mesh: PracticeMesh): Promise<void> {
  return create(mesh, COLLECTION, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: NAME, namespace: 'trading-floor' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: EXECUTOR },
      minReplicas: 1,
      maxReplicas: 3,
    },
  });
}

export function takeAutoscaler(mesh: PracticeMesh): Promise<void> {
  return remove(mesh, `${COLLECTION}/${NAME}`);
}

export const autoscalerSeen = proofFails('executor-autoscalers', 'attention');
