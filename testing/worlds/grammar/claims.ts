/** Draws of all sorts, and if what was said of one holds what it claims. */

import { type Choices, Random } from '../random.ts';
import type { Said } from './bench.ts';
import { Draw, type Drawn } from './draw.ts';
import { drawExecutor } from './executors.ts';
import { drawInnocent } from './innocents.ts';
import { drawSetting } from './settings.ts';
import { drawSuspect } from './suspects.ts';
import { drawSwitch } from './switches.ts';
import type { Vocabulary } from './vocabulary.ts';

const SORTS: Choices<{ weight: number; draw: (draw: Draw) => Drawn }> = [
  { weight: 8, draw: drawExecutor },
  { weight: 3, draw: drawSuspect },
  { weight: 3, draw: drawSetting },
  { weight: 1, draw: drawSwitch },
  { weight: 3, draw: drawInnocent },
];

/** The same seed, index and words give the same thing. */
export function drawn(words: Vocabulary, seed: number, index: number): Drawn {
  const random = new Random(seed, index);
  return random.weighted(SORTS).draw(new Draw(random, words));
}

/** What the claim is broken by; null if it holds. */
export function brokenBy({ claim, names, mayBeTold }: Drawn, said: Said, calm: Said): string | null {
  const { outcome } = said;
  const off = outcome === 'proven-off';
  if (claim === 'executor' && outcome !== 'not-off' && outcome !== 'gated')
    return `an executor is ${outcome}`;
  if (claim === 'executor' && !names.some((name) => JSON.stringify(said.proofs).includes(name)))
    return 'nobody names it';
  if (claim === 'live' && (off || outcome === 'unproven')) return `what lets orders leave is ${outcome}`;
  if (claim === 'doubt' && off) return 'a suspect is proven off';
  if (claim === 'doubt-setting' && off) return 'a setting is proven off';
  if (claim === 'innocent' && !off) return `an innocent is ${outcome}: ${said.codes}`;
  if (claim === 'innocent' && !mayBeTold && said.codes !== calm.codes)
    return `an innocent is told: ${said.codes}`;
  return null;
}
