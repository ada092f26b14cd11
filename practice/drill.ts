import { Command } from 'commander';
import { z } from 'zod';
import { DRILLS, drillNamed } from './drills/registry.ts';
import { StateDir } from './state-dir.ts';

const EXIT_FAILURE = 1;
const EXIT_USAGE = 64;

const HELP = `
Exit codes:
   0  begun, or listed
   1  no practice mesh runs there, or it refused
  64  the command line is wrong, or there is no such drill

Examples:
  mission-control drill --list
  mission-control drill execution-scaled-up
  mission-control drill calm
`;

function listing(): string {
  const width = Math.max(...DRILLS.map((drill) => drill.name.length));
  return DRILLS.map((drill) => `${drill.name.padEnd(width)}  ${drill.headline}\n`).join('');
}

function fail(message: string, code: number): never {
  process.stderr.write(message);
  process.exit(code);
}

async function switchTo(name: string, stateDir: StateDir): Promise<void> {
  const mesh = stateDir.mesh();
  if (mesh === undefined) fail(`no practice mesh has run with --state-dir ${stateDir.path}\n`, EXIT_FAILURE);
  const response = await fetch(`${mesh.apiUrl}/practice/drill`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stateDir.identity().operator}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  }).catch(() =>
    fail(`no practice mesh answers at ${mesh.apiUrl}; start one with: npm start\n`, EXIT_FAILURE),
  );
  if (response.ok) return;
  const status = z.object({ message: z.string() }).safeParse(await response.json());
  fail(
    `the practice mesh refused: ${status.success ? status.data.message : response.status}\n`,
    EXIT_FAILURE,
  );
}

const program = new Command('drill')
  .description('Switches a running practice mesh to a drill')
  .argument('[name]', 'the drill to begin')
  .option('--state-dir <folder>', 'the state folder of the practice mesh', '.practice')
  .option('--list', 'list the drills')
  .addHelpText('after', HELP)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE));

program.action(async (name: string | undefined, options: { stateDir: string; list?: boolean }) => {
  if (options.list === true) {
    process.stdout.write(listing());
    return;
  }
  const drill = drillNamed(name ?? '');
  if (drill === undefined)
    fail(
      `${name === undefined ? 'which drill?' : `no drill "${name}".`} There are:\n${listing()}`,
      EXIT_USAGE,
    );
  await switchTo(drill.name, new StateDir(options.stateDir));
  process.stdout.write(`${drill.name}: ${drill.headline}\n`);
});
await program.parseAsync();
