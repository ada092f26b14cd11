/** A plan in which every field of the schema is written, so that tests can spoil each of them. */

const text = (what: string) => `${what} of the desk`;
const who = { by: 'ada', why: text('Reason') };
const declared = { reason: text('Day'), who: 'ada', source: 'notice 2026-1' };

const agents = [
  {
    name: 'feed',
    aliases: ['old-feed'],
    role: text('Feed'),
    kind: 'marketdata',
    modeDefault: 'OBSERVE',
    modeNote: text('Mode'),
    runs: 'always',
    optional: false,
    inputs: ['quotes'],
    outputs: ['GET /healthz'],
    criticality: 'P0',
    criticalityNote: text('Criticality'),
    owner: { name: 'Data desk', contact: '+1 555 0100' },
    restartPolicy: text('Restart'),
    recommendedProbes: { liveness: '/live', readiness: '/ready', either: '/healthz' },
    runsDuring: ['open'],
    slo: { text: '99.9 %', objectivePercent: 99.9, clock: 'market-hours', of: 'heartbeat' },
    contract: {
      must: [{ text: text('Duty'), check: ['heartbeat-fresh'], unseen: text('Rest') }],
      mustNever: [text('Ban')],
      endpoints: [{ path: 'GET /healthz', what: text('Health') }],
      safetyDependencies: [text('Dependency')],
    },
    workloads: [{ kind: 'Deployment', name: 'feed', namespace: 'pier', note: text('Feed') }],
    cloudRun: {
      service: 'feed-run',
      job: 'feed-job',
      workerPool: 'feed-pool',
      urlEnv: 'FEED_URL',
      parentEnv: 'FEED_PARENT',
    },
    workloadUndeclared: text('Open part'),
    probes: [
      {
        id: 'beat',
        kind: 'marketdata-heartbeat',
        path: '/healthz',
        fallbacks: ['/heartbeat'],
        target: { via: 'workload', workload: 'feed', port: 8080, service: 'feed' },
        intervalSeconds: 2,
        limitSeconds: 60,
        answersAs: ['feed'],
        optional: false,
        keyEnv: 'FEED_KEY',
        keyHeader: 'X-Api-Key',
      },
      {
        id: 'config-beat',
        kind: 'config-heartbeat',
        path: '/data/last_seen',
        target: { via: 'config-map', namespace: 'pier', configMap: 'feed-beat' },
      },
      { id: 'url', kind: 'process-health', path: '/health', target: { via: 'url', urlEnv: 'FEED_URL' } },
    ],
  },
  {
    name: 'hand',
    role: text('Orders'),
    kind: 'execution',
    modeDefault: 'OFF',
    runs: 'off',
    inputs: [],
    outputs: [],
    criticality: 'P0',
    owner: null,
    restartPolicy: text('Restart'),
    slo: { text: 'N/A', objectivePercent: null, clock: 'none' },
    contract: { must: [], mustNever: [], endpoints: [], safetyDependencies: [] },
    workloads: [{ kind: 'Deployment', name: 'hand', namespace: 'pier' }],
  },
];

const safety = {
  invariants: [text('Invariant')],
  proofLimitSeconds: 10,
  executors: {
    names: ['hand'],
    words: ['order-hand'],
    images: ['hand-image'],
    modules: ['hand_module'],
    notExecutors: [
      {
        workload: { kind: 'Deployment', namespace: 'pier', name: 'hand-docs' },
        signs: ['name=hand'],
        image: ['registry/hand-docs'],
        ...who,
        until: '2026-12-31',
      },
    ],
    scope: ['pier'],
    gatedPages: true,
    knownKinds: [{ group: 'desk.example', kind: 'Hand', ...who, until: '2026-12-31T00:00:00Z' }],
  },
  settledPods: [{ pod: 'hand-x', node: 'node-1', uid: 'u-1', ...who, at: '2026-11-20T15:15:00Z' }],
  cloudRun: { projects: [{ id: 'desk-prod', regions: ['us-east1'] }], limitSeconds: 60 },
  haltSwitches: [
    {
      id: 'switch',
      title: text('Switch'),
      namespace: 'pier',
      configMap: 'safety',
      key: 'HALTED',
      readAs: {
        env: 'HALTED',
        fileEnv: 'HALTED_FILE',
        file: '/etc/halted',
        olderEnv: ['OLD_HALTED'],
        olderFileEnv: ['OLD_HALTED_FILE'],
        documentEnv: 'HALTED_DOC',
      },
    },
  ],
  thresholds: [{ id: 'stale', namespace: 'pier', configMap: 'safety', key: 'STALE', agents: ['feed'] }],
  liveModes: ['LIVE', 'EXECUTE'],
  brokerCredentials: { variablePrefixes: ['BROKER_'], secrets: ['broker'], agents: ['hand'] },
  environment: { mode: 'AGENT_MODE', dryRun: ['DRY_RUN'], enables: ['ENABLED'], bypasses: ['BYPASS'] },
  gates: [
    {
      variable: 'TRADING_MODE',
      safe: ['paper'],
      danger: ['live'],
      unset: 'safe',
      where: 'mesh',
      note: text('Gate'),
    },
  ],
  knownSettings: [{ setting: 'LIVE_VIEW', workload: 'feed', means: text('Charts'), by: 'ada' }],
  knownSources: [{ kind: 'Secret', namespace: 'pier', name: 'db', holds: text('Login'), ...who }],
};

