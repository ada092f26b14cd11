import { parseObject } from '../world/kinds.ts';
import { newMetadata } from '../world/new-object.ts';
import type { World } from '../world/world.ts';
import type { Drill } from './drill.ts';

export const executorAutoscaled: Drill = {
  name: 'executor-autoscaled',
  headline:
    'Both executors were given autoscalers: the plain one sleeps at 0, and KEDA could raise execution-agent from 0 at a message',
  shows: {
    execution: 'not-off',
    proofs: { 'executors-scaled': 'good', 'executor-autoscalers': 'bad' },
    agents: { 'execution-agent': 'expected-off' },
    failures: {},
    escalations: { 'execution-not-off': 'firing' },
  },
  begin(world) {
    autoscale(world, 'agenttrader', 'execution-engine', 'execution-engine', {});
    autoscale(world, 'trading-floor', 'execution-agent', 'keda-hpa-execution-agent', {
      'app.kubernetes.io/managed-by': 'keda-operator',
      'app.kubernetes.io/part-of': 'execution-agent',
      'scaledobject.keda.sh/name': 'execution-agent',
    });
  },
};

function autoscale(
  world: World,
  namespace: string,
  target: string,
  name: string,
  labels: Readonly<Record<string, string>>,
): void {
  const scaler = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: newMetadata({ name, namespace, labels }, world.clock.stamp()),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target },
      minReplicas: 1,
      maxReplicas: 3,
    },
  };
  world.store.put('HorizontalPodAutoscaler', parseObject('HorizontalPodAutoscaler', scaler));
}
