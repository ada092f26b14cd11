/** What the later proofs find, each with its own weight, and how findings and sight make one verdict. */

import { counted } from '../../messages/lists.ts';
import type { Proof } from '../../posture.ts';
import type { Evidence } from '../../status/status.ts';
import type { Sight } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import { weigh } from './executors.ts';

/**
 * `bad`: evidence against the proof. `unknown`: it keeps the proof from holding. `attention`: a finding, which somebody
 * should mend but which disproves nothing. `note`: listed in the evidence and nothing more.
 */
export type FindingWeight = 'bad' | 'unknown' | 'attention' | 'note';

/** What a proof that looks for findings says while it cannot look: blindness is told of as such, not as a finding. */
export const UNSEEN = 'cannot be seen';

/** How many places the line of a proof names. */
const MOST_TOLD = 2;

export interface Finding {
  weight: FindingWeight;
  where: string;
  value: string;
}

/**
 * The words of a proof that rests on findings: the weightiest decide, and sight is needed for anything better than
 * unknown. `badly`: what it says in a word or two when something is bad; the finding itself where that is short.
 */
export function weighFindings(
  findings: readonly Finding[],
  sight: Sight,
  calm: { value: string; detail: string; badly?: string },
): Pick<Proof, 'verdict' | 'value' | 'detail'> {
  const of = (weight: FindingWeight) => findings.filter((f) => f.weight === weight);
  const [bad, unclear, minor] = [of('bad'), of('unknown'), of('attention')];
  const [worst] = bad;
  if (worst !== undefined) return { verdict: 'bad', value: calm.badly ?? worst.value, detail: told(bad) };
  if (unclear.length > 0) return { verdict: 'unknown', value: 'unknown', detail: told(unclear) };
  if (minor.length === 0 || !sight.sees) return weigh(false, sight, calm.value, calm.detail);
  return { verdict: 'attention', value: counted(minor.length, 'finding'), detail: told(minor) };
}

/** Each place once, with the first that is wrong there; the rest stands in the evidence. */
function told(findings: readonly Finding[]): string {
  const first = new Map([...findings].reverse().map((f) => [f.where, f.value]));
  const places = [...new Set(findings.map((f) => f.where))];
  const shown = places.slice(0, MOST_TOLD).map((where) => `${where}: ${first.get(where) ?? ''}`);
  const more = places.length - shown.length;
  return `${shown.join('; ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const ORDER: readonly FindingWeight[] = ['bad', 'unknown', 'attention', 'note'];

/** The findings as evidence, the weightiest first. */
export function findingEvidence(
  what: string,
  findings: readonly Finding[],
  at: number | null,
  rule: string,
): Evidence[] {
  return ORDER.flatMap((weight) =>
    findings.filter((f) => f.weight === weight).map((f) => evidence(what, f.value, f.where, at, rule)),
  );
}

/** Each finding once: a pod says what its workload's template says already. */
export function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((f) => [`${f.weight}|${f.where}|${f.value}`, f])).values()];
}
