// Prometheus' tool for rule files, which the tests of the rules need. Of Debian's package only that one program is
// taken: to install the package would start a server.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { apt } from './apt.mjs';
import { BIN } from './prepare.mjs';

/** Finds promtool: the one of PROMTOOL, one on the path, or the one that was put beside the other tools before. */
function found() {
  const named = process.env.PROMTOOL;
  if (named && existsSync(named)) return true;
  return [BIN, ...(process.env.PATH ?? '').split(delimiter)].some((folder) =>
    existsSync(join(folder, 'promtool')),
  );
}

/** Takes it out of Debian's package if there is none. */
export function ensurePromtool() {
  if (found()) return;
  const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
  try {
    const quietly = (command, ...args) =>
      execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    apt('update', '-qq');
    // As root it would ask for a folder that its own user can write to, and warn that this is none.
    quietly('apt-get', 'download', '-qq', '-o', 'APT::Sandbox::User=root', 'prometheus');
    const archive = readdirSync(folder).find((name) => name.endsWith('.deb'));
    if (archive === undefined) throw new Error('no package came');
    quietly('dpkg-deb', '-x', archive, 'package');
    copyFileSync(join(folder, 'package/usr/bin/promtool'), join(BIN, 'promtool'));
  } catch (error) {
    throw new Error(`No promtool: install Prometheus, or name its promtool in PROMTOOL (${error.message})`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
