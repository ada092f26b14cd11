import { place } from '../world/place.ts';
import type { World } from '../world/world.ts';
import type { Drill } from './drill.ts';

export const executorAutoscaled: Drill = {
  name: 'executor-autoscaled',
  headline:
    'Both executors were given autoscalers: the plain one sleeps at 0, but KEDA raises execution-agent from 0 without a person',
  shows: {
    execution: 'not-off',
    proofs: { 'executors-scaled': 'good', 'executor-autoscalers': 'bad' },
    agents: { 'execution-agent': 'bad' },
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
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: target };
  const spec = { scaleTargetRef, minReplicas: 1, maxReplicas: 3 };
  place(world, 'HorizontalPodAutoscaler', 'autoscaling/v2', { name, namespace, labels }, { spec });
}
