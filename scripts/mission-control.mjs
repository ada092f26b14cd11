#!/usr/bin/env node
// The package's command: plain JavaScript for whichever Node is on the machine. The command line itself needs the Node
// that the project pins (docs/decisions/0002-node-from-npm.md), which npm installs with the package: it is handed over to
// that one, or runs right here where this Node is no older.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const EXIT_SOFTWARE = 70;
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { optionalDependencies: nodes } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const [wanted] = Object.values(nodes);

/** A checkout has the sources, which the pinned Node runs as they are; an installed package has them compiled. */
const source = join(ROOT, 'server', 'cli', 'main.ts');
const isCheckout = existsSync(source);
const main = isCheckout ? source : join(ROOT, 'dist', 'main.js');

const pinned = pinnedNode();
const isPinned = pinned !== null && realpathSync(process.execPath) === realpathSync(pinned);
if (pinned !== null && !isPinned) handOver(pinned);
else if (isPinned || major(process.versions.node) >= major(wanted)) await runHere();
else fail(`this platform needs Node ${major(wanted)} or later; this is ${process.version}`);

async function runHere() {
  // Stripped sources are kept (scripts/prepare.mjs); what is compiled already starts no faster that way.
  if (isCheckout) module.enableCompileCache?.(join(ROOT, 'node_modules', '.cache', 'mission-control'));
  await import(pathToFileURL(main).href).catch((error) => fail(error.message));
}

/** The Node that npm installed beside or below this package; null if npm has none for this platform. */
function pinnedNode() {
  const { resolve } = createRequire(import.meta.url);
  for (const name of Object.keys(nodes)) {
    try {
      const program = join(dirname(resolve(`${name}/package.json`)), 'bin', 'node');
      if (existsSync(program)) return program;
    } catch {
      // Another platform's.
    }
  }
  return null;
}

function handOver(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(error.message));
  child.on('exit', (code) => process.exit(code ?? EXIT_SOFTWARE));
}

function fail(why) {
  console.error(`error: ${why}`);
  process.exit(EXIT_SOFTWARE);
}

function major(version) {
  return Number.parseInt(version, 10);
}
