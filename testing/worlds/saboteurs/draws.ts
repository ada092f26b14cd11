/** The cheap arena of clauses: what the grammar draws, mapped and evaluated with a clause off, against what it claims. */

import { Bench } from '../grammar/bench.ts';
import { brokenBy, drawn } from '../grammar/claims.ts';
import { brokenLife, lifeAt } from '../grammar/lives.ts';
import { VOCABULARIES } from '../grammar/vocabularies.ts';
import { clausesThatCount, withClauseOff } from './clauses/switchboard.ts';
import type { Catch } from './outcome.ts';

/** One draw that the right evaluation tells as it claims, and the clauses that have a part in that. */
export interface Scene {
  counts: ReadonlySet<number>;
  /** Of one sort are so many draws that resemble each other. */
  sort: string;
  /** What breaks with a clause off; null if all holds. */
  without: (clause: number) => Pick<Catch, 'properties' | 'threw'> | null;
}

/** Lives cost a hundred draws each, and show what is made of the past. */
const OF_LIVES = /^(finished|lost-pods|inventory) /;

/** False if that draw is not for a clause of this name. */
export const isFor = ({ sort }: Scene, clause: string): boolean =>
  !sort.startsWith(LIFE) || OF_LIVES.test(clause);

const LIFE = 'life: ';

/** A draw of a seed: what sort of thing it is, and what breaks of its claims; null: all of them hold. */
interface Case {
  sort: string;
  broken: () => string | null;
}
type Arena = (seed: number, index: number) => Case;

const ARENAS: readonly Arena[] = [
  ...VOCABULARIES.map((words) => {
    const bench = new Bench(words);
    return (seed: number, index: number) => {
      const made = drawn(words, seed, index);
      const { claim, place, taken } = made;
      const sort = [words.id, claim, place, taken.get('core'), taken.get('options')].join(' ');
      return { sort, broken: () => brokenBy(made, bench.weigh(made), bench.calm) };
    };
  }),
  (seed, index) => ({ sort: `${LIFE}${lifeAt(index).id}`, broken: () => brokenLife(seed, index) }),
];

/** Draws of all vocabularies and of lives in turn. Null: the right evaluation is wrong here too, which other tests tell. */
export function sceneAt(seed: number, index: number): Scene | null {
  const made = ARENAS[index % ARENAS.length]?.(seed, Math.floor(index / ARENAS.length));
  if (made === undefined) throw new Error('there is a vocabulary');
  const { sort, broken } = made;
  let why: string | null = null;
  const counts = clausesThatCount(() => {
    why = broken();
  });
  return why === null ? { counts, sort, without: (clause) => without(broken, clause) } : null;
}

function without(look: Case['broken'], clause: number): ReturnType<Scene['without']> {
  try {
    const why = withClauseOff(clause, look);
    return why === null ? null : { properties: [why.split(':')[0] ?? why], threw: false };
  } catch {
    return { properties: ['total'], threw: true };
  }
}
