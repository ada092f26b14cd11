import type { Kinds } from '../kinds.ts';
import { settled } from './workload.ts';

/** The namespaces of the practice cluster. */
export function namespaces(now: number): Kinds['Namespace'][] {
  return ['default', 'kube-system', 'trading-floor', 'agenttrader'].map((name) =>
    settled(
      'Namespace',
      'v1',
      { name, labels: { 'kubernetes.io/metadata.name': name } },
      { status: { phase: 'Active' } },
      now,
    ),
  );
}

/** Two nodes, ready and with room. */
export function nodes(now: number): Kinds['Node'][] {
  return [node('practice-node-a', '10.0.0.11', now), node('practice-node-b', '10.0.0.12', now)];
}

function node(name: string, address: string, now: number): Kinds['Node'] {
  const since = new Date(now - 26 * 3600 * 1000).toISOString().slice(0, 19);
  const condition = (type: string, status: string, reason: string, message: string) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: `${since}Z`,
    lastTransitionTime: `${since}Z`,
  });
  const room = { cpu: '8', memory: '16Gi', pods: '110', 'ephemeral-storage': '95Gi' };
  return settled(
    'Node',
    'v1',
    {
      name,
      labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' },
    },
    {
      spec: { podCIDR: name.endsWith('a') ? '10.244.1.0/24' : '10.244.2.0/24' },
      status: {
        capacity: room,
        allocatable: room,
        conditions: [
          condition(
            'MemoryPressure',
            'False',
            'KubeletHasSufficientMemory',
            'kubelet has sufficient memory available',
          ),
          condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
          condition(
            'PIDPressure',
            'False',
            'KubeletHasSufficientPID',
            'kubelet has sufficient PID available',
          ),
          condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
        ],
        addresses: [
          { type: 'InternalIP', address },
          { type: 'Hostname', address: name },
        ],
        nodeInfo: {
          machineID: name,
          systemUUID: name,
          bootID: name,
          architecture: 'amd64',
          operatingSystem: 'linux',
          osImage: 'Practice Linux',
          kernelVersion: '6.1.0',
          kubeletVersion: 'v1.32.0',
          kubeProxyVersion: 'v1.32.0',
          containerRuntimeVersion: 'containerd://2.0.0',
        },
      },
    },
    now,
  );
}
