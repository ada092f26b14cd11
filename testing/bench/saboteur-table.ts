/** All saboteurs through many worlds, as a table in Markdown. */

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

/** Two at a time, each in all of the worlds until it is caught. */
export async function runFullSet({ seed, worlds }: Pick<Task, 'seed' | 'worlds'>): Promise<FullSet> {
  const parts = Array.from({ length: PARTS }, (_, part) =>
    runPart({ seed, worlds, part, parts: PARTS, patience: worlds }),
  );
  const outcomes = (await Promise.all(parts)).flat();
  return { ...verdictOf(outcomes), table: saboteurTable(outcomes, { seed, worlds }), outcomes };
}

export function saboteurTable(
  outcomes: readonly Outcome[],
  { seed, worlds }: Pick<Task, 'seed' | 'worlds'>,
): string {
  const sorted = outcomes.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const named = sorted.filter(({ fault }) => fault !== null);
  const clauses = sorted.filter(({ fault }) => fault === null);
  return `## Saboteurs

\`npm run saboteurs -- --worlds ${worlds} --seed ${seed}\`, ${new Date().toISOString().slice(0, 10)}, on ${machineWords()}. Evaluations that are wrong in
one way: each goes through the same worlds until a property catches it. A clause of the recogniser is a saboteur with that clause switched off.

| | all | caught | waiting | equivalent | worlds needed: median, p95, worst | ms each: median, p95 |
| --- | --- | --- | --- | --- | --- | --- |
${summary('named', named)}
${summary('clauses', clauses)}

### Named

| saboteur | what it gets wrong | caught by | worlds |
| --- | --- | --- | --- |
${named.map((o) => `| ${o.name} | ${o.fault} | ${caughtBy(o)} | ${o.worlds ?? ''} |`).join('\n')}

### Clauses of the recogniser

| clause | caught by | worlds |
| --- | --- | --- |
${clauses.map((o) => `| ${code(o.name)} | ${caughtBy(o)} | ${o.worlds ?? ''} |`).join('\n')}
`;
}

function summary(what: string, outcomes: readonly Outcome[]): string {
  const needed = outcomes.flatMap(({ worlds }) => worlds ?? []);
  const times = outcomes.filter(({ worlds }) => worlds !== null).map(({ ms }) => ms);
  const onList = (list: 'waiting' | 'equivalent'): number => {
    const names = namesOn(list);
    return outcomes.filter(({ name, worlds }) => worlds === null && names.includes(name)).length;
  };
  const worlds = [quantile(needed, 0.5), quantile(needed, 0.95), Math.max(...needed)].join(', ');
  const ms = [quantile(times, 0.5), quantile(times, 0.95)].map((t) => t.toFixed(0)).join(', ');
  return `| ${what} | ${outcomes.length} | ${needed.length} | ${onList('waiting')} | ${onList('equivalent')} | ${worlds} | ${ms} |`;
}

function caughtBy({ name, properties, worlds }: Outcome): string {
  if (worlds !== null) return properties.join(', ');
  if (namesOn('equivalent').includes(name)) return '*equivalent*';
  return namesOn('waiting').includes(name) ? '*waiting*' : '**not caught**';
}

/** Cells end at bars, and code at back-ticks. */
function code(text: string): string {
  return `\`\`${text.replaceAll('|', '\\|')} \`\``;
}
