/** The sample mesh in calm, as its sources would say it, and the pieces to disturb it with. */

import type {
  AnswerValue,
  ContainerSpec,
  ContainerState,
  Fact,
  FactValue,
  PodValue,
  ServedKindsValue,
  SourceAvailability,
  WorkloadValue,
} from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { WORKLOAD_KINDS } from '#lib/vocabulary.ts';

type NodeValue = FactValue<'node'>;

/** 10:15 ET of a Friday with a session. */
export const NOW = Date.parse('2026-11-20T15:15:00Z');
export const SEEN = NOW - 500;

/** A container as the plan wants it, or different where the case is about that. */
export function container(value: Partial<ContainerSpec> = {}): ContainerSpec {
  return {
    name: 'main',
    image: 'r/x:1',
    role: 'main',
    command: [],
    args: [],
    environment: [],
    environmentFrom: [],
    mounts: [],
    probes: { liveness: null, readiness: null, startup: null },
    resources: { requests: ['cpu', 'memory'], limits: ['cpu', 'memory'] },
    ...value,
  };
}

type Mount = ContainerSpec['mounts'][number];
type Variable = ContainerSpec['environment'][number];

/** A volume with a whole ConfigMap, mounted at `path`. */
export function mount(path: string, configMap: string | null, value: Partial<Mount> = {}): Mount {
  return { path, configMap, secret: null, subPath: null, files: null, optional: false, ...value };
}

export function literal(name: string, value: string): Variable {
  return { name, origin: 'literal', value, filled: value !== '', ref: null };
}

export function fromSecret(name: string): Variable {
  return { name, origin: 'secret', value: null, filled: false, ref: null };
}

export function workload(name: string, value: Partial<WorkloadValue> = {}): Fact {
  const kind = value.kind ?? 'Deployment';
  const namespace = value.namespace ?? 'pier';
  return {
    subject: `${kind}/${namespace}/${name}`,
    kind: 'workload',
    observedAt: SEEN,
    source: 'test',
    value: {
      namespace,
      name,
      uid: `u-${name}`,
      resourceVersion: '10',
      kind,
      labels: {},
      annotations: {},
      podLabels: {},
      podAnnotations: {},
      owner: null,
      createdAt: null,
      desired: 1,
      actual: 1,
      ready: 1,
      finished: null,
      lastRunAt: null,
      containers: [container()],
      ...value,
    },
  };
}

/** A container that runs and never ended before. */
export function containerState(value: Partial<ContainerState> = {}): ContainerState {
  return {
    name: 'main',
    ready: true,
    restarts: 0,
    state: 'running',
    reason: null,
    message: null,
    startedAt: null,
    lastExit: null,
    ...value,
  };
}

/** A container that ended by itself. */
export function endedState(value: Partial<ContainerState> = {}): ContainerState {
  const lastExit = { code: 0, reason: 'Completed', message: null, at: SEEN };
  return containerState({ state: 'terminated', ready: false, reason: 'Completed', lastExit, ...value });
}

const FINAL_PHASES = ['Succeeded', 'Failed'];

/** A pod that runs; in a final phase its container has ended. */
export function pod(name: string, of: string, value: Partial<PodValue> = {}): Fact {
  const namespace = value.namespace ?? 'pier';
  const kind = of === 'pilot' ? 'StatefulSet' : 'Deployment';
  return {
    subject: `Pod/${namespace}/${name}`,
    kind: 'pod',
    observedAt: SEEN,
    source: 'test',
    value: {
      namespace,
      name,
      uid: `u-${name}`,
      resourceVersion: '10',
      labels: {},
      annotations: {},
      owner: { kind: 'ReplicaSet', name: `${of}-1`, group: 'apps' },
      workload: { kind, name: of },
      createdAt: null,
      phase: 'Running',
      reason: null,
      terminating: false,
      ready: true,
      node: 'n1',
      graceSeconds: 30,
      ip: null,
      unschedulable: null,
      containers: [container()],
      states: [FINAL_PHASES.includes(value.phase ?? '') ? endedState() : containerState()],
      ...value,
    },
  };
}

/** A pod whose one container waits for the given reason. */
export function waitingPod(name: string, of: string, reason: string): Fact {
  const lastExit = { code: 1, reason: 'Error', message: 'boom', at: SEEN };
  return pod(name, of, {
    ready: false,
    states: [
      {
        name: 'main',
        ready: false,
        restarts: 7,
        state: 'waiting',
        reason,
        message: `waits: ${reason}`,
        startedAt: null,
        lastExit,
      },
    ],
  });
}

export function node(name: string, value: Partial<NodeValue> = {}): Fact {
  const base = { name, uid: `u-${name}`, resourceVersion: '10', ready: true, readySince: NOW - 86_400_000 };
  return {
    subject: `Node/${name}`,
    kind: 'node',
    observedAt: SEEN,
    source: 'test',
    value: { ...base, taints: [], pressures: [], ...value },
  };
}

