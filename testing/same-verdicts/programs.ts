/** The real programs of a tree as processes: a practice mesh and a console over it, with a state of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Tree } from './load.ts';

const START_MS = 60_000;
const POLL_MS = 200;
/** Of what a program printed, told when it fails. */
const MOST_OUTPUT = 5_000;

const meshSchema = z.object({
  apiUrl: z.string(),
  clockOffsetSeconds: z.number(),
  env: z.record(z.string(), z.string()),
});
const identitySchema = z.object({ operator: z.string() });

/** What was started here must not outlive who started it. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

interface Program {
  child: ChildProcess;
  output(): string;
}

function start(tree: Tree, args: readonly string[], env: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, [...args], {
    cwd: tree.root,
    env: { ...process.env, ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.on('exit', () => running.delete(child));
  let text = '';
  const hear = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-MOST_OUTPUT);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return { child, output: () => text };
}

/** @throws where it does not become so in time, or the program ends before. */
async function until(program: Program, so: () => Promise<boolean> | boolean): Promise<void> {
  const from = performance.now();
  while (!(await so())) {
    if (program.child.exitCode !== null || performance.now() - from > START_MS)
      throw new Error(`a program is not ready:\n${program.output()}`);
    await pause(POLL_MS);
  }
}

async function stop({ child }: Program): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** A practice mesh and a console that watches it. */
export class Pair {
  readonly #tree: Tree;
  readonly #folder = mkdtempSync(join(tmpdir(), 'pair-'));
  readonly #programs: Program[] = [];
  /** Of the console. */
  url = '';

  private constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** @param beginsAt what the practice clock shows at the start, in epoch milliseconds. */
  static async open(tree: Tree, beginsAt: number): Promise<Pair> {
    const pair = new Pair(tree);
    try {
      await pair.#openMesh(beginsAt);
      await pair.#openConsole();
      return pair;
    } catch (error) {
      await pair.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#programs.map(stop));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Begins a drill in the mesh. */
  async drill(name: string): Promise<void> {
    const { operator } = identitySchema.parse(this.#file('identity.json'));
    const response = await fetch(`${this.#mesh().apiUrl}/practice/drill`, {
      method: 'POST',
      headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    if (!response.ok) throw new Error(`drill ${name}: ${response.status} ${await response.text()}`);
  }

  /** What the console's API tells. @throws where it tells nothing. */
  async document(path: string): Promise<unknown> {
    const response = await fetch(`${this.url}${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  }

  async #openMesh(beginsAt: number): Promise<void> {
    const offset = Math.ceil((beginsAt - Date.now()) / 1000);
    const flags = ['--port', '0', '--state-dir', this.#folder, '--clock-offset', String(offset)];
    const mesh = this.#started([this.#tree.layout.practiceMain, ...flags]);
    await until(mesh, () => /practice mesh ready/.test(mesh.output()));
  }

  /** Its pages need not be built: that it is there is asked of the API. */
  async #openConsole(): Promise<void> {
    const { clockOffsetSeconds, env } = this.#mesh();
    const [port, data, artifacts] = [
      await freePort(),
      join(this.#folder, 'data'),
      join(this.#folder, 'runs'),
    ];
    mkdirSync(artifacts);
    const at = ['--port', String(port), '--kubeconfig', join(this.#folder, 'viewer.kubeconfig')];
    const kept = ['--data-dir', data, '--artifacts', artifacts];
    const clock = ['--clock-offset', String(clockOffsetSeconds)];
    const console = this.#started([this.#tree.layout.consoleMain, ...at, ...kept, ...clock], env);
    this.url = `http://127.0.0.1:${port}`;
    await until(console, () => this.#ready());
  }

  #started(args: readonly string[], env: Record<string, string> = {}): Program {
    const program = start(this.#tree, args, env);
    this.#programs.push(program);
    return program;
  }

  /** Ready: every safety source was seen. A console that does not listen yet is not. */
  async #ready(): Promise<boolean> {
    const response = await fetch(`${this.url}/readyz`).catch(() => null);
    await response?.body?.cancel();
    return response?.ok ?? false;
  }

  #mesh(): z.infer<typeof meshSchema> {
    return meshSchema.parse(this.#file('mesh.json'));
  }

  #file(name: string): unknown {
    return JSON.parse(readFileSync(join(this.#folder, name), 'utf8'));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = z.object({ port: z.number() }).parse(server.address());
      server.close(() => resolve(port));
    });
  });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
