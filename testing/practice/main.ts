import { Command, InvalidArgumentError } from 'commander';
import { clockOffset } from './default-clock.ts';
import type { Drill } from './drills/drill.ts';
import { offsetFor, outOfHours } from './drills/hours.ts';
import { DRILLS, drillNamed } from './drills/registry.ts';
import { startMesh } from './mesh.ts';
import { StateDir } from './state-dir.ts';

const EXIT_FAILURE = 1;
const EXIT_USAGE = 64;

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new InvalidArgumentError('a whole number from 0 to 65535');
  return port;
}

function seconds(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('a whole number of seconds');
  return Number(text);
}

interface Options {
  readonly port: number;
  readonly stateDir: string;
  readonly drill: string;
  readonly clockOffset?: number;
}

async function run(options: Options): Promise<void> {
  const drill = drillNamed(options.drill);
  if (drill === undefined) {
    process.stderr.write(
      `no drill "${options.drill}"; there are: ${DRILLS.map((known) => known.name).join(' ')}\n`,
    );
    process.exit(EXIT_USAGE);
  }
  const stateDir = new StateDir(options.stateDir);
  const clockOffsetSeconds = options.clockOffset ?? ownOffset(drill, stateDir);
  const elsewhere = outOfHours(drill, Date.now() + clockOffsetSeconds * 1000);
  if (elsewhere !== undefined) {
    process.stderr.write(`${elsewhere}, without --clock-offset\n`);
    process.exit(EXIT_USAGE);
  }
  const mesh = await startMesh({ port: options.port, clockOffsetSeconds, drill, stateDir });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0));
  process.stdout.write(
    `practice mesh ready at ${mesh.document.apiUrl}, drill ${drill.name}, operator kubeconfig ${stateDir.file('operator.kubeconfig')}\n`,
  );
}

/** The clock that is kept here or fits the market, unless the drill plays at another time. */
function ownOffset(drill: Drill, stateDir: StateDir): number {
  const now = Date.now();
  const offset = clockOffset(now, stateDir.clock());
  return drill.hours === undefined || outOfHours(drill, now + offset * 1000) === undefined
    ? offset
    : offsetFor(drill.hours, now);
}

/** The error at the start, in one line. */
function reason(error: unknown, port: number): string {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return taken ? `port ${port} is in use; choose another with --port` : String(error);
}

const program = new Command('practice')
  .description('A practice mesh on loopback: a Kubernetes API, and agents that answer')
  .option('--port <number>', 'port on 127.0.0.1; 0 takes any free one', portNumber, 16443)
  .option('--state-dir <folder>', 'where kubeconfigs, tokens and mesh.json are kept', '.practice')
  .option('--drill <name>', 'the drill to begin with', 'calm')
  .option('--clock-offset <seconds>', 'shift of the practice clock against real time', seconds)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE));

program.action(async (options: Options) => {
  try {
    await run(options);
  } catch (error) {
    process.stderr.write(`practice mesh cannot start: ${reason(error, options.port)}\n`);
    process.exit(EXIT_FAILURE);
  }
});
await program.parseAsync();
