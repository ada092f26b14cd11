/** The kubelet asks where the plan recommends. */

import type { ContainerSpec } from '../../../facts/fact.ts';
import type { AgentPlan } from '../../../plan/schema.ts';
import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import type { Spec } from '../scope.ts';
import { byWholeSpecs, type Noticed, noticed } from '../verdict.ts';

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
      unremarked: { state: 'cannot-see', why: say('conform-no-spec') },
    }),
};

/**
 * Workloads that run to completion have no probes. Of several containers one is the agent, the others stand beside
 * it.
 */
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
  if (probes.some((p) => p.path === path))
    return noticed('holds', say('conform-asks', { probe: kind, path }));
  const paths = [...new Set(probes.map((p) => p.path))];
  const elsewhere = { probe: kind, paths, wanted: path };
  return noticed(
    'broken',
    paths.length === 0
      ? say('conform-no-probe', { probe: kind, wanted: path })
      : say('conform-asks-elsewhere', elsewhere),
  );
}

function eitherNoticed(main: readonly ContainerSpec[], path: string): Noticed {
  const kinds = (['liveness', 'readiness'] as const).filter((kind) =>
    main.some((c) => c.probes[kind]?.path === path),
  );
  return kinds.length > 0
    ? noticed('holds', say('conform-either-asks', { probes: kinds, path }))
    : noticed('broken', say('conform-neither-asks', { path }));
}
