/** Draws of all sorts, and if what was said of one holds what it claims. */

import { type Choices, Random } from '../random.ts';
import type { Said } from './bench.ts';
import { Draw, type Drawn } from './draw.ts';
import { drawExecutor } from './executors.ts';
import { drawInnocent } from './innocents.ts';
import { drawKnown } from './known.ts';
import { drawListed } from './listed.ts';
import { drawDeclared, drawOnCloudRun } from './on-cloud-run.ts';
import { drawSetting } from './settings.ts';
import { drawStatic } from './statics.ts';
import { drawSuspect } from './suspects.ts';
import { drawSwitch } from './switches.ts';
import type { Vocabulary } from './vocabulary.ts';

type Sorts = Choices<{ weight: number; draw: (draw: Draw) => Drawn }>;

const SORTS: Sorts = [
  { weight: 8, draw: drawExecutor },
  { weight: 3, draw: drawSuspect },
  { weight: 3, draw: drawSetting },
  { weight: 1, draw: drawSwitch },
  { weight: 3, draw: drawInnocent },
];
const WIDE_SORTS: Sorts = [
  ...SORTS,
  { weight: 4, draw: drawListed },
  { weight: 6, draw: drawKnown },
  { weight: 2, draw: drawStatic },
  { weight: 1, draw: drawDeclared },
  { weight: 1, draw: drawOnCloudRun },
];

/** The same seed, index and words give the same thing. */
export function drawn(words: Vocabulary, seed: number, index: number): Drawn {
  const random = new Random(seed, index);
  return random.weighted(words.isWide ? WIDE_SORTS : SORTS).draw(new Draw(random, words));
}

/** What the claim is broken by; null if it holds. */
export function brokenBy(made: Drawn, said: Said, calm: Said): string | null {
  return brokenClaim(made, said, calm) ?? untold(made, said, calm);
}

/** What must be told beside the outcome, and what must not. */
function untold(
  { claim, counted, tells, objects, mayBeTold, hides }: Drawn,
  said: Said,
  calm: Said,
): string | null {
  const { settings } = said.scope;
  if (counted !== undefined && settings[counted] <= calm.scope.settings[counted])
    return `not counted: ${counted}`;
  if (tells !== undefined && !JSON.stringify(said.proofs).includes(tells)) return `not told: ${tells}`;
  if (
    claim === 'innocent' &&
    counted === undefined &&
    settings.listedSuspects > calm.scope.settings.listedSuspects
  )
    return 'counted as listed, and it is not';
  const isCounted =
    settings.elsewhere > calm.scope.settings.elsewhere ||
    settings.sourcesNotRead > calm.scope.settings.sourcesNotRead;
  if (claim === 'doubt-setting' && isCounted) return 'what counts is counted as not read';
  const signs = said.proofs.filter((proof) => proof.evidence.some(({ path }) => path === SIGNS));
  if ((hides || (claim === 'innocent' && !mayBeTold)) && signs.length > 0)
    return 'signs are told where there is no need';
  const isPodOnly = objects.length > 0 && objects.every(({ kind }) => kind === 'Pod');
  return isPodOnly && signs.some(({ id }) => id === 'executors-scaled')
    ? 'a pod is told as a workload'
    : null;
}

const SIGNS = 'signs';

function brokenClaim({ claim, names, mayBeTold }: Drawn, said: Said, calm: Said): string | null {
  const { outcome } = said;
  const off = outcome === 'proven-off';
  if (claim === 'executor' && outcome !== 'not-off' && outcome !== 'gated')
    return `an executor is ${outcome}`;
  if (claim === 'executor' && !names.some((name) => JSON.stringify(said.proofs).includes(name)))
    return 'nobody names it';
  if (claim === 'live' && (off || outcome === 'unproven')) return `what lets orders leave is ${outcome}`;
  if (claim === 'doubt' && off) return 'a suspect is proven off';
  if (claim === 'doubt' && outcome !== 'unproven') return `a suspect is told as ${outcome}`;
  if (claim === 'doubt-setting' && off) return 'a setting is proven off';
  if (claim === 'innocent' && !off) return `an innocent is ${outcome}: ${said.codes}`;
  if (claim === 'innocent' && !mayBeTold && said.codes !== calm.codes)
    return `an innocent is told: ${said.codes}`;
  return null;
}
