/** Saboteurs that are known not to be caught: a line for each, with the reason before it, behind `#`. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `equivalent`: they say the same, so nothing can catch them. `waiting`: no world of today shows the fault. */
export type List = 'equivalent' | 'waiting';

const pathOf = (list: List): string => join(import.meta.dirname, `${list}.txt`);

export function namesOn(list: List): string[] {
  const lines = readFileSync(pathOf(list), 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

export function namesOnLists(): ReadonlySet<string> {
  return new Set([...namesOn('equivalent'), ...namesOn('waiting')]);
}

/** Takes what is caught off the waiting list. */
export function settleWaiting(caught: readonly string[]): void {
  const lines = readFileSync(pathOf('waiting'), 'utf8').split('\n');
  writeFileSync(pathOf('waiting'), lines.filter((line) => !caught.includes(line)).join('\n'));
}
