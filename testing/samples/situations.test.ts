/**
 * The posture of each situation, compared with reviewed lines in `testing/samples/situations/*.txt`. After an
 * intended change, UPDATE_SITUATIONS=1 writes them again; review the difference.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AGENTS } from './situations/agents.ts';
import { ANSWERS } from './situations/answers.ts';
import { DAYS } from './situations/days.ts';
import { EXECUTION } from './situations/execution.ts';
import { PODS } from './situations/pods.ts';
import { calmLines, instantLines, situationLines } from './situations/situation.ts';

type Cases = Readonly<Record<string, () => string>>;

function cases<T>(all: Readonly<Record<string, T>>, tell: (one: T) => string): Cases {
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, () => tell(one)]));
}

const FAMILIES: Readonly<Record<string, Cases>> = {
  calm: { 'in full': calmLines },
  agents: cases(AGENTS, situationLines),
  answers: cases(ANSWERS, situationLines),
  days: cases(DAYS, instantLines),
  execution: cases(EXECUTION, (situation) => situationLines({ ...situation, contracts: true })),
  pods: cases(PODS, situationLines),
};
const FOLDER = join(import.meta.dirname, 'situations');
const HEAD = '## ';

function read(family: string): Map<string, string> {
  const sections = readFileSync(join(FOLDER, `${family}.txt`), 'utf8')
    .split(`\n${HEAD}`)
    .slice(1);
  return new Map(
    sections.map((section) => {
      const [name = '', ...lines] = section.trimEnd().split('\n');
      return [name, lines.join('\n')];
    }),
  );
}

/** The rule of the contracts that a line tells of; null where it tells of something else. */
function ruleIn(line: string): string | null {
  return /contracts\/[^/]+\.cells\/([a-z0-9-]+)/.exec(line)?.[1] ?? null;
}

/** Without the rules of the contracts that are younger than the record, which calm tells in full: their own tests hold them. */
function recorded(told: string): string {
  return told
    .split('\n')
    .filter((line) => ruleIn(line) === null || RECORDED_RULES.has(ruleIn(line)))
    .join('\n');
}

if (process.env.UPDATE_SITUATIONS === '1') {
  for (const [family, all] of Object.entries(FAMILIES)) {
    const sections = Object.entries(all).map(([name, tell]) => `\n${HEAD}${name}\n${tell()}\n`);
    writeFileSync(join(FOLDER, `${family}.txt`), sections.join(''));
  }
}

const RECORDED_RULES = new Set([...read('calm').values()].flatMap((told) => told.split('\n').map(ruleIn)));

for (const [family, all] of Object.entries(FAMILIES))
  describe(family, () => {
    const known = read(family);

    test.each(Object.entries(all))('%s', (name, tell) => {
      expect(recorded(tell())).toBe(known.get(name));
    });

    test('no situation is written down that is no more', () => {
      expect([...known.keys()]).toEqual(Object.keys(all));
    });
  });
