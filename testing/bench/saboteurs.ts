/**
 * Sends all saboteurs through many draws and worlds: `npm run saboteurs -- --draws N --worlds N --seed S`. With `--report FILE` the table is
 * written there; with `--settle` the waiting list loses what is caught. Exits with 1 where one is not caught and on no
 * list, or is caught and on one.
 */

import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { settleWaiting } from '../worlds/saboteurs/lists.ts';
import { runFullSet } from './saboteur-table.ts';

const { draws, worlds, patience, seed, report, settle } = new Command('saboteurs')
  .description('Evaluations that are wrong on purpose: simulated worlds must catch each of them.')
  .option('--draws <n>', 'how many of the grammar at most', Number, 20_000)
  .option('--patience <n>', 'in how many worlds a listed one is tried', Number, 20)
  .option('--worlds <n>', 'how many at most', Number, 2_000)
  .option('--seed <n>', 'which ones', Number, 20_261_120)
  .option('--report <file>', 'writes the table there')
  .option('--settle', 'takes what is caught off the waiting list', false)
  .allowExcessArguments(false)
  .parse()
  .opts<{
    draws: number;
    patience: number;
    worlds: number;
    seed: number;
    report?: string;
    settle: boolean;
  }>();

const { table, escaped, caughtThough } = await runFullSet({ seed, draws, worlds, patience });
if (report === undefined) console.log(table);
else writeFileSync(report, table);
if (settle) settleWaiting(caughtThough);
for (const name of escaped) console.error(`not caught, and on no list: ${name}`);
for (const name of caughtThough) console.error(`caught, and on a list: ${name}`);
process.exitCode = escaped.length + caughtThough.length > 0 ? 1 : 0;
