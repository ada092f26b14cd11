/** The console itself cannot see: what it shows is last known, and what it does not show proves nothing. */
import { evidence, listed } from '../evidence.ts';
import { type JudgedSource, judgeSources } from '../sources.ts';
import { absent, cannotTell, type FailureDetect, present } from './failure.ts';

export const detectConsoleBlind: FailureDetect = ({ world, plan }) => {
  const sources = judgeSources(world);
  const unseen = sources.filter((s) => s.verdict === 'unknown');
  const blind = unseen.filter((s) => s.state !== 'Starting');
  if (blind.length > 0)
    return present({
      who: blind.map((s) => s.label),
      because: listed([...new Set(blind.map((s) => s.reason || s.state))], 2),
      since: null,
      evidence: blind.map((s) => told(s, plan.symptom)),
      // Without the reads that the safety proofs rest on nobody may rely on this console at all.
      verdict: blind.some((s) => s.safety) ? 'bad' : 'attention',
    });
  if (unseen.length > 0 || sources.length === 0) return cannotTell('sources are not read yet');
  return absent(sources.map((s) => told(s, plan.verification)));
};

function told(s: JudgedSource, rule: string) {
  return evidence(s.state, s.reason || 'in sight', s.label, s.lastSeenAt, rule);
}
