/** The console itself cannot see: what it shows is last known, and what it does not show proves nothing. */

import { counted } from '../../messages/lists.ts';
import { text } from '../../messages/text.ts';
import type { Param } from '../../status/message.ts';
import { distinct } from '../../status/same.ts';
import { SWEPT_KINDS } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { type JudgedSource, judgeSources } from '../base/sources.ts';
import { absent, earliest, type FailureDetect, failure } from './failure.ts';

export const detectConsoleBlind: FailureDetect = ({ world, plan }) => {
  const sources = judgeSources(world);
  const unseen = sources.filter((s) => s.verdict === 'unknown');
  const blind = unseen.filter((s) => s.state !== 'Starting');
  if (blind.length > 0)
    return failure(
      blind.some((s) => s.safety) ? 'safety-sources-unavailable' : 'sources-unavailable',
      { who: blind.map((s) => s.label), evidence: blind.map((s) => told(s, plan.symptom)) },
      { said: distinct(blind.map(sourceSaid)) },
    );
  const heard = sources.map((s) => s.id);
  if (unseen.length > 0 || !safetySources(world).every((id) => heard.includes(id)))
    return failure('sources-not-read', {});
  const oldest = earliest(sources.map((s) => s.lastSeenAt));
  return absent([
    evidence('sources', 'all in sight', counted(sources.length, 'source'), oldest, plan.verification),
  ]);
};

/** What the safety proofs rest on: a source among these that never said a word is not in sight either. */
function safetySources({ plan }: World): string[] {
  const maps = plan.safety.haltSwitches.map((s) => `ConfigMap/${s.namespace}/${s.configMap}`);
  return [...SWEPT_KINDS, ...maps].map((name) => `sweep/${name}`);
}

function told(s: JudgedSource, rule: string) {
  return evidence(text(s.state), text(sourceSaid(s)), s.label, s.lastSeenAt, rule);
}

/** Why a source shows nothing, or its state where there is no reason. */
export function sourceSaid({ reason, state }: JudgedSource): Param {
  return reason || state;
}
