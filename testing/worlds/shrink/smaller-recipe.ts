/** A world with less in it: fewer incidents, outages, restarts, and nothing else that is not needed. */

import { CALM_STREAM, NETWORK_STREAM } from '../../zoo/case.ts';
import type { Violation } from '../verdicts.ts';
import type { Recipe } from '../world.ts';
import { type Hunt, inRecipe } from './hunt.ts';
import { minimal } from './minimal.ts';

/** `recipe` shows the violation. */
export async function smallerRecipe(hunt: Hunt, recipe: Recipe): Promise<Recipe> {
  const holds = async (candidate: Recipe): Promise<boolean> => (await inRecipe(hunt, candidate)).length > 0;
  const simplified = async (from: Recipe, simpler: Partial<Recipe>): Promise<Recipe> =>
    (await holds({ ...from, ...simpler })) ? { ...from, ...simpler } : from;
  let kept = await simplified(recipe, settled(recipe));
  kept = await simplified(kept, early(kept, await inRecipe(hunt, kept)));
  for (const simpler of SIMPLER) kept = await simplified(kept, simpler(kept));
  const incidents = await minimal(kept.incidents, (some) => holds({ ...kept, incidents: some }));
  kept = { ...kept, incidents };
  const outages = await minimal(kept.outages, (some) => holds({ ...kept, outages: some }));
  kept = { ...kept, outages };
  const of = (part: 'incidents' | 'outages' | 'lives') =>
    `${part} ${recipe[part].length} → ${kept[part].length}`;
  hunt.tell(`${of('incidents')}, ${of('outages')}, ${of('lives')}`);
  return kept;
}

/** A console that has lived for so long has looked at everything: that it knew nothing before is no news. */
const SETTLED_MS = 6_000;

const settled = ({ lives, times }: Recipe): Partial<Recipe> => ({
  times: times?.filter((at) => lives.every(({ from }) => at < from || at >= from + SETTLED_MS)) ?? null,
});

/** The console is asked a few times when it is violated first, and dies after that. */
const FEW = 6;

function early({ lives }: Recipe, violations: readonly Violation[]): Partial<Recipe> {
  const times = [...new Set(violations.map(({ at }) => at))].slice(0, FEW);
  const last = times.at(-1) ?? 0;
  const lived = lives.filter(({ from }) => from <= last);
  return { times, lives: lived.map((life) => ({ ...life, to: Math.min(life.to, last + 1) })) };
}

const SIMPLER: readonly ((recipe: Recipe) => Partial<Recipe>)[] = [
  ({ lives }) => ({ lives: [{ from: lives[0]?.from ?? 0, to: lives.at(-1)?.to ?? 0, keepsCarry: false }] }),
  () => ({ onCloudRun: false }),
  () => ({ withoutCloudRun: false }),
  () => ({ calm: CALM_STREAM }),
  () => ({ network: NETWORK_STREAM }),
];
