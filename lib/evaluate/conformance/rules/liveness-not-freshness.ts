/**
 * No liveness probe asks an endpoint that answers 503 while data is stale: it would turn a stale feed into restarts. A
 * plan may recommend just that, as AgentTrader's does: then this rule and the one on recommended probes disagree, and
 * both are shown.
 */

import type { ContainerSpec } from '../../../facts/fact.ts';
import type { AgentPlan } from '../../../plan/schema.ts';
import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import type { AgentScope } from '../scope.ts';
import { byWholeSpecs, inContainers, type Noticed, noticed } from '../verdict.ts';

const SOURCE = 'plan, Failure modes matrix (stale is not a crash) against its roster’s recommended probes';

export const livenessNotFreshness: ConformanceRule = {
  id: 'liveness-not-freshness',
  title: 'A stale feed restarts nothing',
  source: SOURCE,
  applies: (_plan, agent) => freshnessPaths(agent).length > 0,
  check: (scope) =>
    byWholeSpecs(scope, 'probes', {
      rule: SOURCE,
      look: (spec) => inContainers(spec, ['main'], (container) => livenessOf(scope, container)),
      unremarked: { state: 'holds', why: say('conform-no-liveness') },
    }),
};

/** The endpoints that answer by the freshness of data, by the plan's own probes. */
function freshnessPaths(agent: AgentPlan): string[] {
  return agent.probes.filter((p) => p.kind === 'marketdata-heartbeat').map((p) => p.path);
}

function livenessOf({ agent }: AgentScope, { probes: { liveness } }: ContainerSpec): Noticed[] {
  if (liveness === null) return [];
  if (liveness.path === null) return [noticed('cannot-see', say('conform-liveness-without-http'))];
  const path = liveness.path.split('?')[0]?.replace(/(?<=.)\/+$/, '') ?? '';
  if (!freshnessPaths(agent).includes(path))
    return [noticed('holds', say('conform-asks', { probe: 'liveness', path: liveness.path }))];
  const recommended = agent.recommendedProbes?.liveness === path;
  return [noticed('broken', say('conform-restarts-on-stale', { path, recommended }))];
}
