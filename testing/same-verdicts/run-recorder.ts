/** Starts the recorder inside a tree and waits for what it recorded. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cases, casesSchema } from './record.ts';
import type { Task } from './recorder.ts';

const RECORDER = join(import.meta.dirname, 'recorder.ts');

/** @throws where the recorder ends with anything but 0: what it could not record is not the same. */
export async function runRecorder(asked: Omit<Task, 'out'>): Promise<Cases> {
  const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
  try {
    const task: Task = { ...asked, out: join(folder, 'cases.json') };
    await ended(task);
    return casesSchema.parse(JSON.parse(readFileSync(task.out, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ended(task: Task): Promise<void> {
  const child = spawn(process.execPath, [RECORDER, JSON.stringify(task)], {
    cwd: task.root,
    // What it prints is progress; what this program says is the comparison.
    stdio: ['ignore', process.stderr, process.stderr],
  });
  const end = () => child.kill();
  process.on('exit', end);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('exit', end);
      if (code === 0) resolve();
      else reject(new Error(`the recorder of ${task.part}, ${task.side}, ended with ${signal ?? code}`));
    });
  });
}
