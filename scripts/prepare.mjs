// Preparation of both commands: dependencies of the lock file, and a build that matches the sources. Plain JavaScript
// for any Node on the machine; everything after it runs on the Node that the project pins.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { consoleArguments } from './console-process.mjs';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Where the project's tools are. */
export const BIN = join(ROOT, 'node_modules', '.bin');
const BUILT = join(ROOT, '.next', '.built-from');
/** Stripped and compiled modules are kept here: a start needs neither the time nor the memory again. */
const COMPILED = join(ROOT, 'node_modules', '.cache', 'mission-control');
const WARM_UP_MS = 60_000;
/** Sources of the pages; missing folders are skipped. */
const SOURCES = [
  'app',
  'components',
  'features',
  'lib',
  'public',
  'server/handle.ts',
  'next.config.ts',
  'scripts/slim-zod.mjs',
  'postcss.config.mjs',
  'package.json',
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

/** Installs exactly what the lock file pins, if that is not there yet; nothing is resolved again. */
export async function ensureInstalled() {
  if (isInstalled(ROOT)) return;
  // Development packages build the pages, regardless of NODE_ENV.
  const quiet = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['ci', ...quiet], { env: process.env });
}

/**
 * True if the last installation matches the lock file. npm records it beside the packages
 * (`node_modules/.package-lock.json`), so a clone that was copied, moved, or installed by hand is known too.
 * @param {string} root
 */
export function isInstalled(root) {
  const there = lockedPackages(join(root, 'node_modules', '.package-lock.json'));
  const wanted = lockedPackages(join(root, 'package-lock.json'));
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const found = there[path];
    // Binaries of other platforms are locked and not installed.
    if (found === undefined) return optional === true;
    return found.version === version && found.integrity === integrity;
  });
}

/** @returns {Record<string, { version?: string; integrity?: string; optional?: boolean }>} */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return {};
  }
}

/** Builds the pages when their sources differ from those of the last build. */
export async function ensureBuilt() {
  const sources = digestOf(SOURCES, ROOT);
  if (existsSync(BUILT) && readFileSync(BUILT, 'utf8') === sources) return;
  await run('node', ['scripts/build.mjs']);
  await warmUp();
  writeFileSync(BUILT, sources);
}

/**
 * Loads every module once, so that the first start finds them compiled. It saves time and nothing else: once, on two busy
 * cores, the process never ended, so it is stopped after a minute and the start goes on without.
 */
async function warmUp() {
  const options = { stdio: 'ignore', timeout: WARM_UP_MS, killSignal: 'SIGKILL' };
  await run('node', consoleArguments(['--help']), options).catch((error) => console.error(error.message));
}

/**
 * A digest of files and folders below a root, by their paths from there: the same in every copy.
 * @param {readonly string[]} paths
 * @param {string} root
 */
export function digestOf(paths, root) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesOf(join(root, path)))) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file).split(sep).join('/')}\n${content.length}\n`).update(content);
  }
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
