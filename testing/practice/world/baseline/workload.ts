/** Builders for the objects of the calm world, in the form in which a client would send them. */

import { stampOf } from '../clock.ts';
import { SETTLED_AGE_MS } from '../controllers/birth.ts';
import { type KindName, type Kinds, parseObject } from '../kinds.ts';
import { newMetadata } from '../new-object.ts';

export const REGISTRY = 'us-docker.pkg.dev/agenttrader-prod/mesh';
export const TRADING = 'trading-floor';

/** One object of the calm world. `now` is practice time in ms; everything here is a day old. */
export function settled<K extends KindName>(
  kind: K,
  apiVersion: string,
  metadata: { name: string } & Record<string, unknown>,
  rest: Record<string, unknown>,
  now: number,
): Kinds[K] {
  const generation = 'spec' in rest && kind !== 'Service' && kind !== 'Node' ? { generation: 1 } : {};
  return parseObject(kind, {
    apiVersion,
    kind,
    metadata: newMetadata({ ...generation, ...metadata }, stampOf(now - SETTLED_AGE_MS)),
    ...rest,
  });
}

/** Differences between the agents' containers. */
export interface Program {
  readonly name: string;
  readonly image: string;
  readonly mode: string;
  readonly env?: readonly unknown[];
  readonly cpu?: string;
  readonly memory: string;
  readonly readiness?: string;
  readonly liveness?: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The pod template of an agent: kill switch mounted and in env, mode set, resources bounded, probes as planned. */
export function agentTemplate(program: Program): Record<string, unknown> {
  return {
    metadata: {
      labels: program.labels,
      annotations: { 'agenttrader.dev/git_sha': '54afffe', 'agenttrader.dev/build_id': 'b1207' },
    },
    spec: {
      containers: [container(program)],
      volumes: [{ name: 'kill-switch', configMap: { name: 'agenttrader-kill-switch' } }],
      terminationGracePeriodSeconds: 30,
    },
  };
}

function container(program: Program): Record<string, unknown> {
  const bounds = { cpu: program.cpu ?? '250m', memory: program.memory };
  return {
    name: program.name,
    image: program.image,
    imagePullPolicy: 'IfNotPresent',
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    env: [
      ...switchEnv(),
      { name: 'AGENT_MODE', value: program.mode },
      { name: 'DRY_RUN', value: '1' },
      ...(program.env ?? []),
    ],
    resources: { requests: bounds, limits: bounds },
    ...(program.readiness === undefined ? {} : { readinessProbe: probe(program.readiness, 2) }),
    ...(program.liveness === undefined ? {} : { livenessProbe: probe(program.liveness, 10) }),
    volumeMounts: [{ name: 'kill-switch', mountPath: '/etc/agenttrader/kill-switch', readOnly: true }],
  };
}

function switchEnv(): unknown[] {
  return [
    { name: 'EXECUTION_HALTED_FILE', value: '/etc/agenttrader/kill-switch/EXECUTION_HALTED' },
    {
      name: 'EXECUTION_HALTED',
      valueFrom: { configMapKeyRef: { name: 'agenttrader-kill-switch', key: 'EXECUTION_HALTED' } },
    },
  ];
}

function probe(path: string, periodSeconds: number): Record<string, unknown> {
  return {
    httpGet: { path, port: 'http', scheme: 'HTTP' },
    periodSeconds,
    timeoutSeconds: 1,
    successThreshold: 1,
    failureThreshold: 3,
  };
}
