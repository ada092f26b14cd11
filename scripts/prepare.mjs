// What both commands need before anything else: dependencies as the lock file says, and a build that fits the sources.
// Plain JavaScript for whichever Node is on the machine; everything after it runs on the Node that the project pins.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { consoleArguments } from './console-process.mjs';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Where the project's tools are. */
export const BIN = join(ROOT, 'node_modules', '.bin');
const INSTALLED = join(ROOT, 'node_modules', '.installed-lock');
const BUILT = join(ROOT, '.next', '.built-from');
/** Stripped and compiled modules are kept here: a start needs neither the time nor the memory again. */
const COMPILED = join(ROOT, 'node_modules', '.cache', 'mission-control');
const SOURCES = [
  'app',
  'components',
  'features',
  'lib',
  'public',
  'next.config.ts',
  'postcss.config.mjs',
  'package-lock.json',
  'tsconfig.json',
];

/** The environment in which the pinned Node and tools are found first. */
export function toolEnv(extra = {}) {
  return {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_COMPILE_CACHE: COMPILED,
    ...extra,
    PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}`,
  };
}

/** Runs a command to its end; rejects with its exit code when that is not 0. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env: toolEnv(), stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          Object.assign(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}`), {
            exitCode: code ?? 1,
          }),
        );
    });
  });
}

/**
 * Installs what the lock file pins, once per lock file. `npm ci` would refuse a lock file that was made where other
 * platforms' optional binaries could not be had; `npm install` takes the pinned versions all the same, and adds the
 * binaries of this platform.
 */
export async function ensureInstalled() {
  const lock = digestOf(['package-lock.json']);
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === lock) return;
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', ...quiet], { env: process.env });
  writeFileSync(INSTALLED, lock);
}

/** Builds the pages when their sources differ from those of the last build. */
export async function ensureBuilt() {
  const sources = digestOf(SOURCES);
  if (existsSync(BUILT) && readFileSync(BUILT, 'utf8') === sources) return;
  await run('next', ['build']);
  // Loads every module once, so that the first start finds them compiled.
  await run('node', consoleArguments(['--help']), { stdio: 'ignore' });
  writeFileSync(BUILT, sources);
}

function digestOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesOf(join(ROOT, path))))
    hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path)
      .sort()
      .flatMap((name) => filesOf(join(path, name)));
  } catch {
    return /\.test\.tsx?$/.test(path) ? [] : [path];
  }
}
