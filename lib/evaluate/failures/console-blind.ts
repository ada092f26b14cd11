/** The console's own sources are unavailable: its values are last known, and missing objects prove nothing. */

import { knownValue } from '../../facts/ledger.ts';
import { counted } from '../../messages/lists.ts';
import { sourceReason, sourceText } from '../../messages/status/source.ts';
import { text } from '../../messages/text.ts';
import type { Message } from '../../status/message.ts';
import { distinct } from '../../status/same.ts';
import { WORKLOAD_KINDS } from '../../vocabulary.ts';
import { outOfReachCause } from '../agents/probes/out-of-reach.ts';
import { DISCOVERY } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { type EvaluatedSource, evaluateSources } from '../base/sources.ts';
import { absent, earliest, type FailureDetect, failure } from './failure.ts';

export const detectConsoleBlind: FailureDetect = ({ world, plan, agents }) => {
  const sources = evaluateSources(world);
  const unseen = sources.filter((s) => s.verdict === 'unknown');
  const blind = unseen.filter((s) => s.code !== 'starting');
  const outOfReach = outOfReachCause(agents);
  const far = outOfReach === null ? [] : [outOfReach];
  if (blind.length + far.length > 0)
    return failure(
      far.length > 0 || blind.some((s) => s.safety) ? 'safety-sources-unavailable' : 'sources-unavailable',
      {
        who: [...blind.map((s) => s.label), ...far.map(() => 'pods')],
        evidence: [
          ...blind.map((s) => told(s, plan.symptom)),
          ...far.map((why) => evidence('pods', text(why), plan.id, world.now, plan.symptom)),
        ],
      },
      { said: distinct([...blind.map(sourceSaid), ...far]) },
    );
  const heard = sources.map((s) => s.id);
  if (unseen.length > 0 || !safetySources(world).every((id) => heard.includes(id)))
    return failure('sources-not-read', {});
  const oldest = earliest(sources.map((s) => s.lastSeenAt));
  return absent([
    evidence('sources', 'all in sight', counted(sources.length, 'source'), oldest, plan.verification),
  ]);
};

/** The sources of the safety proofs: one of these that was never published is unavailable too. */
function safetySources({ plan, ledger }: World): string[] {
  const maps = plan.safety.haltSwitches.map((s) => `ConfigMap/${s.namespace}/${s.configMap}`);
  const served = knownValue(ledger, 'served-kinds', 'served-kinds')?.served ?? [];
  return [DISCOVERY, ...[...WORKLOAD_KINDS, ...served, ...maps].map((name) => `poll/${name}`)];
}

function told(s: EvaluatedSource, rule: string) {
  const { state, reason } = sourceText(s);
  return evidence(state, reason || 'in sight', s.label, s.lastSeenAt, rule);
}

/** Why a source is unavailable. */
export function sourceSaid(source: EvaluatedSource): Message {
  return sourceReason(source);
}
