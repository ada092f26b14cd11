#!/usr/bin/env node
/** The command line, `npm run -s mission-control -- <subcommand>`: one file per subcommand. None of them changes anything. */
import { EXIT_SOFTWARE, runCommandLine } from './command-line.ts';
import type { Outside } from './mesh-command.ts';

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

await runCommandLine(process.argv.slice(2), outside);
