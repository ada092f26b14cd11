// `npm start`: installs, builds, and opens the pane; on the embedded practice mesh unless a cluster is named.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CONSOLE_ENVIRONMENT, consoleArguments } from './console-process.mjs';
import { ensureBuilt, ensureInstalled, ROOT, toolEnv } from './prepare.mjs';

const STATE_DIR = '.practice';
const PRACTICE_PORT = '16443';
const READY_MS = 20_000;
const CLUSTER_FLAGS = ['--kubeconfig', '--context', '--help', '-h'];
const CLUSTER_VARIABLES = ['MISSION_CONTROL_KUBECONFIG', 'MISSION_CONTROL_CONTEXT'];

const { drill, args } = takeDrill(process.argv.slice(2));
const children = [];

async function main() {
  await ensureInstalled();
  await ensureBuilt();
  const named =
    args.some((a) => CLUSTER_FLAGS.includes(a.split('=')[0])) ||
    CLUSTER_VARIABLES.some((v) => process.env[v]);
  if (named && drill.length > 0)
    throw Object.assign(new Error('--drill is for the practice mesh; a cluster is named too'), {
      exitCode: 64,
    });
  if (named) return startConsole(args, {});
  const mesh = await startPractice();
  const ownClock = args.some((a) => a.startsWith('--clock-offset'));
  const clock = ownClock ? [] : ['--clock-offset', String(mesh.clockOffsetSeconds)];
  startConsole([...args, '--kubeconfig', join(STATE_DIR, 'viewer.kubeconfig'), ...clock], mesh.env);
}

function startConsole(consoleArgs, env) {
  const server = start(consoleArguments(consoleArgs), {
    stdio: 'inherit',
    env: toolEnv({ ...CONSOLE_ENVIRONMENT, ...env }),
  });
  server.on('exit', (code) => stopAll(code ?? 1));
}

/** Starts the practice mesh on its own port, or on a free one if that is taken. */
async function startPractice() {
  // A practice day restarts with each start; only `npm run practice` continues one.
  rmSync(join(ROOT, STATE_DIR, 'mesh.json'), { force: true });
  await practiceOn(PRACTICE_PORT).catch(() => practiceOn('0'));
  const mesh = JSON.parse(readFileSync(join(ROOT, STATE_DIR, 'mesh.json'), 'utf8'));
  const port = new URL(mesh.apiUrl).port;
  console.log(`
A practice mesh runs at ${mesh.apiUrl}; the pane says PRACTICE. Try, in another terminal:
  npm run drill -- marketdata-stale        (npm run drill -- --list shows all; calm ends it)
  kubectl --kubeconfig ${STATE_DIR}/operator.kubeconfig scale deploy/execution-agent --replicas=1
If you kill it, watch the pane go blind, and bring it back with: npm run practice -- --port ${port}
`);
  return mesh;
}

function practiceOn(port) {
  const practice = start(['testing/practice/main.ts', '--state-dir', STATE_DIR, '--port', port, ...drill], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: toolEnv(),
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the practice mesh did not get ready')), READY_MS);
    let complaint = '';
    practice.stderr.on('data', (chunk) => {
      complaint += chunk;
    });
    practice.stdout.on('data', (chunk) => {
      if (String(chunk).includes('practice mesh ready')) settle(resolve);
    });
    practice.on('exit', (code) =>
      settle(() => reject(new Error(complaint.trim() || `the practice mesh ended with ${code}`))),
    );
    function settle(how) {
      clearTimeout(timer);
      how();
    }
  });
}

/** `--drill NAME` is for the practice mesh, everything else for the console. */
function takeDrill(given) {
  const at = given.findIndex((a) => a === '--drill' || a.startsWith('--drill='));
  if (at === -1) return { drill: [], args: given };
  const length = given[at] === '--drill' ? 2 : 1;
  return { drill: given.slice(at, at + length), args: given.toSpliced(at, length) };
}

function start(nodeArgs, options) {
  const child = spawn('node', nodeArgs, { cwd: ROOT, ...options });
  children.push(child);
  return child;
}

function stopAll(code) {
  for (const child of children) child.kill('SIGTERM');
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopAll(0));

main().catch((error) => {
  console.error(error.message);
  stopAll(error.exitCode ?? 1);
});
