/** Whether the outcomes of a race are as the lists say. */

import { namesOnLists } from './lists.ts';
import type { Outcome } from './outcome.ts';

export interface RaceVerdict {
  /** Neither caught nor listed: all arenas are blind to it. */
  escaped: string[];
  /** Listed as uncaught, and caught: the entry goes. */
  caughtThough: string[];
}

export function verdictOf(outcomes: readonly Outcome[]): RaceVerdict {
  const listed = namesOnLists();
  const names = (holds: (o: Outcome) => boolean): string[] => outcomes.filter(holds).map(({ name }) => name);
  return {
    escaped: names(({ name, caught }) => caught === null && !listed.has(name)),
    caughtThough: names(({ name, caught }) => caught !== null && listed.has(name)),
  };
}
