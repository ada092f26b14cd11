/** Report of a benchmark's results: the machine, the command, each figure beside its bound. */

import { cpus, release, totalmem } from 'node:os';

export interface Figure {
  what: string;
  measured: string;
  bound: string;
  holds: boolean;
}

/** The value below which a share `q` of the sorted samples lies. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}

/** On what it was measured. */
export function machineWords(): string {
  return `${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Linux ${release()}, Node ${process.version}`;
}

/** A row of a table for each. */
export function figureRows(figures: readonly Figure[]): string {
  return figures
    .map((f) => `| ${f.what} | ${f.measured} | ${f.bound} | ${f.holds ? 'holds' : '**missed**'} |`)
    .join('\n');
}

export function report(figures: readonly Figure[]): string {
  const machine = machineWords();
  return `# The pane, measured

\`npm run bench\`, ${new Date().toISOString().slice(0, 10)}, on ${machine}. Practice mesh, console, and headless
Chromium share that machine, so each figure contains the work of all three.

| what | measured | bound | |
| --- | --- | --- | --- |
${figureRows(figures)}
`;
}
