#!/usr/bin/env node
/** The command line, `npm run -s mission-control -- <subcommand>`: one file per subcommand. None of them changes anything. */
import { Command, CommanderError } from 'commander';
import { ConfigurationError } from '../configuration-error.ts';
import { ArtifactError } from '../reports/artifacts.ts';
import { calendarCommand } from './calendar.ts';
import { checkCommand } from './check.ts';
import { doctorCommand } from './doctor.ts';
import type { Outside } from './mesh-command.ts';
import { planCommand } from './plan.ts';
import { reportCommand } from './report.ts';
import { rulesCommand } from './rules.ts';
import { snapshotCommand } from './snapshot.ts';

/** sysexits(3), EX_USAGE. */
const EXIT_USAGE = 64;
/** sysexits(3), EX_SOFTWARE: a mistake of the program itself must read as none of the answers that a subcommand gives. */
const EXIT_SOFTWARE = 70;
/** sysexits(3), EX_CANTCREAT. */
const EXIT_CANNOT_WRITE = 73;

const write = (text: string) => void process.stdout.write(text);
const outside: Outside = {
  write,
  complain: (text) => void process.stderr.write(text),
  terminal: {
    isTTY: process.stderr.isTTY === true,
    columns: process.stderr.columns ?? 80,
    write: (text) => void process.stderr.write(text),
  },
  setExitCode(code) {
    process.exitCode = code;
  },
};

const program = new Command('mission-control')
  .description('Read-only tools of Mission Control.')
  .exitOverride()
  .showHelpAfterError('Run with --help to see what there is.')
  .addCommand(checkCommand(outside))
  .addCommand(reportCommand(outside))
  .addCommand(snapshotCommand(outside))
  .addCommand(doctorCommand(outside))
  .addCommand(planCommand(write))
  .addCommand(calendarCommand(write))
  .addCommand(rulesCommand(write));
for (const command of program.commands) inherit(command, program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** Commander hands settings down only to the commands that it makes itself. */
function inherit(command: Command, from: Command): void {
  command.exitOverride().copyInheritedSettings(from);
  for (const sub of command.commands) inherit(sub, command);
}

function exitCodeOf(error: unknown): number {
  // Help that was asked for is no error; help for want of a subcommand is.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  if (error instanceof ConfigurationError) {
    for (const problem of error.problems) console.error(`error: ${problem}`);
    return EXIT_USAGE;
  }
  if (error instanceof ArtifactError) {
    console.error(`error: ${error.message}`);
    return EXIT_CANNOT_WRITE;
  }
  console.error(error);
  return EXIT_SOFTWARE;
}
