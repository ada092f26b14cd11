import { stampOf } from '../clock.ts';
import { SETTLED_AGE_MS } from '../controllers/birth.ts';
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

/** Capacity of a node. */
const ROOM = { cpu: '8', memory: '16Gi', pods: '110', 'ephemeral-storage': '95Gi' };

/** A healthy node's conditions: type, status, reason and message. */
const HEALTHY = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
] as const;

/** The conditions of a node that is well since an instant. */
export function healthyConditions(since: string) {
  return HEALTHY.map(([type, status, reason, message]) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: since,
    lastTransitionTime: since,
  }));
}

/** One more of them. */
export function lastNode(name: string, now: number): Kinds['Node'] {
  return node(name, '10.0.0.13', now);
}

function node(name: string, address: string, now: number): Kinds['Node'] {
  const since = stampOf(now - SETTLED_AGE_MS);
  const labels = {
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
  };
  const status = {
    capacity: ROOM,
    allocatable: ROOM,
    conditions: healthyConditions(since),
    addresses: [
      { type: 'InternalIP', address },
      { type: 'Hostname', address: name },
    ],
    nodeInfo: nodeInfo(name),
  };
  const spec = { podCIDR: name.endsWith('a') ? '10.244.1.0/24' : '10.244.2.0/24' };
  return settled('Node', 'v1', { name, labels }, { spec, status }, now);
}

function nodeInfo(name: string): Record<string, string> {
  return {
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
  };
}
