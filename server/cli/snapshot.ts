/** `mission-control snapshot`: what the mesh is now, as a folder to keep. */

import { execFile } from 'node:child_process';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Argument, type Command, InvalidArgumentError } from 'commander';
import { takeScreenshot } from '#features/reports/server/screenshot.ts';
import { composeSnapshot, writeSnapshot } from '#features/reports/server/snapshot.ts';
import { SNAPSHOT_KINDS, type SnapshotKind } from '#lib/vocabulary.ts';
import {
  appointmentOption,
  asJson,
  EXIT,
  look,
  type MeshFlags,
  meshCommand,
  notDue,
  type Outside,
  ROOT,
} from './mesh-command.ts';

const HELP = `
Writes <out>/ops_runs/<UTC>_<kind>/ at once: the deploy report, posture, heartbeat samples, workloads, pods, kill switch,
warning events, a screenshot, meta.json and SHA256SUMS. A part that could not be taken is named in meta.json, with why.

Exit codes:
   0  written, nothing failed; or, with --at, it is not that time, and nothing was done
   2  written, and a part failed
  64  the command line, the plan or the credentials are wrong
  73  the folder cannot be written

Examples:
  mission-control snapshot pre-market --at T-60
  mission-control snapshot post-market --at close+30
  mission-control snapshot incident --url http://127.0.0.1:3000
`;

interface SnapshotFlags extends MeshFlags {
  out: string;
  url?: string;
}

export function snapshotCommand(outside: Outside): Command {
  return meshCommand('snapshot', 'What the mesh is now, as a folder to keep.')
    .addArgument(new Argument('<kind>', 'what for').choices([...SNAPSHOT_KINDS]))
    .option('--out <folder>', 'the folder of the artifacts', 'audit_artifacts')
    .option('--url <url>', 'a running console, of which a headless Chromium takes the screenshot', webAddress)
    .addOption(appointmentOption())
    .addHelpText('after', HELP)
    .action(async (kind: SnapshotKind, flags: SnapshotFlags) => {
      if (await notDue(flags, outside)) return;
      const seen = await look(flags, outside.terminal);
      const snapshot = composeSnapshot(seen, {
        kind,
        command: process.argv.slice(2),
        gitSha: await gitSha(),
        takenBy: { user: userName(), host: hostname() },
        screenshot: await takeScreenshot(flags.url ?? null, process.env),
      });
      const path = writeSnapshot(join(flags.out, 'ops_runs'), snapshot);
      const missing = snapshot.parts.filter((part) => part.state !== 'taken');
      const lines = missing.map(({ name, state, why }) => `  ${state}: ${name}: ${why}\n`);
      outside.write(
        flags.json ? asJson({ path, parts: snapshot.parts }) : `written: ${path}\n${lines.join('')}`,
      );
      if (missing.some((part) => part.state === 'failed')) outside.setExitCode(EXIT.cannotTell);
    });
}

/** It stands in meta.json: an address with a password in it is refused. */
function webAddress(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new InvalidArgumentError('Expected the address of a console such as http://127.0.0.1:3000.');
  return text;
}

/** A container may run under a number that no account has. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

/** Null if the product is no clone (one in node_modules lies in somebody else's), or git is missing. */
async function gitSha(): Promise<string | null> {
  try {
    const asked = ['-C', ROOT, 'rev-parse', '--show-prefix', 'HEAD'];
    const { stdout } = await promisify(execFile)('git', asked, { timeout: 5_000 });
    const [prefix, sha] = stdout.split('\n');
    return prefix === '' && sha ? sha : null;
  } catch {
    return null;
  }
}
