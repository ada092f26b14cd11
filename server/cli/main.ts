#!/usr/bin/env node
/** The command line, `npm run -s mission-control -- <subcommand>`: one file per subcommand. None of them changes anything. */
import { CommanderError } from 'commander';
import { ConfigurationError } from '#platform/configuration-error.ts';
import { ArtifactError } from '#platform/whole-file.ts';
import type { Outside } from './mesh-command.ts';
import { makeProgram } from './program.ts';

/** sysexits(3), EX_USAGE. */
const EXIT_USAGE = 64;
/** sysexits(3), EX_SOFTWARE: an internal error must read as none of the answers that a subcommand gives. */
const EXIT_SOFTWARE = 70;
/** sysexits(3), EX_CANTCREAT. */
const EXIT_CANNOT_WRITE = 73;

const outside: Outside = {
  write: (text) => void process.stdout.write(text),
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

// Failures outside a subcommand's own flow, such as in a callback of a socket.
process.on('uncaughtException', (error) => {
  console.error(error);
  process.exit(EXIT_SOFTWARE);
});

try {
  await makeProgram(outside).parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
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
