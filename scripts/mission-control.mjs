#!/usr/bin/env node
// The package's command, `npx mission-control` here or linked elsewhere: plain JavaScript for whichever Node is on the machine,
// which hands over to the Node that the project pins, since only that one runs its TypeScript.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, toolEnv } from './prepare.mjs';

const main = join(ROOT, 'server', 'cli', 'main.ts');
const child = spawn('node', [main, ...process.argv.slice(2)], { stdio: 'inherit', env: toolEnv() });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`error: ${error.message}; run npm install first`);
  process.exit(70);
});
child.on('exit', (code) => process.exit(code ?? 70));
