/** The report of a simulation, as Markdown; what else stands in the file, such as the mutation score, is kept. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { MUST_OCCUR, rarerThan } from '../worlds/tally.ts';
import type { SimulationState } from './simulation-state.ts';

const KEPT_FROM = '\n## Mutation testing';

export function simulationReport(state: SimulationState): string {
  const { seed, long, tally, ms, violations } = state;
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Linux ${release()}, Node ${process.version}`;
  const rare = rarerThan(tally, 0.01);
  return `# Judgement, proven

## Simulation

\`npm run simulate -- --${long ? 'long' : 'worlds'} ${tally.worlds} --seed ${seed}\`, begun ${state.began}, on ${machine}.

| what | |
| --- | --- |
| worlds | ${grouped(tally.worlds)} |
| simulated hours | ${grouped(Math.round(tally.hours))} |
| judgements | ${grouped(tally.evaluations)} |
| facts | ${grouped(tally.facts)} |
| wall time | ${(ms / 60_000).toFixed(1)} min, ${(ms / tally.worlds).toFixed(2)} ms a world on two workers |
| violations | ${tally.violations === 0 ? 'none' : `**${grouped(tally.violations)}**`} |
| occurred in less than 1 % of worlds | ${rare.length === 0 ? 'nothing that must occur' : `**${rare.join(', ')}**`} |
${violations.length === 0 ? '' : `\n${violations.map((v) => `- ${v}`).join('\n')}\n`}
How often each property had something to say:

| property | times |
| --- | --- |
${rows(
  Object.entries(tally.applied).sort(([a], [b]) => (a < b ? -1 : 1)),
  grouped,
)}

In how many worlds each outcome, verdict and state of a failure mode was said:

| said | share of worlds |
| --- | --- |
${rows(
  MUST_OCCUR.map((name) => [name, tally.occurred[name] ?? 0]),
  (times) => percent(times, tally.worlds),
)}

What else occurred, in how many worlds:

| occurred | share of worlds |
| --- | --- |
${rows(
  Object.entries(tally.occurred)
    .filter(([name]) => !MUST_OCCUR.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1)),
  (times) => percent(times, tally.worlds),
)}
`;
}

function rows(entries: readonly (readonly [string, number])[], text: (n: number) => string): string {
  return entries.map(([name, n]) => `| ${name} | ${text(n)} |`).join('\n');
}

function grouped(n: number): string {
  return n.toLocaleString('en-US');
}

function percent(n: number, of: number): string {
  return `${((100 * n) / of).toFixed(1)} %`;
}

export function writeReport(file: string, report: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const from = before.indexOf(KEPT_FROM);
  writeFileSync(file, report + (from < 0 ? '' : before.slice(from)));
}
