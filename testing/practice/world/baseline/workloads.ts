import type { Kinds } from '../kinds.ts';
import { agentTemplate, type Program, REGISTRY, settled, TRADING } from './workload.ts';

const MARKETDATA_URL = `http://marketdata-mcp-server.${TRADING}.svc.cluster.local:8080/healthz`;

const marketdata: Program = {
  name: 'marketdata-mcp-server',
  image: `${REGISTRY}/marketdata-mcp-server:2.14.1`,
  mode: 'OBSERVE',
  memory: '512Mi',
  readiness: '/healthz',
  liveness: '/health',
  labels: {
    app: 'marketdata-mcp-server',
    'app.kubernetes.io/name': 'marketdata-mcp-server',
    'app.kubernetes.io/component': 'marketdata',
    'app.kubernetes.io/part-of': 'agent-trader-v2',
  },
  env: [
    { name: 'MARKETDATA_MAX_AGE_SECONDS', value: '60' },
    { name: 'ALPACA_API_KEY_ID', valueFrom: { secretKeyRef: { name: 'alpaca-creds', key: 'key-id' } } },
    {
      name: 'ALPACA_API_SECRET_KEY',
      valueFrom: { secretKeyRef: { name: 'alpaca-creds', key: 'secret-key' } },
    },
  ],
};

/** The strategy API: labelled as older charts do, without part-of. */
const strategyApi: Program = {
  name: 'strategy-engine',
  image: `${REGISTRY}/strategy-service:2.14.1`,
  mode: 'OBSERVE',
  memory: '512Mi',
  readiness: '/',
  liveness: '/',
  labels: { app: 'strategy-engine', 'app.kubernetes.io/name': 'strategy-engine' },
};

const executor: Program = {
  name: 'execution-agent',
  image: `${REGISTRY}/execution-engine:2.14.1`,
  mode: 'OFF',
  memory: '512Mi',
  readiness: '/health',
  liveness: '/health',
  labels: {
    app: 'execution-agent',
    'app.kubernetes.io/name': 'execution-agent',
    'app.kubernetes.io/component': 'execution',
    'app.kubernetes.io/part-of': 'agent-trader-v2',
  },
  env: [
    { name: 'EXEC_DRY_RUN', value: '1' },
    { name: 'EXECUTION_AGENT_ENABLED', value: '0' },
    { name: 'BROKER_EXECUTION_ENABLED', value: '0' },
    { name: 'MARKETDATA_HEALTH_URL', value: MARKETDATA_URL },
  ],
};

const engine: Program = {
  ...executor,
  name: 'execution-engine',
  labels: {
    app: 'execution-engine',
    'app.kubernetes.io/name': 'execution-engine',
    'app.kubernetes.io/part-of': 'agenttrader-v2',
  },
};

const missionControl: Program = {
  name: 'mission-control',
  image: `${REGISTRY}/mission-control:2.14.1`,
  mode: 'OFF',
  memory: '256Mi',
  labels: {
    app: 'mission-control',
    'app.kubernetes.io/name': 'mission-control',
    'app.kubernetes.io/part-of': 'agent-trader-v2',
  },
};

function strategy(short: string, version: string, partOf: string): Program {
  return {
    name: `${short}-strategy`,
    image: `${REGISTRY}/strategy-runtime:${version}`,
    mode: 'EVAL',
    memory: '1Gi',
    readiness: '/health',
    liveness: '/health',
    labels: {
      app: `${short}-strategy`,
      strategy: short,
      'app.kubernetes.io/name': `${short}-strategy`,
      'app.kubernetes.io/component': 'strategy',
      'app.kubernetes.io/part-of': partOf,
    },
    env: [
      { name: 'MARKETDATA_HEALTH_URL', value: MARKETDATA_URL },
      { name: 'MARKETDATA_MAX_AGE_SECONDS', value: '60' },
      { name: 'STRATEGY_NAME', value: short },
    ],
  };
}

/** The Deployments of the mesh; executors and mission-control at 0. */
export function deployments(now: number): Kinds['Deployment'][] {
  return [
    deployment(marketdata, 1, TRADING, now),
    deployment(strategyApi, 1, TRADING, now),
    deployment(executor, 0, TRADING, now),
    deployment(missionControl, 0, TRADING, now),
    deployment(engine, 0, 'agenttrader', now),
    coredns(now),
  ];
}

/** The strategy runtimes. */
export function statefulSets(now: number): Kinds['StatefulSet'][] {
  return [strategy('gamma', '2.14.1', 'agent-trader-v2'), strategy('whale', '2.9.3', 'agenttrader-v2')].map(
    (program) =>
      settled(
        'StatefulSet',
        'apps/v1',
        { name: program.name, namespace: TRADING, labels: program.labels },
        {
          spec: {
            replicas: 1,
            serviceName: program.name,
            selector: { matchLabels: { app: program.name } },
            template: agentTemplate(program),
            podManagementPolicy: 'OrderedReady',
            updateStrategy: { type: 'RollingUpdate' },
          },
        },
        now,
      ),
  );
}

/** A Service for each program that listens. */
export function services(now: number): Kinds['Service'][] {
  const listening: [Program, string][] = [
    [marketdata, TRADING],
    [strategyApi, TRADING],
    [executor, TRADING],
    [strategy('gamma', '2.14.1', 'agent-trader-v2'), TRADING],
    [strategy('whale', '2.9.3', 'agenttrader-v2'), TRADING],
    [engine, 'agenttrader'],
  ];
  return listening.map(([program, namespace], index) =>
    settled(
      'Service',
      'v1',
      { name: program.name, namespace, labels: program.labels },
      {
        spec: {
          type: 'ClusterIP',
          clusterIP: `10.96.0.${20 + index}`,
          clusterIPs: [`10.96.0.${20 + index}`],
          selector: { app: program.labels.app },
          ports: [{ name: 'http', port: 8080, protocol: 'TCP', targetPort: 'http' }],
        },
        status: { loadBalancer: {} },
      },
      now,
    ),
  );
}

function deployment(program: Program, replicas: number, namespace: string, now: number): Kinds['Deployment'] {
  return settled(
    'Deployment',
    'apps/v1',
    { name: program.name, namespace, labels: program.labels },
    {
      spec: {
        replicas,
        selector: { matchLabels: { app: program.labels.app } },
        template: agentTemplate(program),
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
      },
    },
    now,
  );
}

/** An innocent system workload, so that the whole cluster is more than the mesh. */
function coredns(now: number): Kinds['Deployment'] {
  const labels = { 'k8s-app': 'kube-dns' };
  return settled(
    'Deployment',
    'apps/v1',
    { name: 'coredns', namespace: 'kube-system', labels },
    {
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: 'coredns',
                image: 'registry.k8s.io/coredns/coredns:v1.11.3',
                ports: [{ name: 'dns', containerPort: 53, protocol: 'UDP' }],
                resources: { requests: { cpu: '100m', memory: '70Mi' }, limits: { memory: '170Mi' } },
              },
            ],
          },
        },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 } },
      },
    },
    now,
  );
}
