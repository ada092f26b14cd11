/** A posture for a document that must not change while nothing happens. */

import { untimed } from '#lib/messages/untimed.ts';
import type { Posture } from '#lib/posture.ts';
import type { ExecutionScope, ScopeGap } from '#lib/status/scope.ts';

/** Without the times at which things were seen in what is said of them: each look has its own. */
export function untimedPosture(posture: Posture): Posture {
  const { execution, agents, failures, sources } = posture;
  const proofs = execution.proofs.map(untimed);
  return {
    ...posture,
    execution: { ...execution, proofs, scope: untimedScope(execution.scope) },
    agents: agents.map(untimed),
    failures: failures.map(untimed),
    sources: sources.map(untimed),
  };
}

function untimedScope({ cluster, cloudRun, settings }: ExecutionScope): ExecutionScope {
  const all = (gaps: readonly ScopeGap[]) => gaps.map(({ what, why }) => ({ what, why: untimed(why) }));
  return {
    cluster: { ...cluster, notSearched: all(cluster.notSearched) },
    cloudRun: { ...cloudRun, notSearched: all(cloudRun.notSearched) },
    settings,
  };
}
