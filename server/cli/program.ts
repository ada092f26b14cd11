/** All subcommands under one name. */

import { Command } from 'commander';
import { readBuild } from '../build.ts';
import { calendarCommand } from './calendar.ts';
import { checkCommand } from './check.ts';
import { doctorCommand } from './doctor.ts';
import { type Outside, ROOT } from './mesh-command.ts';
import { consoleCommand, drillCommand, simulateCommand } from './other-programs.ts';
import { planCommand } from './plan.ts';
import { reportCommand } from './report.ts';
import { rulesCommand } from './rules.ts';
import { snapshotCommand } from './snapshot.ts';
import { verifyCommand } from './verify.ts';

const HELP = `
Exit codes of all: 0 done, 64 the command line, the plan or the credentials are wrong, 70 a mistake of the program itself,
73 files cannot be written. Each subcommand's --help has its own.

The console with its pages runs in a checkout of the repository: npm start there.
`;

/** It never ends the process: a CommanderError is thrown for what is wrong, and for help that was asked for. */
export function makeProgram(outside: Outside): Command {
  const program = new Command('mission-control')
    .description(
      'Read-only tools of Mission Control: they write files here, and nothing to the mesh; only `drill` changes one, the practice mesh.',
    )
    .version(readBuild(ROOT).version)
    .exitOverride()
    .configureOutput({ writeOut: outside.write, writeErr: outside.complain })
    .showHelpAfterError('Run with --help to see what there is.')
    .addHelpText('after', HELP)
    .addCommand(checkCommand(outside))
    .addCommand(reportCommand(outside))
    .addCommand(snapshotCommand(outside))
    .addCommand(doctorCommand(outside))
    .addCommand(planCommand(outside.write))
    .addCommand(calendarCommand(outside.write))
    .addCommand(rulesCommand(outside.write))
    .addCommand(verifyCommand(outside))
    .addCommand(drillCommand(outside))
    .addCommand(simulateCommand(outside))
    .addCommand(consoleCommand(), { hidden: true });
  for (const command of program.commands) inherit(command, program);
  return program;
}

/** Commander hands settings down only to the commands that it makes itself. */
function inherit(command: Command, from: Command): void {
  command.exitOverride().copyInheritedSettings(from);
  for (const sub of command.commands) inherit(sub, command);
}
