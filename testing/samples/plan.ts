/** A small mesh for the tests of evaluation, with names that no real plan has. */

import { type Plan, planSchema } from '#lib/plan/schema.ts';
import { FEED, PILOT, PLAIN_AGENT } from './agents.ts';

const COUNTS = {
  id: 'counts',
  kind: 'metrics',
  path: '/metrics',
  optional: true,
  target: { via: 'workload', workload: 'pilot', port: 80 },
};

export const SAMPLE_PLAN: Plan = planSchema.parse({
  schemaVersion: 1,
  mesh: { name: 'Harbour', namespaces: ['pier'], market: 'NYSE' },
  safety: {
    executors: { names: ['crane'] },
    haltSwitches: [
      { id: 'brake', title: 'Brake', namespace: 'pier', configMap: 'brake', key: 'HALTED' },
      { id: 'second', title: 'Second brake', namespace: 'pier', configMap: 'second', key: 'STOP' },
    ],
    thresholds: [
      { id: 'limit', namespace: 'pier', configMap: 'second', key: 'LIMIT', agents: ['feed', 'pilot'] },
    ],
    liveModes: ['LIVE', 'EXECUTE'],
    environment: { mode: 'MODE', dryRun: ['DRY'], enables: ['ENABLED'], bypasses: ['NO_GATE'] },
  },
  agents: [
    FEED,
    { ...PILOT, probes: [...PILOT.probes, COUNTS] },
    {
      ...PLAIN_AGENT,
      name: 'crane',
      role: 'executes',
      kind: 'execution',
      runs: 'off',
      modeDefault: 'OFF',
      criticality: 'P0',
      workloads: [{ kind: 'Deployment', name: 'crane' }],
    },
    {
      ...PLAIN_AGENT,
      name: 'scribe',
      role: 'reports',
      kind: 'ops',
      runs: 'on-demand',
      criticality: 'P2',
      workloads: [{ kind: 'Job', name: 'scribe' }],
    },
  ],
  failures: [
    failure('feed-stale', 'heartbeat-stale', ['feed']),
    failure('pilot-halted', 'agent-refusing', ['pilot']),
    failure('crash', 'crashloop'),
    failure('pull', 'image-pull'),
    failure('pressure', 'resource-pressure'),
    failure('gone', 'agent-missing'),
    failure('stranger', 'undeclared-workload'),
    failure('blind', 'console-blind'),
  ],
  escalations: [
    rule('crane-on', 'P0', { kind: 'execution', outcomes: ['not-off', 'gated', 'contradicted'] }),
    rule('brake-unclear', 'P0', { kind: 'halt-switch-unconfirmed' }),
    rule('bypass', 'P0', { kind: 'gate-bypassed' }),
    {
      ...rule('crash-long', 'P1', { kind: 'failure', failure: 'crash' }),
      forSeconds: 300,
      during: 'market-hours',
    },
    {
      ...rule('stale-long', 'P1', { kind: 'failure', failure: 'feed-stale' }),
      forSeconds: 120,
      during: 'market-hours',
    },
  ],
  cadence: [
    {
      id: 'check',
      title: 'Check',
      phase: 'Pre',
      anchor: 'open',
      offsetMinutes: -60,
      who: 'on-call',
      steps: ['look'],
    },
    {
      id: 'sample',
      title: 'Sample',
      phase: 'Day',
      anchor: 'open',
      offsetMinutes: 0,
      everyMinutes: 15,
      who: 'on-call',
      steps: ['look'],
    },
  ],
  fallbackRunbooks: { execution: 'crane_on', agentDown: 'down', consoleBlind: 'blind' },
});

function failure(id: string, detector: string, agents?: string[]) {
  const words = { title: id, symptom: 's', causes: ['c'], action: 'a', verification: 'v' };
  return {
    id,
    detector,
    ...words,
    runbook: id.replaceAll('-', '_'),
    ...(agents === undefined ? {} : { agents }),
  };
}

function rule(id: string, priority: string, when: object) {
  return { id, priority, title: id, response: 'act', when };
}
