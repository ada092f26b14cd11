/** Postures for tests: a whole one with nothing in it, and agents and failures to put into it. */

import { say } from '#lib/messages/say.ts';
import type { AgentPosture, Posture } from '#lib/posture.ts';
import type { FailureStatus } from '#lib/status/failure-status.ts';

const AT = '2026-11-20T15:15:00.000Z';

export const EMPTY_POSTURE: Posture = {
  schemaVersion: 2,
  id: 'p1',
  at: AT,
  console: { version: '0.0.0', build: 'b', clockOffsetSeconds: 0, startedAt: AT },
  mesh: { name: 'Harbour', home: 'port', namespaces: ['port'], context: 'harbour', practice: null },
  plan: { file: 'plan.yaml', digest: 'd', verdict: 'good', problems: [] },
  market: {
    name: 'NYSE',
    state: 'open',
    date: '2026-11-20',
    opensAt: '2026-11-20T14:30:00.000Z',
    closesAt: '2026-11-20T21:00:00.000Z',
    early: false,
    nextSession: null,
    basis: 'published',
    halt: null,
    declared: null,
    verdict: 'good',
  },
  execution: {
    outcome: 'unproven',
    verdict: 'unknown',
    since: AT,
    proofs: [],
    scope: {
      cluster: {
        namespaces: 'cluster',
        kinds: [],
        notSearched: [],
        customKinds: { count: 0, named: [], unread: [] },
      },
      cloudRun: { state: 'not-declared', regions: [], notSearched: [], limitSeconds: 60 },
      settings: { sourcesNotRead: 0, elsewhere: 0, listedSuspects: 0 },
    },
  },
  oncall: { P0: null, P1: null, P2: null, P3: null },
  actions: [],
  escalations: [],
  cadence: { date: null, note: null, open: null, close: null, items: [] },
  nextCadence: null,
  agents: [],
  undeclared: [],
  failures: [],
  sources: [],
  permissions: {
    kind: 'permission',
    id: 'credential',
    subject: 'Harbour',
    verdict: 'unknown',
    code: 'not-asked',
    params: { last: null },
    since: null,
    observedAt: null,
    evidence: [],
    runbook: null,
  },
  measured: { proofs: {}, agents: {}, sources: {} },
};

export function sampleAgent(name: string, over: Partial<AgentPosture> = {}): AgentPosture {
  return {
    kind: 'agent',
    id: name,
    subject: name,
    name,
    aliases: [],
    role: '',
    verdict: 'good',
    code: 'good',
    params: {},
    observedAt: null,
    expected: say('expect-idle'),
    since: AT,
    criticality: 'P1',
    owner: null,
    ownerContact: null,
    optional: false,
    leftOpenByPlan: false,
    modeDefault: 'OBSERVE',
    modesObserved: [],
    slo: { text: 'none', objectivePercent: null },
    heartbeatLimitSeconds: 60,
    pods: { desired: 1, ready: 1, restarts: 0, place: null, list: [] },
    probes: [],
    workloads: [],
    runbook: null,
    evidence: [],
    ...over,
  };
}

type Pod = AgentPosture['pods']['list'][number];

export function samplePod(name: string, over: Partial<Pod> = {}): Pod {
  return {
    name,
    namespace: 'port',
    phase: 'Running',
    ready: true,
    terminating: false,
    restarts: 0,
    node: null,
    lastExit: null,
    waiting: null,
    ...over,
  };
}

/** An agent with one Deployment of its name and these pods. */
export function sampleRunning(name: string, pods: Pod[], over: Partial<AgentPosture> = {}): AgentPosture {
  const workload = {
    kind: 'Deployment',
    namespace: 'port',
    name,
    desired: pods.length,
    ready: 0,
    image: null,
  };
  return sampleAgent(name, {
    pods: { desired: pods.length, ready: 0, restarts: 0, place: null, list: pods },
    workloads: [workload],
    ...over,
  });
}

export function sampleFailure(id: string, over: Partial<FailureStatus> = {}): FailureStatus {
  return {
    kind: 'failure',
    id,
    subject: 'port',
    title: id,
    state: 'present',
    verdict: 'bad',
    code: 'agents-stopped',
    params: { said: [] },
    since: AT,
    observedAt: null,
    who: [],
    symptom: '',
    causes: [],
    action: '',
    verification: '',
    evidence: [],
    runbook: { slug: 'tide_unknown', title: id },
    ...over,
  };
}
