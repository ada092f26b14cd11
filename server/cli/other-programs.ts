/**
 * Subcommands that are programs of their own beside the product: the practice mesh's drills and the simulation. The
 * product imports neither; each runs in a process of its own, and its exit code is the subcommand's. Neither is in
 * the installed package, which has the command line only.
 */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ConfigurationError } from '#platform/configuration-error.ts';
import { type Outside, ROOT } from './mesh-command.ts';

const EXIT_SOFTWARE = 70;

const DRILL_HELP = `
It begins a drill in the practice mesh that runs with that state folder, and in nothing else: the mesh must be on loopback and say by
its version that it is one. No cluster can be named.

Exit codes:
   0  begun, or listed
   1  no practice mesh answers there, what answers is none, or it refused: the hour does not fit the drill
  64  there is no such drill, or the command line is wrong

Examples:
  mission-control drill --list
  mission-control drill marketdata-stale
  mission-control drill calm                ends one
`;

const SIMULATE_HELP = `
Judges whole simulated worlds and holds each posture against what is true in them (docs/decisions/0010). No mesh is asked.

Exit codes:
   0  every property held, and whatever must occur did
   1  a property was violated, or something that must occur did not
  64  the command line is wrong

Examples:
  mission-control simulate --worlds 2000
  mission-control simulate --worlds 100000 --resume state.json --report report.md
  mission-control simulate --world 17        tells of one world
`;

interface DrillFlags {
  list?: true;
  stateDir: string;
  kubeconfig?: string;
  context?: string;
}

/** @throws ConfigurationError where a cluster is named: a drill changes what it is begun in. */
export function drillCommand(outside: Outside): Command {
  return new Command('drill')
    .description(
      'Switches a running practice mesh to a drill; only in a checkout. It never touches another cluster.',
    )
    .argument('[name]', 'the drill to begin')
    .option('--list', 'list the drills')
    .option('--state-dir <folder>', 'the state folder of the practice mesh', '.practice')
    .addOption(new Option('--kubeconfig <file>').hideHelp())
    .addOption(new Option('--context <name>').hideHelp())
    .allowExcessArguments(false)
    .addHelpText('after', DRILL_HELP)
    .action(async (name: string | undefined, { list, stateDir, kubeconfig, context }: DrillFlags) => {
      if (kubeconfig !== undefined || context !== undefined)
        throw new ConfigurationError([
          'a drill changes a practice mesh, and nothing else: no cluster can be named, only --state-dir',
        ]);
      const what = list === true ? ['--list'] : name === undefined ? [] : [name];
      await run(outside, 'testing/practice/drill.ts', [...what, '--state-dir', stateDir]);
    });
}

/** Explains how to start the console. */
export function consoleCommand(): Command {
  return new Command('console')
    .alias('start')
    .description('Only in a checkout of the repository: npm start there.')
    .argument('[arguments...]')
    .allowUnknownOption()
    .action(() => {
      throw new ConfigurationError([
        'the console with its pages runs only in a checkout of the repository: npm start there',
      ]);
    });
}

interface SimulateFlags {
  worlds: string;
  seed?: string;
  world?: string;
  resume?: string;
  report?: string;
}

export function simulateCommand(outside: Outside): Command {
  return new Command('simulate')
    .description('Judges simulated worlds and checks that nothing false is said of any; only in a checkout.')
    .option('--worlds <count>', 'how many', wholeNumber, '10000')
    .option('--seed <number>', 'where their randomness begins', wholeNumber)
    .option('--world <index>', 'tells of one of them', wholeNumber)
    .option('--resume <file>', 'keeps its state there, and goes on where it stopped')
    .option('--report <file>', 'writes its report there too')
    .allowExcessArguments(false)
    .addHelpText('after', SIMULATE_HELP)
    .action((flags: SimulateFlags) =>
      run(
        outside,
        'testing/bench/simulate.ts',
        (['worlds', 'seed', 'world', 'resume', 'report'] as const).flatMap((name) => {
          const value = flags[name];
          return value === undefined ? [] : [`--${name}`, value];
        }),
      ),
    );
}

function wholeNumber(text: string): string {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.');
  return text;
}

/**
 * Resolves when it has ended; one that was killed counts as a mistake of the program.
 * @throws ConfigurationError where the program is not: in the installed package.
 */
async function run(outside: Outside, file: string, args: readonly string[]): Promise<void> {
  const program = join(ROOT, file);
  if (!existsSync(program))
    throw new ConfigurationError([
      `this runs only in a checkout of the repository: the installed package has no ${file}`,
    ]);
  const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  outside.setExitCode(code ?? EXIT_SOFTWARE);
}
