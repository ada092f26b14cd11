/** Kubernetes objects as a real API server answers them, cut to what the mesh has. */

const EXECUTOR_CONTAINER = {
  name: 'agent',
  image: 'registry.example/execution-agent:54afffe',
  env: [
    { name: 'AGENT_MODE', value: 'OFF' },
    {
      name: 'EXECUTION_HALTED',
      valueFrom: { configMapKeyRef: { name: 'agenttrader-kill-switch', key: 'EXECUTION_HALTED' } },
    },
    { name: 'EXECUTION_HALTED_FILE', value: '/etc/agenttrader/kill-switch/EXECUTION_HALTED' },
    { name: 'ALPACA_KEY', valueFrom: { secretKeyRef: { name: 'alpaca', key: 'key' } } },
    { name: 'LITERAL_PASSWORD', value: 'never-kept' },
    { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
  ],
  volumeMounts: [
    { name: 'kill-switch', mountPath: '/etc/agenttrader/kill-switch', readOnly: true },
    { name: 'scratch', mountPath: '/tmp' },
  ],
};

export const POD_SPEC = {
  containers: [EXECUTOR_CONTAINER],
  volumes: [
    { name: 'kill-switch', configMap: { name: 'agenttrader-kill-switch' } },
    { name: 'scratch', emptyDir: {} },
  ],
};

export function deployment(
  replicas: number | undefined,
  status: Record<string, unknown> = {},
): Record<string, unknown> {
  return { spec: { replicas, template: { metadata: {}, spec: POD_SPEC } }, status };
}

export function pod(
  owner: { kind: string; name: string } | null,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const ownerReferences = owner ? [{ ...owner, controller: true, apiVersion: 'apps/v1', uid: 'u' }] : [];
  return {
    metadata: {
      ownerReferences,
      creationTimestamp: '2026-01-07T12:00:00Z',
      labels: { 'pod-template-hash': '5d4f8c7b9d' },
    },
    spec: { ...POD_SPEC, nodeName: 'node-1' },
    status: {
      phase: 'Running',
      podIP: '10.0.0.7',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [
        {
          name: 'agent',
          ready: true,
          restartCount: 0,
          state: { running: { startedAt: '2026-01-07T12:00:01Z' } },
          lastState: {},
        },
      ],
    },
    ...more,
  };
}
