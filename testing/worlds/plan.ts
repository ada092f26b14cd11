/** The plan of the mesh that is simulated: small, with every feature of a plan that evaluation reads. */

import { type Plan, planSchema } from '#lib/plan/schema.ts';
import { FEED, INTAKE, PILOT, PLAIN_AGENT } from '../samples/agents.ts';

export const HOME = 'pit';
export const SECOND_NAMESPACE = 'yard';
/** A namespace outside the mesh. */
export const OUTSIDE = 'elsewhere';
export const BRAKE_FILE = '/etc/brake/HALTED';

const words = { symptom: 's', causes: ['c'], action: 'a', verification: 'v' };
const rule = { response: 'act' };

const agents = [
  FEED,
  PILOT,
  // Outside the cluster and not on Cloud Run: only the other plan names anything there.
  { ...INTAKE, cloudRun: undefined },
  {
    ...PLAIN_AGENT,
    name: 'crane',
    aliases: ['derrick'],
    role: 'executes',
    kind: 'execution',
    runs: 'off',
    modeDefault: 'OFF',
    criticality: 'P0',
    workloads: [
      { kind: 'Deployment', name: 'crane' },
      { kind: 'Deployment', name: 'derrick' },
    ],
    probes: [
      {
        id: 'state',
        kind: 'execution-state',
        path: '/state',
        target: { via: 'workload', workload: 'crane', port: 80 },
      },
    ],
  },
  {
    ...PLAIN_AGENT,
    name: 'scribe',
    role: 'reports',
    kind: 'ops',
    runs: 'on-demand',
    modeDefault: 'OFF',
    criticality: 'P2',
    workloads: [{ kind: 'Job', name: 'scribe' }],
  },
  // The plan leaves open how it runs.
  {
    ...PLAIN_AGENT,
    name: 'herald',
    role: 'tells',
    kind: 'ops',
    criticality: 'P2',
    workloads: [],
    workloadUndeclared: 'no manifest of it is known',
  },
  {
    ...PLAIN_AGENT,
    name: 'lamp',
    role: 'shines',
    kind: 'ops',
    optional: true,
    criticality: 'P1',
    workloads: [{ kind: 'Deployment', name: 'lamp' }],
    probes: [
      {
        id: 'health',
        kind: 'process-health',
        path: '/health',
        target: { via: 'workload', workload: 'lamp', port: 80 },
      },
    ],
  },
];

const failures = [
  { id: 'feed-stale', detector: 'heartbeat-stale', agents: ['feed'] },
  { id: 'pilot-halted', detector: 'agent-refusing', agents: ['pilot'] },
  { id: 'crash', detector: 'crashloop' },
  { id: 'pull', detector: 'image-pull' },
  { id: 'pressure', detector: 'resource-pressure' },
  { id: 'missing', detector: 'agent-missing' },
  { id: 'undeclared', detector: 'undeclared-workload' },
  { id: 'blind', detector: 'console-blind' },
].map((f) => ({ ...words, ...f, title: f.id, runbook: f.id.replaceAll('-', '_') }));

/** Durations are shorter than in a real plan, so that whole timers fit into a world. */
const escalations = [
  {
    id: 'crane-on',
    priority: 'P0',
    when: { kind: 'execution', outcomes: ['not-off', 'gated', 'contradicted'] },
  },
  { id: 'brake-unclear', priority: 'P0', when: { kind: 'halt-switch-unconfirmed' } },
  { id: 'bypass', priority: 'P0', when: { kind: 'gate-bypassed' } },
  { id: 'crash-long', priority: 'P1', when: { kind: 'failure', failure: 'crash' }, forSeconds: 8 },
  {
    id: 'stale-long',
    priority: 'P1',
    when: { kind: 'failure', failure: 'feed-stale' },
    forSeconds: 5,
    during: 'market-hours',
  },
  {
    id: 'intake-late',
    priority: 'P2',
    when: { kind: 'agent', agents: ['intake'], verdicts: ['bad', 'attention', 'unknown'] },
    forSeconds: 10,
  },
  { id: 'lost', priority: 'P0', when: { kind: 'sight-lost', criticalities: ['P0'] }, forSeconds: 6 },
].map((e) => ({ ...rule, title: e.id, ...e }));

/** A market-wide halt that people declared: no ticks prove nothing while it lasts. */
export const MARKET_HALT = { from: '2026-07-08T17:30:00Z', to: '2026-07-08T18:00:00Z' };

const source = {
  schemaVersion: 1,
  marketHalts: [{ level: 2, ...MARKET_HALT }],
  mesh: { name: 'Quarry', namespaces: [HOME, SECOND_NAMESPACE], market: 'NYSE' },
  safety: {
    executors: { names: ['crane', 'derrick'] },
    haltSwitches: [
      {
        id: 'brake',
        title: 'Brake',
        namespace: HOME,
        configMap: 'brake',
        key: 'HALTED',
        readAs: { env: 'HALTED', fileEnv: 'HALTED_FILE', file: BRAKE_FILE },
      },
      { id: 'second', title: 'Second brake', namespace: HOME, configMap: 'second', key: 'STOP' },
    ],
    liveModes: ['LIVE', 'EXECUTE'],
    brokerCredentials: { variablePrefixes: ['BROKER_'], secrets: ['broker'], agents: ['feed', 'crane'] },
    environment: { mode: 'MODE', dryRun: ['DRY'], enables: ['ENABLED'], bypasses: ['NO_GATE'] },
    gates: [{ variable: 'UNLOCK', safe: ['off'] }],
  },
  agents,
  otherWorkloads: [{ kind: 'CronJob', name: 'tidy' }],
  failures,
  escalations,
  cadence: [
    {
      id: 'check',
      title: 'Check',
      phase: 'Pre',
      anchor: 'open',
      offsetMinutes: -60,
      who: 'us',
      steps: ['look'],
    },
    {
      id: 'crashes',
      title: 'Crashes',
      phase: 'Session',
      anchor: 'open',
      offsetMinutes: 44,
      evidence: [{ kind: 'failures', failures: ['crash'] }],
      who: 'us',
      steps: ['look'],
    },
    {
      id: 'report',
      title: 'Report',
      phase: 'Post',
      anchor: 'close',
      offsetMinutes: 30,
      who: 'us',
      steps: ['look'],
    },
  ],
  fallbackRunbooks: { execution: 'crane_on', agentDown: 'down', consoleBlind: 'blind' },
};

/** The mesh without an executor outside the cluster, and the one that declares its executor on Cloud Run too. */
export const QUARRY: Plan = planSchema.parse(source);
export const QUARRY_ON_CLOUD_RUN: Plan = planSchema.parse({
  ...source,
  agents: agents.map((a) =>
    a.name === 'crane' ? { ...a, cloudRun: { service: 'crane', parentEnv: 'CRANE_PARENT' } } : a,
  ),
});