const step = { phase: 'Day', who: 'human', steps: [text('Step')] };
const evidence = [
  { kind: 'sample', agents: ['feed'] },
  { kind: 'failures', failures: ['stale'] },
  {
    kind: 'job',
    workload: { kind: 'CronJob', name: 'round', namespace: 'pier', note: text('Round') },
    snapshot: 'intraday',
  },
];

/** Every field; a fresh copy may be spoiled. */
export const WHOLE_PLAN = {
  schemaVersion: 1,
  mesh: { name: 'Pier', namespaces: ['pier'], market: 'NYSE' },
  safety,
  oncall: {
    P0: { name: 'Ada', contact: 'tel:+15550100' },
    P1: { name: 'Bob', contact: '#desk' },
    P2: { name: 'Cy', contact: 'mailto:cy@desk.example' },
    P3: { name: 'Di', contact: 'https://desk.example/di' },
  },
  market: {
    closures: [{ date: '2026-12-04', ...declared }],
    earlyCloses: [{ date: '2026-12-03', close: '13:00', ...declared }],
  },
  marketHalts: [
    {
      level: 1,
      from: '2026-11-20T15:00:00Z',
      to: '2026-11-20T15:15:00Z',
      note: text('Halt'),
      who: 'ada',
      source: 'NYSE status page',
    },
  ],
  agents,
  otherWorkloads: [{ kind: 'CronJob', name: 'round', namespace: 'pier', note: text('Round') }],
  failures: [
    {
      id: 'stale',
      title: text('Stale'),
      detector: 'heartbeat-stale',
      agents: ['feed'],
      symptom: text('Symptom'),
      causes: [text('Cause')],
      action: text('Action'),
      verification: text('Verification'),
      runbook: 'stale',
    },
  ],
  escalations: [
    {
      id: 'stale-long',
      priority: 'P1',
      title: text('Rule'),
      response: text('Response'),
      when: { kind: 'failure', failure: 'stale', agents: ['feed'] },
      forSeconds: 120,
      during: 'market-hours',
      runbook: 'stale',
    },
    ...[
      { kind: 'execution', outcomes: ['not-off'] },
      { kind: 'agent', agents: ['feed'], verdicts: ['bad'] },
      { kind: 'sight-lost', criticalities: ['P0'] },
      { kind: 'halt-switch-unconfirmed' },
      { kind: 'gate-bypassed' },
    ].map((when) => ({
      id: `on-${when.kind}`,
      priority: 'P0',
      title: text('Rule'),
      response: text('Response'),
      when,
    })),
  ],
  evaluation: { evidenceSeconds: 3_600 },
  ruleTimers: { clearSeconds: 30, intermittent: { percent: 50, ofSeconds: 600 } },
  cadence: [
    {
      id: 'round',
      title: text('Round'),
      anchor: 'open',
      offsetMinutes: 15,
      everyMinutes: 15,
      graceMinutes: 10,
      evidence,
      throughout: false,
      command: './round.sh',
      artifacts: ['out/'],
      runbook: 'stale',
      ...step,
    },
  ],
  humanOnly: [
    {
      id: 'enable',
      title: text('Enabling'),
      requires: [text('Review')],
      evidence: [{ text: text('Evidence'), shows: 'halt-switches' }],
    },
  ],
  fallbackRunbooks: { execution: 'stale', agentDown: 'stale', consoleBlind: 'stale', contracts: 'stale' },
  contractRunbooks: { 'heartbeat-fresh': 'stale' },
  references: [{ path: 'docs/desk.md', what: text('Reference') }],
};
