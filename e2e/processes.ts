/** The real programs under test as processes: a practice mesh and a console, each on a free port. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { CONSOLE_ENVIRONMENT, consoleArguments } from '../scripts/console-process.mjs';

const READY_MS = 90_000;
/**
 * Practice clock at the start of a mesh: a Friday, 45 minutes after the open. The same on every day, at every hour.
 */
const BEGINS_AT = Date.UTC(2026, 10, 20, 15, 15);

/** As `npm start` runs it: compiled modules are kept (scripts/prepare.mjs). */
const AS_STARTED = { ...CONSOLE_ENVIRONMENT, NODE_COMPILE_CACHE: 'node_modules/.cache/mission-control' };

/** Every module of the console stripped and compiled once: as `npm start` leaves it. */
export function keepModules(): void {
  execFileSync(process.execPath, ['server/main.ts', '--help'], {
    env: { ...process.env, NODE_COMPILE_CACHE: AS_STARTED.NODE_COMPILE_CACHE },
  });
}

/** Resident memory of a process. @throws if there is no such process. */
export function residentMiB(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

const meshSchema = z.object({
  apiUrl: z.string(),
  clockOffsetSeconds: z.number(),
  drill: z.string(),
  env: z.record(z.string(), z.string()),
});

const identitySchema = z.object({ operator: z.string() });

export interface Program {
  child: ChildProcess;
  /** Its output so far, for a failed test. */
  output(): string;
}

/** Processes started here that still run; they must not outlive their starter. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a program and resolves when it prints `ready`. */
export async function startProgram(
  args: readonly string[],
  ready: RegExp,
  env: Record<string, string> = {},
): Promise<Program & { match: RegExpExecArray }> {
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.on('exit', () => running.delete(child));
  let text = '';
  const output = () => text;
  const match = await new Promise<RegExpExecArray>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`not ready in time:\n${text}`));
    }, READY_MS);
    const hear = (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-20_000);
      const found = ready.exec(text);
      if (found === null) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', (code) => reject(new Error(`ended with ${code}:\n${text}`)));
  });
  return { child, output, match };
}

export async function stopProgram(
  program: Program | null,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<void> {
  if (program === null || program.child.exitCode !== null || program.child.signalCode !== null) return;
  const ended = new Promise((resolve) => program.child.once('exit', resolve));
  program.child.kill('SIGCONT');
  program.child.kill(signal);
  await ended;
}

/** A practice mesh with its own state folder; it can be killed and comes back at the same address. */
export class PracticeMesh {
  readonly stateDir = mkdtempSync(join(tmpdir(), 'practice-'));
  #program: Program | null = null;
  #port = '0';

  /** @param drill one of another day brings its own clock. A restarted mesh keeps its clock. */
  async start(drill?: string): Promise<void> {
    const begins = drill === undefined && this.#port === '0';
    const clock = begins ? ['--clock-offset', String(Math.round((BEGINS_AT - Date.now()) / 1000))] : [];
    const from = ['--port', this.#port, '--state-dir', this.stateDir, '--drill', drill ?? 'calm'];
    this.#program = await startProgram(
      ['testing/practice/main.ts', ...from, ...clock],
      /practice mesh ready/,
    );
    this.#port = new URL(this.document().apiUrl).port;
  }

  document(): z.infer<typeof meshSchema> {
    return meshSchema.parse(JSON.parse(readFileSync(join(this.stateDir, 'mesh.json'), 'utf8')));
  }

  kubeconfig(role: 'viewer' | 'operator'): string {
    return join(this.stateDir, `${role}.kubeconfig`);
  }

  /** Begins a drill, as `npm run drill` does. */
  async drill(name: string): Promise<void> {
    const { operator } = identitySchema.parse(
      JSON.parse(readFileSync(join(this.stateDir, 'identity.json'), 'utf8')),
    );
    const response = await fetch(`${this.document().apiUrl}/practice/drill`, {
      method: 'POST',
      headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    if (!response.ok) throw new Error(`drill ${name}: ${response.status} ${await response.text()}`);
  }

  /** Stops the process in its tracks, sockets open: an API server that hangs. */
  freeze(): void {
    this.#program?.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#program?.child.kill('SIGCONT');
  }

  stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    return stopProgram(this.#program, signal);
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.stateDir, { recursive: true, force: true });
  }
}

const PLAN = 'plan/agent-mesh.yaml';
const LASTS = /clearSeconds: 30\n.*percent: 50/;

/** The shipped plan, whose rules are over once clear for `clearSeconds`, and never on and off: tests follow each other fast. */
export function quickPlan(folder: string, clearSeconds = 0): string {
  const text = readFileSync(PLAN, 'utf8');
  const quick = text.replace(LASTS, `clearSeconds: ${clearSeconds}\n  intermittent: { percent: 100`);
  if (quick === text) throw new Error(`${PLAN} does not say ${LASTS}`);
  const file = join(folder, `plan-${clearSeconds}.yaml`);
  writeFileSync(file, quick);
  return file;
}

/** A console over a practice mesh, as `npm start` runs it. */
export class ConsoleProcess {
  readonly #mesh: PracticeMesh;
  readonly #extra: readonly string[];
  /** Of its own, and the same over restarts: two consoles never share one. */
  readonly dataDir: string;
  #program: Program | null = null;
  #port = '0';
  url = '';

  constructor(mesh: PracticeMesh, extra: readonly string[] = []) {
    this.#mesh = mesh;
    this.#extra = extra;
    this.dataDir = mkdtempSync(join(mesh.stateDir, 'data-'));
  }

  async start(env: Record<string, string> = {}): Promise<void> {
    const document = this.#mesh.document();
    const args = consoleArguments(['--port', this.#port, '--kubeconfig', this.#mesh.kubeconfig('viewer')]);
    const clock = ['--clock-offset', String(document.clockOffsetSeconds), '--data-dir', this.dataDir];
    const program = await startProgram([...args, ...clock, ...this.#extra], /ready at (http:\/\/[^\s]+)/, {
      ...AS_STARTED,
      ...document.env,
      ...env,
    });
    this.#program = program;
    this.url = program.match[1] ?? '';
    this.#port = new URL(this.url).port;
  }

  get pid(): number {
    return this.#program?.child.pid ?? 0;
  }

  output(): string {
    return this.#program?.output() ?? '';
  }

  freeze(): void {
    this.#program?.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#program?.child.kill('SIGCONT');
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    return stopProgram(this.#program, signal);
  }
}
