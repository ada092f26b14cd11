#!/usr/bin/env node
/** The command line, `npm run -s mission-control -- <subcommand>`: one file per subcommand. None of them changes anything. */
import { Command, CommanderError } from 'commander';
import { calendarCommand } from './calendar.ts';
import { rulesCommand } from './rules.ts';

/** sysexits(3), EX_USAGE. */
const EXIT_USAGE = 64;

const program = new Command('mission-control')
  .description('Read-only tools of Mission Control.')
  .exitOverride()
  .showHelpAfterError('Run with --help to see what there is.')
  .addCommand(calendarCommand((text) => process.stdout.write(text)))
  .addCommand(rulesCommand((text) => process.stdout.write(text)));
for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  // Help that was asked for is no error; help for want of a subcommand is.
  process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
}
