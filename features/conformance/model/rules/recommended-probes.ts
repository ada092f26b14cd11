/** The kubelet asks where the plan recommends. */

import type { ContainerSpec } from '#lib/facts/fact.ts';
import type { AgentPlan } from '#lib/plan/schema.ts';
import type { ConformanceRule } from '../rule.ts';
import type { Spec } from '../scope.ts';
import { byWholeSpecs, type Noticed } from '../verdict.ts';

const SOURCE = 'plan, Agent roster: restart policy + probes';

type Recommended = NonNullable<AgentPlan['recommendedProbes']>;
type ProbeName = 'liveness' | 'readiness';

export const recommendedProbes: ConformanceRule = {
  id: 'recommended-probes',
  title: 'Probes as the plan recommends',
  source: SOURCE,
  applies: (_plan, agent) => agent.recommendedProbes !== undefined,
  check: (scope) =>
    byWholeSpecs(scope, 'probes', {
      rule: SOURCE,
      look: (spec) => probesOf(spec, scope.agent.recommendedProbes ?? {}),
      unremarked: { state: 'cannot-see', why: 'no spec of it was read' },
    }),
};

/** What runs to its end has no probes. Of several containers one is the agent, the others stand beside it. */
function probesOf(spec: Spec, { liveness, readiness, either }: Recommended): Noticed[] {
  if (spec.kind === 'Job' || spec.kind === 'CronJob') return [];
  const main = spec.containers.filter((c) => c.role === 'main');
  return [
    ...(liveness === undefined ? [] : [kindNoticed(main, 'liveness', liveness)]),
    ...(readiness === undefined ? [] : [kindNoticed(main, 'readiness', readiness)]),
    ...(either === undefined ? [] : [eitherNoticed(main, either)]),
  ];
}

function kindNoticed(main: readonly ContainerSpec[], kind: ProbeName, path: string): Noticed {
  const probes = main.flatMap((c) => c.probes[kind] ?? []);
  if (probes.some((p) => p.path === path)) return { state: 'holds', text: `${kind} asks ${path}` };
  const asked = [...new Set(probes.map((p) => p.path ?? 'without HTTP'))].join(', ');
  const text = probes.length === 0 ? `no ${kind} probe` : `${kind} asks ${asked}`;
  return { state: 'broken', text: `${text}; the plan recommends ${path}` };
}

function eitherNoticed(main: readonly ContainerSpec[], path: string): Noticed {
  const kinds = (['liveness', 'readiness'] as const).filter((kind) =>
    main.some((c) => c.probes[kind]?.path === path),
  );
  return kinds.length > 0
    ? { state: 'holds', text: `${kinds.join(' and ')} ask${kinds.length === 1 ? 's' : ''} ${path}` }
    : { state: 'broken', text: `no probe asks ${path}, which the plan recommends` };
}
