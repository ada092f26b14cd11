/**
 * Saboteurs that are known not to be caught: a line for each, with its reason behind ` | ` or, for several, before them
 * behind `#`.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `equivalent`: they say the same, so nothing can catch them. `waiting`: nothing of today shows the fault. */
export type List = 'equivalent' | 'waiting';

const FILES: Readonly<Record<List, readonly string[]>> = {
  equivalent: ['equivalent.txt'],
  waiting: ['waiting.txt', 'waiting-clauses.txt'],
};

const linesOf = (file: string): string[] => readFileSync(join(import.meta.dirname, file), 'utf8').split('\n');

/** The reason stands behind the name. */
const nameIn = (line: string): string => line.split(' | ')[0] ?? '';

export function namesOn(list: List): string[] {
  const lines = FILES[list].flatMap(linesOf);
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map(nameIn);
}

export function namesOnLists(): ReadonlySet<string> {
  return new Set([...namesOn('equivalent'), ...namesOn('waiting')]);
}

/** Takes what is caught off the waiting lists. */
export function settleWaiting(caught: readonly string[]): void {
  for (const file of FILES.waiting) {
    const kept = linesOf(file).filter((line) => !caught.includes(nameIn(line)));
    writeFileSync(join(import.meta.dirname, file), kept.join('\n'));
  }
}
