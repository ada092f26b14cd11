/**
 * `npm run test:cluster`: the real console against the cluster of `KUBECONFIG`, in a namespace of the suite's own.
 * That namespace is always deleted at the end.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { CONSOLE_ENVIRONMENT, consoleArguments } from '../../scripts/console-process.mjs';
import { type Program, startProgram, stopProgram } from '../processes.ts';
import { ClusterApi } from './cluster-api.ts';
import { Scratch } from './scratch.ts';
import { runSteps } from './suite.ts';
import { suitePlan } from './suite-plan.ts';

const EXIT_FAILED = 1;
const EXIT_STOPPED = 130;

const { clockOffset } = new Command('test:cluster')
  .description(
    'Checks the console against the cluster of KUBECONFIG, in a scratch namespace; it needs the rights of an admin.',
  )
  .option(
    '--clock-offset <seconds>',
    'shift of the cluster’s clock against this one’s: a practice mesh has one',
    '0',
  )
  .parse()
  .opts<{ clockOffset: string }>();

const api = new ClusterApi(process.env);
const scratch = new Scratch(api, () => Date.now() + Number(clockOffset) * 1000);
const folder = mkdtempSync(join(tmpdir(), 'cluster-'));
let watching: Program | null = null;

async function run(): Promise<string[]> {
  console.log(`${api.context} at ${api.server}, namespace ${scratch.namespace}`);
  await scratch.make();
  const plan = join(folder, 'plan.json');
  writeFileSync(plan, suitePlan(scratch.namespace));
  const flags = [
    '--port',
    '0',
    '--plan',
    plan,
    '--data-dir',
    join(folder, 'data'),
    '--clock-offset',
    clockOffset,
  ];
  const started = await startProgram(consoleArguments(flags), /ready at (http:\/\/\S+)/, CONSOLE_ENVIRONMENT);
  watching = started;
  return runSteps(scratch, started.match[1] ?? '', console.log);
}

/** Once, at the end of the steps, after a failure, or on a signal. */
async function cleanUp(): Promise<void> {
  await stopProgram(watching);
  rmSync(folder, { recursive: true, force: true });
  await scratch.remove();
  console.log(`the namespace ${scratch.namespace} is gone`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    cleanUp()
      .catch((error: unknown) => console.error(String(error)))
      .finally(() => process.exit(EXIT_STOPPED));
  });

const failed = await run()
  .catch((error: unknown) => [String(error)])
  .finally(cleanUp);
console.log(failed.length === 0 ? 'all checks passed' : `failed:\n${failed.join('\n')}`);
process.exitCode = failed.length === 0 ? 0 : EXIT_FAILED;
