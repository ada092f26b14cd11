import { REGISTRY } from '../world/baseline/workload.ts';
import type { Drill } from './drill.ts';
import { NOT_OFF } from './shown.ts';

export const executorStaticPod: Drill = {
  name: 'executor-static-pod',
  headline:
    'A manifest lies in the folder of a node: its kubelet runs execution-agent, and deleting the pod ends nothing',
  shows: { ...NOT_OFF, proofs: { 'executor-pods': 'bad' }, actions: ['execution-agent-practice-node-b'] },
  begin(world) {
    const spec = { containers: [{ name: 'agent', image: `${REGISTRY}/execution-engine:2.14.1` }] };
    world.manifests = [{ node: 'practice-node-b', namespace: 'kube-system', name: 'execution-agent', spec }];
  },
};
