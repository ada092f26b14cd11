/** Begins a drill in a running practice mesh, and in nothing else. */

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
  await refuseAnother(mesh.apiUrl, stateDir.identity().viewer);
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

/** Before anything is sent that could change it: what answers there must be on this machine and say that it is one. */
async function refuseAnother(apiUrl: string, viewer: string): Promise<void> {
  const { hostname } = new URL(apiUrl);
  if (hostname !== '127.0.0.1')
    fail(
      `${apiUrl} is not on this machine: a drill is for a practice mesh, and nothing else\n`,
      EXIT_FAILURE,
    );
  const version = await fetch(`${apiUrl}/version`, { headers: { authorization: `Bearer ${viewer}` } })
    .then((answer) => answer.json())
    .catch(() => fail(`no practice mesh answers at ${apiUrl}; start one with: npm start\n`, EXIT_FAILURE));
  const said = z.object({ gitVersion: z.string() }).safeParse(version);
  if (!said.success || !said.data.gitVersion.endsWith('+practice'))
    fail(`what answers at ${apiUrl} is no practice mesh: nothing was sent to it\n`, EXIT_FAILURE);
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
