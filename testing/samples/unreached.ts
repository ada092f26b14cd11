/** Agents that nobody reaches from here, while the kubelet finds each Ready. */

import type { Fact, PodValue, ProbeValue } from '#lib/facts/fact.ts';
import { type Plan, planSchema } from '#lib/plan/schema.ts';
import { PLAIN_AGENT } from './agents.ts';
import { attempt, calmFacts, container, NOW, pod, workload } from './facts.ts';
import { SAMPLE_PLAN } from './plan.ts';

const LAMPS = ['lamp', 'tide', 'bell'] as const;
const lampPlan = (name: string) => ({
  ...PLAIN_AGENT,
  name,
  role: 'shines',
  kind: 'ops',
  criticality: 'P1',
  workloads: [{ kind: 'Deployment', name }],
  probes: [
    {
      id: 'health',
      kind: 'process-health',
      path: '/health',
      target: { via: 'workload', workload: name, port: 80 },
    },
  ],
});

/** The sample plan with so many agents more, and with a rule for subjects out of sight. */
export const unreachedPlan = (count: number, rule = true): Plan =>
  planSchema.parse({
    ...SAMPLE_PLAN,
    agents: [...SAMPLE_PLAN.agents, ...LAMPS.slice(0, count).map((name) => lampPlan(name))],
    escalations: [
      ...SAMPLE_PLAN.escalations,
      ...(rule
        ? [
            {
              ...{ id: 'lost', priority: 'P0', title: 'lost', response: 'look', runbook: 'blind' },
              ...{ when: { kind: 'sight-lost', criticalities: ['P0'] }, forSeconds: 60 },
            },
          ]
        : []),
    ],
  });

/** Of the kubelet: at a port by HTTP, or otherwise. */
export const readiness = (port: string | null) => ({
  liveness: null,
  startup: null,
  readiness: { path: null, port },
});
/** A container that the kubelet asks at the port of the probe. */
export const askedContainer = container({ probes: readiness('80') });
/** It is Ready because the kubelet asks it. */
export const readyPod = (name: string, of: string, more: Partial<PodValue> = {}) =>
  pod(name, of, { containers: [askedContainer], ...more });

/** Each agent with its pod and its probe. */
export const UNREACHED = [
  ['feed', 'beat', 'feed-1'],
  ['pilot', 'status', 'pilot-0'],
  ...LAMPS.map((name) => [name, 'health', `${name}-1`] as const),
] as const;
type Name = (typeof UNREACHED)[number][0];

/** The last attempt at one of them. */
export function tried(
  of: Name,
  outcome: ProbeValue['outcome'],
  more: Partial<ProbeValue> = {},
  at = NOW - 500,
): Fact {
  const [agent, probe, name] = UNREACHED.find(([found]) => found === of) ?? UNREACHED[0];
  const fact = attempt(agent, probe, `pier/${name}`, outcome, null, at);
  if (fact.kind !== 'probe' || fact.value === null) throw new Error('no attempt');
  return { ...fact, value: { ...fact.value, ...more } };
}

/** Everything is Ready, and nobody answers. */
export function unreached(count: number): Fact[] {
  const own = UNREACHED.slice(0, 2 + count);
  return [
    ...calmFacts().filter(({ kind }) => kind !== 'probe' && kind !== 'answer'),
    ...own.flatMap(([agent, , name]) => [
      workload(agent, agent === 'pilot' ? { kind: 'StatefulSet' } : {}),
      readyPod(name, agent),
      tried(agent, 'timeout'),
    ]),
  ];
}
