/** A derivation that is wrong in one way. */

import type { DocumentName } from './check.ts';
import type { Derivations } from './derivations.ts';

export interface Saboteur {
  name: string;
  /** What it breaks. */
  document: DocumentName;
  /** Each call gives one with a memory of its own. */
  wrong: () => Partial<Derivations>;
}

export const saboteur = (document: DocumentName, name: string, wrong: Partial<Derivations>): Saboteur => ({
  name,
  document,
  wrong: () => wrong,
});
