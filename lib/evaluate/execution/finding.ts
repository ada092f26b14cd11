/** Findings of the later proofs, each with its own weight, and how findings and availability make one code. */

import { textOn } from '../../messages/dated.ts';
import { say } from '../../messages/say.ts';
import type { Message } from '../../status/message.ts';
import type { Evidence } from '../../status/status.ts';
import type { Availability } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import type { Culprit, Subject } from './objects.ts';
import { type Shown, shown, weigh } from './proof.ts';

/**
 * `bad`: evidence against the proof. `unknown`: it keeps the proof from holding. `attention`: a finding to fix that
 * disproves nothing. `note`: only listed in the evidence.
 */
export type FindingWeight = 'bad' | 'unknown' | 'attention' | 'note';

/** The number of places that a proof's line names. */
const MOST_TOLD = 2;

export interface Finding {
  weight: FindingWeight;
  subject: Subject;
  what: Message;
}

/** The findings that may make a proof bad or unknown. */
export function culpritsIn(findings: readonly Finding[]): Culprit[] {
  return findings.flatMap(({ weight, subject, what }) =>
    weight === 'bad' || weight === 'unknown' ? [{ weight, subject, what }] : [],
  );
}

export type BadCase = (worst: Message, places: Message) => Shown;

/**
 * The code of a proof from its findings: the weightiest decide, and anything better than unknown needs available
 * sources. `badly`: the code if something is bad.
 */
export function weighFindings(
  findings: readonly Finding[],
  availability: Availability,
  { calm, badly }: { calm: Shown; badly: BadCase | null },
): Shown {
  const of = (weight: FindingWeight) => findings.filter((f) => f.weight === weight);
  const [bad, unclear, minor] = [of('bad'), of('unknown'), of('attention')];
  const [worst] = bad;
  if (worst !== undefined && badly !== null) return badly(worst.what, placesOf(bad));
  if (unclear.length > 0) return shown('unclear', { places: placesOf(unclear) });
  if (minor.length === 0 || !availability.available) return weigh(null, availability, calm);
  return shown('findings', { count: minor.length, places: placesOf(minor) });
}

/** Each place once, with its first finding; the rest is in the evidence. */
export function placesOf(findings: readonly Finding[]): Message {
  const first = new Map([...findings].reverse().map((f) => [JSON.stringify(f.subject.shown), f]));
  const places = [...new Set(findings.map((f) => JSON.stringify(f.subject.shown)))];
  const told = places.slice(0, MOST_TOLD).flatMap((key) => first.get(key) ?? []);
  return say('finding-places', {
    shown: told.map((f) => say('finding-at', { subject: f.subject.shown, what: f.what })),
    more: places.length - told.length,
  });
}

const ORDER: readonly FindingWeight[] = ['bad', 'unknown', 'attention', 'note'];

/** The findings as evidence, the weightiest first. */
export function findingEvidence(
  path: string,
  findings: readonly Finding[],
  at: number | null,
  source: string,
): Evidence[] {
  return ORDER.flatMap((weight) =>
    findings
      .filter((f) => f.weight === weight)
      .map((f) => evidence(path, textOn(f.what, at ?? Number.NaN), f.subject.path, at, source)),
  );
}

/** Each finding once: a pod repeats the finding of its workload's template. */
export function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((f) => [JSON.stringify([f.weight, f.subject.shown, f.what]), f])).values()];
}