export function config(name: string, data: Record<string, string> | null): Fact {
  const value = {
    namespace: 'pier',
    name,
    uid: `u-${name}`,
    resourceVersion: '10',
    binaryKeys: [],
    immutable: false,
    createdAt: null,
    changedAt: null,
  };
  return {
    subject: `ConfigMap/pier/${name}`,
    kind: 'config',
    observedAt: SEEN,
    source: 'test',
    value: data === null ? null : { ...value, data },
  };
}

export function sourceStatus(subject: string, value: Partial<SourceAvailability> = {}): Fact {
  const label = subject.split('/').slice(1).join('/');
  return {
    subject,
    kind: 'source-status',
    observedAt: SEEN,
    source: 'test',
    value: {
      label,
      state: 'seen',
      scope: 'cluster',
      cause: null,
      lastSeenAt: SEEN,
      syncedAt: SEEN,
      lastEventAt: null,
      unreadable: 0,
      blindSince: null,
      restarts: 0,
      count: 1,
      ...value,
    },
  };
}

export function blind(subject: string): Fact {
  return sourceStatus(subject, { state: 'blind', cause: say('cause-refused'), blindSince: SEEN });
}

export function answered(
  agent: string,
  probe: string,
  instance: string,
  answer: object,
  observedAt = SEEN,
): Fact[] {
  const subject = `probe/${agent}/${probe}/${instance}`;
  const value = { agent, probe, instance, status: 200, raw: '{}', ...answer } as AnswerValue;
  return [
    attempt(agent, probe, instance, 'answered', value.status, observedAt),
    { subject, kind: 'answer', observedAt, source: 'test', value },
  ];
}

type Attempt = Extract<Fact, { kind: 'probe' }>;

export function attempt(
  agent: string,
  probe: string,
  instance: string,
  outcome: NonNullable<Attempt['value']>['outcome'],
  status: number | null = null,
  observedAt = SEEN,
): Fact {
  const value = {
    agent,
    probe,
    instance,
    outcome,
    status,
    latencyMs: 3,
    message: say('quoted', { words: outcome }),
  };
  return { subject: `probe/${agent}/${probe}/${instance}`, kind: 'probe', observedAt, source: 'test', value };
}

/** A beat of the feed, by one of its pods. */
export function tick(answer: object = {}, observedAt = SEEN, instance = 'pier/feed-1'): Fact[] {
  return answered(
    'feed',
    'beat',
    instance,
    {
      contract: 'marketdata-heartbeat',
      service: 'feed',
      ok: true,
      lastTickAt: observedAt - 1000,
      reportedAgeSeconds: 1,
      maxAgeSeconds: 60,
      forcedStale: false,
      ...answer,
    },
    observedAt,
  );
}

export function status(answer: object = {}, observedAt = SEEN): Fact[] {
  return answered(
    'pilot',
    'status',
    'pier/pilot-0',
    {
      contract: 'ops-status',
      service: 'pilot',
      state: 'OK',
      summary: null,
      reasonCodes: [],
      gatingReasons: [],
      heartbeatAt: observedAt - 400,
      reportedAgeSeconds: 0.4,
      ttlSeconds: 60,
      mode: 'EVAL',
      killSwitch: true,
      marketdataFresh: true,
      dataAgeSeconds: null,
      lastTickAt: null,
      lastCycleAt: null,
      staleThresholdSeconds: null,
      safeToExecute: false,
      ...answer,
    },
    observedAt,
  );
}

/** The metrics of the pilot. */
export function counts(answer: object = {}, observedAt = SEEN, instance = 'pier/pilot-0'): Fact[] {
  const none = { cyclesTotal: null, skippedTotal: null, staleTotal: null, haltedTotal: null };
  const value = { contract: 'metrics', heartbeatAgeSeconds: 0.4, neverBeat: false, proposalsTotal: 10 };
  return answered('pilot', 'counts', instance, { ...none, ...value, ...answer }, observedAt);
}

export const POLLS = [...WORKLOAD_KINDS, 'ConfigMap/pier/brake', 'ConfigMap/pier/second'].map(
  (k) => `poll/${k}`,
);

/** Discovery as it was answered: a cluster without any add-on, or with what the case is about. */
export function discovered(value: Partial<ServedKindsValue> = {}): Fact[] {
  const whole = { served: [], others: [], unread: [], ...value };
  return [
    sourceStatus('discovery/kinds'),
    { subject: 'served-kinds', kind: 'served-kinds', observedAt: SEEN, source: 'test', value: whole },
  ];
}

/** Everything well: what every disturbance starts from. */
export function calmFacts(): Fact[] {
  return [
    ...POLLS.map((subject) => sourceStatus(subject)),
    sourceStatus('watch/Node'),
    ...discovered(),
    {
      subject: 'cluster',
      kind: 'cluster',
      observedAt: SEEN,
      source: 'test',
      value: { version: 'v1.32.0', practice: false },
    },
    node('n1'),
    workload('feed'),
    workload('pilot', { kind: 'StatefulSet' }),
    workload('crane', { desired: 0, actual: 0, ready: 0 }),
    pod('feed-1', 'feed'),
    pod('pilot-0', 'pilot'),
    config('brake', { HALTED: '1' }),
    config('second', { STOP: 'true' }),
    ...tick(),
    ...status(),
  ];
}
