/** Derivations that are wrong, each in one way and in one document, and in how many worlds they are caught. */

import { Verdicts } from '../verdicts.ts';
import { DOCUMENTS, type Lived } from './check.ts';
import { REAL } from './derivations.ts';
import type { Saboteur } from './saboteur.ts';
import { OF_NOW } from './saboteurs-of-now.ts';
import { OF_TIME } from './saboteurs-of-time.ts';

export const SABOTEURS: readonly Saboteur[] = [...OF_TIME, ...OF_NOW];

interface Caught {
  /** In how many worlds, of how many that were looked at. */
  caught: number;
  of: number;
  properties: readonly string[];
}

/** Holds one wrong derivation against worlds until it was caught in this many. */
export function caughtIn({ document, wrong }: Saboteur, lived: readonly Lived[], enough: number): Caught {
  const derive = { ...REAL, ...wrong() };
  const properties = new Set<string>();
  let [caught, of] = [0, 0];
  for (const one of lived) {
    if (caught === enough) break;
    const found = new Verdicts();
    DOCUMENTS[document]({ ...one, found, derive });
    for (const { property } of found.violations) properties.add(property);
    caught += found.violations.length > 0 ? 1 : 0;
    of += 1;
  }
  return { caught, of, properties: [...properties].sort() };
}
