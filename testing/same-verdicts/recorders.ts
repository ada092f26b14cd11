/** Starts the recorder inside a tree, one at a time, and waits for what it recorded. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cases, casesSchema } from './record.ts';
import type { Task } from './recorder.ts';

const RECORDER = join(import.meta.dirname, 'recorder.ts');

export class Recorders {
  readonly #folder: string;
  #current: { child: ChildProcess; ended: Promise<unknown> } | null = null;
  #stopping = false;

  /** @param folder for all that a recorder and the programs that it starts write; whoever made it removes it. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws where the recorder ends with anything but 0: what it could not record is not the same. */
  async record(asked: Omit<Task, 'out'>): Promise<Cases> {
    const task: Task = { ...asked, out: join(this.#folder, 'cases.json') };
    await this.#run(task);
    return casesSchema.parse(JSON.parse(readFileSync(task.out, 'utf8')));
  }

  /** Ends the recorder, and with it the programs that it started; none is started any more. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#current?.child.kill();
    await this.#current?.ended;
  }

  #run(task: Task): Promise<void> {
    if (this.#stopping) return Promise.reject(new Error('stopped'));
    const child = spawn(process.execPath, [RECORDER, JSON.stringify(task)], {
      cwd: task.root,
      env: { ...process.env, TMPDIR: this.#folder },
      // What it prints is progress; what this program says is the comparison.
      stdio: ['ignore', process.stderr, process.stderr],
    });
    const ended = new Promise<void>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        if (code === 0) resolve();
        else reject(new Error(`the recorder of ${task.part}, ${task.side}, ended with ${signal ?? code}`));
      });
    });
    this.#current = { child, ended: ended.catch(() => undefined) };
    return ended;
  }
}
