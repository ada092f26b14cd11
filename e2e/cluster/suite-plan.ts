/** The plan of a mesh that lives in one scratch namespace. */

import { EXECUTOR, FEED, KILL_SWITCH, NIGHTLY, SWITCH_FOLDER, SWITCH_KEY } from './names.ts';

/** Every kind of failure mode that pods and workloads show, each by its detector's name. */
const FAILURES = {
  crashloop: 'crashloop_backoff',
  'image-pull': 'image_pull_backoff',
  'resource-pressure': 'resource_pressure',
  'agent-missing': 'agent_down',
  'undeclared-workload': 'roster_drift',
  'console-blind': 'console_blind',
};

/** As the text of a plan file: JSON is YAML too. */
export function suitePlan(namespace: string): string {
  const plan = {
    schemaVersion: 1,
    mesh: { name: 'Suite', namespaces: [namespace], market: 'NYSE' },
    safety: {
      executors: { names: [EXECUTOR, NIGHTLY], scope: [namespace] },
      haltSwitches: [
        {
          id: 'kill-switch',
          title: 'Kill switch',
          namespace,
          configMap: KILL_SWITCH,
          key: SWITCH_KEY,
          readAs: { fileEnv: 'HALTED_FILE', file: `${SWITCH_FOLDER}/${SWITCH_KEY}` },
        },
      ],
      liveModes: ['LIVE', 'EXECUTE'],
      environment: { mode: 'AGENT_MODE', dryRun: [], enables: [], bypasses: [] },
    },
    agents: [
      agent(EXECUTOR, 'execution', 'off', [
        { kind: 'Deployment', name: EXECUTOR, namespace },
        { kind: 'CronJob', name: NIGHTLY, namespace },
      ]),
      agent(FEED, 'ingest', 'always', [{ kind: 'Deployment', name: FEED, namespace }]),
    ],
    failures: Object.entries(FAILURES).map(([detector, runbook]) => ({
      id: detector,
      title: detector,
      detector,
      symptom: detector,
      causes: ['the suite'],
      action: 'none',
      verification: 'none',
      runbook,
    })),
    escalations: [],
    cadence: [],
  };
  return JSON.stringify(plan, null, 2);
}

function agent(name: string, kind: string, runs: string, workloads: object[]): object {
  return {
    name,
    role: name,
    kind,
    modeDefault: runs === 'off' ? 'OFF' : 'OBSERVE',
    runs,
    inputs: [],
    outputs: [],
    criticality: 'P0',
    owner: null,
    restartPolicy: 'Kubernetes',
    slo: { text: 'N/A', objectivePercent: null, clock: 'none' },
    contract: { must: [], mustNever: [], endpoints: [], safetyDependencies: [] },
    workloads,
  };
}
