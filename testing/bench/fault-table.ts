/** The fault table as people read it. */

import type { Pace } from '../faults/pace.ts';
import { HEAL_BOUND_MS, type Row, seconds } from '../faults/run-fault.ts';
import { machineWords } from './report.ts';

export function faultTable(rows: readonly Row[], pace: Pace): string {
  const groups = [...new Set(rows.map((row) => row.group))];
  const good = rows.filter((row) => row.lookedGood.length > 0).length;
  const late = rows.filter((row) => row.toldMs === null || row.toldMs > row.boundMs).length;
  return `# The fault table

\`npm run bench:faults\`, ${new Date().toISOString().slice(0, 10)}, on ${machineWords()}. The real console over a practice mesh at the intervals that it
ships with, ${pace.lanes} faults at a time on this machine. *Told*: from the fault to the first look at which the posture, \`/readyz\` and
the rendered pane said all that must be said and nothing that must not. From then to the end of the fault, ${seconds(pace.holdMs)} and more, it
was looked at without a break: *looked good* is what must not have. *Healed*: from the end of the fault until every
verdict was again what it was before.

${rows.length} faults: ${late} told later than their bound, ${good} during which something looked good that must not,
${rows.filter((row) => row.healMs === null || row.healMs > HEAL_BOUND_MS).length} healed later than ${seconds(HEAL_BOUND_MS)}.
${groups.map((group) => section(group, rows)).join('')}`;
}

function section(group: string, rows: readonly Row[]): string {
  const lines = rows
    .filter((row) => row.group === group)
    .map((row) => {
      const told = row.toldMs === null ? '**never**' : bold(row.toldMs > row.boundMs, row.toldMs);
      const healed = row.healMs === null ? '**never**' : bold(row.healMs > HEAL_BOUND_MS, row.healMs);
      const notes = [row.lookedGood.join(', '), row.known === null ? '' : `known: ${row.known}`];
      const note = notes.filter((text) => text !== '').join('; ') || 'nothing';
      return `| ${row.title} | ${seconds(row.boundMs)} | ${told} | ${healed} | ${note} |`;
    });
  return `
## ${group}

| fault | bound | told | healed | looked good meanwhile |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
}

function bold(missed: boolean, ms: number): string {
  return missed ? `**${seconds(ms)}**` : seconds(ms);
}
