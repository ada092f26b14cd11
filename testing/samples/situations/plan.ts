/**
 * The sample mesh with every feature that evaluation reads: more agents, rules, cadence and contracts, and its calm.
 */

import type { Fact } from '#lib/facts/fact.ts';
import { type Plan, planSchema } from '#lib/plan/schema.ts';
import { INTAKE, PLAIN_AGENT } from '../agents.ts';
import { searchedRegion } from '../cloud-run.ts';
import { braked, SWITCHED_PLAN, switchedCalm } from '../execution-case.ts';
import { answered, counts, pod, SEEN, sourceStatus, workload } from '../facts.ts';

const lamp = {
  ...PLAIN_AGENT,
  name: 'lamp',
  role: 'shines',
  kind: 'ops',
  optional: true,
  criticality: 'P2',
  workloads: [{ kind: 'Deployment', name: 'lamp' }],
};

const diver = {
  ...PLAIN_AGENT,
  name: 'diver',
  role: 'dives',
  kind: 'ops',
  runs: 'on-demand',
  modeDefault: 'OFF',
  criticality: 'P3',
  workloads: [{ kind: 'Job', name: 'diver' }],
  runsDuring: ['post-market', 'closed'],
};

const drifter = {
  ...lamp,
  name: 'drifter',
  optional: false,
  workloads: [],
  workloadUndeclared: 'nobody says as what',
};

/** Contracts of the plan: every conformance rule once. */
const contract = {
  ...PLAIN_AGENT.contract,
  must: [
    { text: 'refuses on stale', check: 'refuses-when-stale' },
    { text: 'beats', check: ['heartbeat-fresh', 'stale-answers-503'] },
    { text: 'is polite', unseen: 'nobody measures it' },
  ],
  mustNever: [{ text: 'places orders', check: ['mode-not-live', 'execution-disabled', 'dry-run'] }],
  safetyDependencies: [{ text: 'the brake', check: 'kill-switch-mounted' }],
};

const rule = (id: string, priority: string, when: object, more: object = {}) => ({
  id,
  priority,
  title: id,
  response: 'act',
  when,
  ...more,
});

const item = (id: string, offsetMinutes: number, evidence: object[], more: object = {}) => ({
  id,
  title: id,
  phase: `T${offsetMinutes}`,
  anchor: 'open',
  offsetMinutes,
  who: 'on-call',
  steps: ['look'],
  evidence,
  ...more,
});

export const SITUATION_PLAN: Plan = planSchema.parse({
  ...SWITCHED_PLAN,
  agents: [
    ...SWITCHED_PLAN.agents.map((a) => ({
      ...a,
      contract: a.name === 'scribe' ? a.contract : contract,
      recommendedProbes: a.name === 'feed' ? { liveness: '/health', readiness: '/healthz' } : undefined,
    })),
    INTAKE,
    lamp,
    diver,
    drifter,
  ],
  otherWorkloads: [{ kind: 'CronJob', name: 'ops' }],
  escalations: [
    ...SWITCHED_PLAN.escalations,
    rule('pilot-crash', 'P1', { kind: 'failure', failure: 'crash', agents: ['pilot'] }),
    rule('intake-late', 'P2', { kind: 'agent', agents: ['intake'], verdicts: ['bad', 'unknown'] }),
    rule('lost', 'P0', { kind: 'sight-lost', criticalities: ['P0'] }, { forSeconds: 60 }),
  ],
  cadence: [
    item('report', -60, [{ kind: 'job', workload: { kind: 'CronJob', name: 'ops' } }]),
    item('brakes', -60, [{ kind: 'halt-switches' }]),
    item('beat', -60, [{ kind: 'sample', agents: ['feed'] }]),
    item('warnings', -15, [{ kind: 'failures', failures: ['crash', 'pull'] }]),
    item('off', 0, [{ kind: 'execution-off' }], { throughout: true }),
    item(
      'sample',
      15,
      [
        { kind: 'sample', agents: ['feed', 'intake'] },
        { kind: 'failures', failures: ['crash'] },
      ],
      {
        everyMinutes: 15,
      },
    ),
    item('people', 15, [{ kind: 'human' }]),
    item('snapshot', 30, [{ kind: 'job', workload: { kind: 'Job', name: 'snapshot' } }], { anchor: 'close' }),
  ],
});

/** The same mesh, whose executor the plan declares on Cloud Run too. */
export const CLOUD_PLAN: Plan = {
  ...SITUATION_PLAN,
  agents: SITUATION_PLAN.agents.map((a) =>
    a.name === 'crane' ? { ...a, cloudRun: { service: 'crane', urlEnv: 'CRANE_URL' } } : a,
  ),
};

export function health(healthy = true, status = 200, observedAt = SEEN): Fact[] {
  const value = { contract: 'process-health', service: 'intake', healthy, status };
  return answered('intake', 'health', 'INTAKE_URL', value, observedAt);
}

export function store(heartbeatAt: number, observedAt = SEEN): Fact[] {
  return answered(
    'intake',
    'store',
    'INTAKE_STORE',
    { contract: 'firestore-heartbeat', heartbeatAt },
    observedAt,
  );
}

export const CALM: readonly Fact[] = [
  ...switchedCalm(),
  searchedRegion(),
  workload('pilot', { kind: 'StatefulSet', containers: [braked()] }),
  pod('pilot-0', 'pilot', { containers: [braked()] }),
  ...counts(),
  ...health(),
  ...store(SEEN - 700),
  sourceStatus('watch/Pod'),
];
