/** All saboteurs through many draws and worlds, as a table in Markdown. */

import { namesOn } from '../worlds/saboteurs/lists.ts';
import { PARTS } from '../worlds/saboteurs/mix.ts';
import type { Outcome, Task } from '../worlds/saboteurs/outcome.ts';
import { runPart } from '../worlds/saboteurs/run.ts';
import { type RaceVerdict, verdictOf } from '../worlds/saboteurs/verdict.ts';
import { machineWords, quantile } from './report.ts';

export interface FullSet extends RaceVerdict {
  table: string;
  outcomes: readonly Outcome[];
}

type Size = Pick<Task, 'seed' | 'draws' | 'worlds' | 'patience'>;

/** Two at a time, each until it is caught, or until it was tried so often that it will hardly be. */
export async function runFullSet(size: Size): Promise<FullSet> {
  const parts = Array.from({ length: PARTS }, (_, part) => runPart({ ...size, part, parts: PARTS }));
  const outcomes = (await Promise.all(parts)).flat();
  return { ...verdictOf(outcomes), table: saboteurTable(outcomes, size), outcomes };
}

export function saboteurTable(
  outcomes: readonly Outcome[],
  { seed, draws, worlds }: Omit<Size, 'patience'>,
): string {
  const sorted = outcomes.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const named = sorted.filter(({ fault }) => fault !== null);
  const clauses = sorted.filter(({ fault }) => fault === null);
  return `## Saboteurs

\`npm run saboteurs -- --draws ${draws} --worlds ${worlds} --seed ${seed}\`, ${new Date().toISOString().slice(0, 10)}, on ${machineWords()}. Evaluations that are wrong in
one way: each goes through the same draws of the grammar and the same worlds until something that must hold does not. A clause of the recogniser is a
saboteur with that clause switched off. *By throwing*: nothing shows but an exception, so that a guard is gone and no wrong answer came of it.

| | all | caught | by draws, by worlds | by throwing | waiting | equivalent | tries needed: median, p95, worst | ms each: median, p95 |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${summary('named', named)}
${summary('clauses', clauses)}

### Named

| saboteur | what it gets wrong | caught by | after |
| --- | --- | --- | --- |
${named.map((o) => `| ${o.name} | ${o.fault} | ${caughtBy(o)} | ${after(o)} |`).join('\n')}

### Clauses of the recogniser

| clause | caught by | after |
| --- | --- | --- |
${clauses.map((o) => `| ${code(o.name)} | ${caughtBy(o)} | ${after(o)} |`).join('\n')}
`;
}

/** A try is a draw or world in which the saboteur was evaluated: others cannot show it. */
const triesOf = ({ tried }: Outcome): number => tried.draws + tried.worlds;

function summary(what: string, outcomes: readonly Outcome[]): string {
  const caught = outcomes.filter((o) => o.caught !== null);
  const count = (holds: (c: NonNullable<Outcome['caught']>) => boolean): number =>
    caught.filter((o) => o.caught !== null && holds(o.caught)).length;
  const onList = (list: 'waiting' | 'equivalent'): number => {
    const names = namesOn(list);
    return outcomes.filter((o) => o.caught === null && names.includes(o.name)).length;
  };
  const arenas = `${count((c) => c.arena === 'draws')}, ${count((c) => c.arena === 'worlds')}`;
  const tries = caught.map(triesOf);
  const needed = [quantile(tries, 0.5), quantile(tries, 0.95), Math.max(...tries)].join(', ');
  const times = caught.map(({ ms }) => ms);
  const ms = [quantile(times, 0.5), quantile(times, 0.95)].map((t) => t.toFixed(0)).join(', ');
  return `| ${what} | ${outcomes.length} | ${caught.length} | ${arenas} | ${count((c) => c.threw)} | ${onList('waiting')} | ${onList('equivalent')} | ${needed} | ${ms} |`;
}

function caughtBy({ name, caught }: Outcome): string {
  if (caught !== null) return caught.threw ? '*throws*' : caught.properties.join(', ');
  if (namesOn('equivalent').includes(name)) return '*equivalent*';
  return namesOn('waiting').includes(name) ? '*waiting*' : '**not caught**';
}

function after(outcome: Outcome): string {
  const { caught } = outcome;
  return caught === null ? '' : `${triesOf(outcome)} tries, ${caught.arena.slice(0, -1)} ${caught.index}`;
}

/** Cells end at bars, and code at back-ticks. */
function code(text: string): string {
  return `\`\`${text.replaceAll('|', '\\|')} \`\``;
}
