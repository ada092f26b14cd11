/** What a document says of a subject at an instant, held against the truth of that instant. */

import type { Oracle } from '../oracle.ts';
import type { Verdicts } from '../verdicts.ts';
import type { Word } from '../word.ts';
import type { SimulatedWorld } from '../world.ts';
import type { Derivations } from './derivations.ts';
import type { Sight } from './sight.ts';
import type { Told } from './told.ts';

/** One world, and what is derived of it. */
export interface Case {
  world: Pick<SimulatedWorld, 'plan' | 'start'>;
  told: readonly Told[];
  oracle: Pick<Oracle, 'expects' | 'isWhollyCalm'>;
  sight: Sight;
  found: Verdicts;
  derive: Derivations;
}

interface Stated extends Word {
  /** That an optional agent is not there is reported by the cluster alone. */
  absent?: boolean;
  /**
   * True if it is told as a finding beside what holds, which takes nothing away (docs/decisions/0018, `check` goes by the
   * posture alone).
   */
  finding?: boolean;
}

/** One claim about a document at a moment. */
export function claim(
  { found }: Case,
  { at }: Told,
  property: string,
  holds: boolean,
  { subject, said, why = '' }: { subject: string; said: string; why?: string },
): void {
  found.claim(holds, { property, subject, at, said, why });
}

/** Never good unproven, told where it is in sight, and good in calm. */
export function holdWord(it: Case, moment: Told, document: string, subject: string, word: Stated): void {
  const { neverGood, bad, calm } = it.oracle.expects(
    word.absent ? 'absent' : subject,
    moment.at,
    moment.life,
  );
  const say = (property: string, holds: boolean, why: string): void =>
    claim(it, moment, `${document}: ${property}`, holds, { subject, said: word.text, why });
  const finding = word.finding === true;
  if (neverGood !== null && !finding) say('never good unproven', !word.good, neverGood);
  if (bad !== null && !finding) say('what is in sight is told', word.bad, bad);
  if (calm && word.absent !== true) say('calm is called calm', word.good, 'in sight');
}

/** The verdicts that tell of an agent that nothing is wrong with it. */
export const FAVOURABLE: readonly string[] = ['good', 'expected-off', 'not-applicable'];
export const ALARMING: readonly string[] = ['not-off', 'gated', 'contradicted'];
