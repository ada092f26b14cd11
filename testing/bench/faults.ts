/**
 * The fault table. `npm run bench:faults`: at the console's own intervals, written to bench/results/faults.md.
 * `--quick`: with shorter ones, written to test-results/faults.json. `--only TEXT`: those with it in their name.
 * A runner of its own, and no test runner's: a fault is mostly waiting, and a stage takes over a second to set up, so
 * several share each stage; both paces go through the same lines, and a row must be measured even where it fails.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DEFAULT_PACE, QUICK_PACE } from '../faults/pace.ts';
import { allFaults } from '../faults/registry.ts';
import { runAll } from '../faults/run-all.ts';
import { type Row, seconds } from '../faults/run-fault.ts';
import { faultTable } from './fault-table.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string' }, lanes: { type: 'string' } },
});
const shipped = values.quick ? QUICK_PACE : DEFAULT_PACE;
const pace = { ...shipped, lanes: Number(values.lanes ?? shipped.lanes) };

/** A row fails with problems that nobody knows of. */
function failed({ problems, known }: Row): boolean {
  return problems.length > 0 && known === null;
}

function tell(row: Row, tookMs: number): void {
  const mark = failed(row) ? 'FAILED' : row.problems.length > 0 ? 'known' : 'ok';
  const [told, healed] = [row.toldMs, row.healMs].map((ms) => (ms === null ? 'never' : seconds(ms)));
  console.log(`${mark}\t${row.id}: told ${told}, healed ${healed} (${seconds(tookMs)})`);
  for (const problem of row.problems) console.log(`\t  ${problem}`);
  if (row.known !== null && row.problems.length === 0)
    console.log(`\t  said to be known, and not seen: ${row.known}`);
}

/**
 * With `--quick` several faults share the processors at a pace that leaves little room, so one that failed is tried once more by
 * itself: what fails alone too has failed. The bench tries none again.
 */
async function withSecondTries(rows: readonly Row[]): Promise<Row[]> {
  const again = faults.filter(({ id }) => rows.some((row) => row.id === id && failed(row)));
  if (again.length === 0) return [...rows];
  console.log(`${again.length} failed beside others; each is tried once more by itself`);
  const second = await runAll(again, { ...pace, lanes: 1 }, tell);
  return rows.map((row) => second.find(({ id }) => id === row.id) ?? row);
}

// Ends by its own hand, so that what it started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

const started = performance.now();
const { only } = values;
const faults = (await allFaults()).filter(({ id }) => only === undefined || id.includes(only));
const rows = values.quick
  ? await withSecondTries(await runAll(faults, pace, tell))
  : await runAll(faults, pace, tell);
const failures = rows.filter(failed);
const known = rows.filter((row) => row.problems.length > 0 && row.known !== null);
console.log(
  `${rows.length} faults in ${seconds(performance.now() - started)}: ${failures.length} failed, ${known.length} known`,
);
if (values.quick) {
  mkdirSync('test-results', { recursive: true });
  const stats = { expected: rows.length - failures.length, unexpected: failures.length, known: known.length };
  writeFileSync('test-results/faults.json', JSON.stringify({ stats, rows }, null, 2));
} else if (only === undefined) writeFileSync('testing/bench/results/faults.md', faultTable(rows, pace));
process.exit(failures.length === 0 ? 0 : 1);
