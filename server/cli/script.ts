/** Subcommands that are programs of their own: what practises and what simulates is no part of the console. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Command } from 'commander';
import { type Outside, ROOT } from './mesh-command.ts';

/** A program that was ended by a signal has no exit code: told as a shell tells it. */
const BY_SIGNAL = 128;

/** `mission-control drill`: it reaches the practice mesh of a state folder and nothing else. */
export function drillCommand(outside: Outside): Command {
  return scriptCommand(outside, {
    name: 'drill',
    description: 'Switches a running practice mesh to a drill. A real mesh has no such switch.',
    file: 'practice/drill.ts',
  });
}

/** `mission-control simulate`. */
export function simulateCommand(outside: Outside): Command {
  return scriptCommand(outside, {
    name: 'simulate',
    description: 'Judges simulated worlds of which the truth is known, and tells where it was wrong.',
    file: 'bench/simulate.ts',
  });
}

interface Script {
  name: string;
  description: string;
  /** Below the folder of the product. */
  file: string;
}

/** All that follows is the program's own to read, `--help` included; its exit code is this command's. */
function scriptCommand(outside: Outside, { name, description, file }: Script): Command {
  return new Command(name)
    .description(description)
    .argument('[arguments...]')
    .allowUnknownOption()
    .passThroughOptions()
    .action(async (args: string[]) => {
      const child = spawn(process.execPath, [join(ROOT, file), ...args], { stdio: 'inherit' });
      outside.setExitCode(
        await new Promise<number>((resolve, reject) => {
          child.once('error', reject);
          child.once('exit', (code) => resolve(code ?? BY_SIGNAL));
        }),
      );
    });
}
