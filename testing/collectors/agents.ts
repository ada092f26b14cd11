/** A plan of given agents, for tests of the probes. */

import { type Plan, planSchema } from '#lib/plan/schema.ts';

export function planOf(agents: readonly Record<string, unknown>[]): Plan {
  const base = {
    role: 'r',
    kind: 'marketdata',
    modeDefault: 'OBSERVE',
    runs: 'always',
    inputs: [],
    outputs: [],
    criticality: 'P0',
    owner: null,
    restartPolicy: 'none',
    slo: { text: 'none', objectivePercent: null, clock: 'none' },
    contract: { must: [], mustNever: [], endpoints: [], safetyDependencies: [] },
    workloads: [],
  };
  return planSchema.parse({
    schemaVersion: 1,
    mesh: { name: 'scratch', namespaces: ['floor', 'annex'], market: 'NYSE' },
    safety: {
      executors: { names: ['executor'] },
      haltSwitches: [{ id: 'halt', title: 'Halt', namespace: 'floor', configMap: 'halt', key: 'HALTED' }],
      liveModes: ['LIVE'],
      environment: { mode: 'AGENT_MODE', dryRun: [], enables: [], bypasses: [] },
    },
    agents: agents.map((agent) => ({ ...base, ...agent })),
    failures: [],
    escalations: [],
    cadence: [],
  });
}
