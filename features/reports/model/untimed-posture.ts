/** A posture for a document that must not change while nothing happens. */

import { untimed } from '#lib/messages/untimed.ts';
import type { Posture } from '#lib/posture.ts';

/** Without the times at which things were seen in what is said of them: each look has its own. */
export function untimedPosture(posture: Posture): Posture {
  const { execution, agents, failures, sources } = posture;
  return {
    ...posture,
    execution: { ...execution, proofs: execution.proofs.map(untimed) },
    agents: agents.map(untimed),
    failures: failures.map(untimed),
    sources: sources.map(untimed),
  };
}
