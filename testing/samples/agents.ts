/** Shared agents of the test plans, with names that no real plan has. */

/** Required fields of an agent in a test plan that no rule reads. */
export const PLAIN_AGENT = {
  inputs: [],
  outputs: [],
  owner: null,
  restartPolicy: 'restarts',
  slo: { text: '99 %', objectivePercent: 99, clock: 'market-hours' },
  contract: { must: [], mustNever: [], endpoints: [], safetyDependencies: [] },
  modeDefault: 'OBSERVE',
  runs: 'always',
} as const;

/** Market data with a heartbeat. */
export const FEED = {
  ...PLAIN_AGENT,
  name: 'feed',
  role: 'ticks',
  kind: 'marketdata',
  criticality: 'P0',
  slo: { ...PLAIN_AGENT.slo, of: 'heartbeat' },
  workloads: [{ kind: 'Deployment', name: 'feed' }],
  probes: [
    {
      id: 'beat',
      kind: 'marketdata-heartbeat',
      path: '/healthz',
      limitSeconds: 60,
      target: { via: 'workload', workload: 'feed', port: 80 },
    },
  ],
} as const;

/** A strategy runtime with a status. */
export const PILOT = {
  ...PLAIN_AGENT,
  name: 'pilot',
  role: 'proposes',
  kind: 'strategy',
  criticality: 'P1',
  workloads: [{ kind: 'StatefulSet', name: 'pilot' }],
  probes: [
    {
      id: 'status',
      kind: 'ops-status',
      path: '/ops/status',
      limitSeconds: 60,
      target: { via: 'workload', workload: 'pilot', port: 80 },
    },
  ],
} as const;

/** An agent outside the cluster, with an answer of its own and a heartbeat in a store. */
export const INTAKE = {
  ...PLAIN_AGENT,
  name: 'intake',
  role: 'ingests',
  kind: 'ingest',
  criticality: 'P1',
  slo: { ...PLAIN_AGENT.slo, of: 'health-endpoint' },
  workloads: [],
  cloudRun: { service: 'intake', urlEnv: 'INTAKE_URL' },
  probes: [
    { id: 'health', kind: 'process-health', path: '/health', target: { via: 'url', urlEnv: 'INTAKE_URL' } },
    {
      id: 'store',
      kind: 'firestore-heartbeat',
      path: '/ops/intake',
      limitSeconds: 120,
      target: { via: 'url', urlEnv: 'INTAKE_STORE' },
    },
  ],
} as const;
