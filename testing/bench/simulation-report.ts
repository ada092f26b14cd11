/** The report of a simulation, as a section of Markdown; what else stands in its file is kept. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { MUST_OCCUR, tooRare } from '../worlds/tally.ts';
import type { SimulationState } from './simulation-state.ts';

const HEADINGS = { short: '## Worlds of up to a minute', long: '## Worlds of hours' } as const;

export function simulationReport(state: SimulationState): string {
  const { seed, long, tally, ms, violations } = state;
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Linux ${release()}, Node ${process.version}`;
  const rare = tooRare(tally);
  return `${HEADINGS[long ? 'long' : 'short']}

\`npm run simulate -- --${long ? 'long' : 'worlds'} ${tally.worlds} --seed ${seed}\`, begun ${state.began}, on ${machine}.

| what | |
| --- | --- |
| worlds | ${grouped(tally.worlds)} |
| simulated hours | ${grouped(Math.round(tally.hours))} |
| evaluations | ${grouped(tally.evaluations)} |
| facts | ${grouped(tally.facts)} |
| wall time | ${(ms / 60_000).toFixed(1)} min, ${(ms / tally.worlds).toFixed(2)} ms a world on two workers |
| violations | ${tally.violations === 0 ? 'none' : `**${grouped(tally.violations)}**`} |
| occurred in less than 0.5 % of worlds | ${rare.length === 0 ? 'nothing that must occur' : `**${rare.join(', ')}**`} |
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

/** Puts a section in the place of the one with the same heading, or at the end. */
export function writeSection(file: string, section: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const heading = section.slice(0, section.indexOf('\n'));
  const from = before.indexOf(`${heading}\n`);
  const next = from < 0 ? -1 : before.indexOf('\n## ', from);
  const head = from < 0 ? `${before}${before === '' ? '' : '\n'}` : before.slice(0, from);
  writeFileSync(file, `${head}${section}${next < 0 ? '' : before.slice(next)}`);
}
