/** A pod that runs, for tests of the probes. */

import type { PodValue } from '#lib/facts/fact.ts';

export function runningPod(name: string, workload = 'feed', more: Partial<PodValue> = {}): PodValue {
  return {
    namespace: 'floor',
    name,
    uid: name,
    resourceVersion: '1',
    labels: {},
    annotations: {},
    owner: null,
    workload: { kind: 'Deployment', name: workload },
    createdAt: null,
    phase: 'Running',
    reason: null,
    terminating: false,
    ready: true,
    node: null,
    graceSeconds: 30,
    ip: '10.0.0.7',
    unschedulable: null,
    containers: [],
    states: [],
    ...more,
  };
}
