/** One command line from its words to its exit code: errors of all subcommands are reported in one way. */

import { inspect } from 'node:util';
import { CommanderError } from 'commander';
import { ConfigurationError } from '#platform/configuration-error.ts';
import { ArtifactError } from '#platform/whole-file.ts';
import type { Outside } from './mesh-command.ts';
import { makeProgram } from './program.ts';

/** sysexits(3), EX_USAGE. */
const EXIT_USAGE = 64;
/** sysexits(3), EX_SOFTWARE: a mistake of the program itself must read as none of the answers that a subcommand gives. */
export const EXIT_SOFTWARE = 70;
/** sysexits(3), EX_CANTCREAT. */
const EXIT_CANNOT_WRITE = 73;

/** `words`: without the programs that stand before them. It never rejects, and leaves the process as it is. */
export async function runCommandLine(words: readonly string[], outside: Outside): Promise<void> {
  try {
    await makeProgram(outside).parseAsync(words, { from: 'user' });
  } catch (error) {
    outside.setExitCode(exitCodeOf(error, outside));
  }
}

function exitCodeOf(error: unknown, { complain, terminal }: Outside): number {
  // Help that was asked for is no error; help for want of a subcommand is.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  if (error instanceof ConfigurationError) {
    for (const problem of error.problems) complain(`error: ${problem}\n`);
    return EXIT_USAGE;
  }
  if (error instanceof ArtifactError) {
    complain(`error: ${error.message}\n`);
    return EXIT_CANNOT_WRITE;
  }
  complain(`${inspect(error, { colors: terminal.isTTY })}\n`);
  return EXIT_SOFTWARE;
}
