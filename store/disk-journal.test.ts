import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalContract } from '#testing/store/contract.ts';
import { openJournal, publishedAt, T0 } from '#testing/store/postures.ts';

journalContract('SQLite, in a thread', openJournal);

let folder: string;
const { posture, inputs } = publishedAt(T0);
const said = (at: number) => ({ ...posture, id: `p${at}`, at: new Date(at).toISOString() });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'disk-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the journal on disk', () => {
  test('if it cannot be opened it is a journal that fails and says why, and its writers need no special case', async () => {
    mkdirSync(join(folder, 'console.lock'));
    const journal = await openJournal(folder);
    journal.published(posture, inputs);
    expect(journal.state()).toMatchObject({
      state: 'failing',
      since: T0,
      why: expect.stringMatching(/writable/),
    });
    await expect(journal.postureAt(T0)).rejects.toThrow(/writable/);
    await journal.close();
  });

  test('if its file is damaged while it runs it sets it aside, names it, and goes on', async () => {
    const journal = await openJournal(folder);
    for (let i = 0; i < 40; i++) journal.published(said(T0 + i), inputs);
    for (let i = 40; i < 400; i += 40) {
      await journal.postureAt(T0);
      for (let j = 0; j < 40; j++) journal.published(said(T0 + i + j), inputs);
    }
    await journal.postureAt(T0);
    for (const name of ['j.sqlite', 'j.sqlite-wal']) spoil(join(folder, name));
    for (let i = 0; journal.setAside() === null && i < 400; i += 7)
      await journal.postureAt(T0 + i).catch(() => undefined);
    expect(journal.setAside()).toMatch(/damaged/);
    expect(readdirSync(folder).some((name) => name.includes('damaged'))).toBe(true);
    await expect.poll(() => journal.state().state).toBe('failing');
    await journal.close();
  });
});

/** Keeps the head of a file and overwrites all else, in place. */
function spoil(file: string): void {
  const size = statSync(file).size;
  if (size <= 4_096) return;
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(size - 4_096, 0x5a), 0, size - 4_096, 4_096);
  closeSync(handle);
}

const ROUNDS = Number(process.env.KILL_ROUNDS ?? '6');
/** At most the postures of this time may be lost. */
const BOUND_MS = 1_000;

test('kill -9 at any time damages nothing, loses no more than a second, and hands the timers on', async () => {
  let kept = 0;
  let lastSaved = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const told = await writeUntilKilled(kept, 1_200 + ((round * 377) % 900));
    const file = new DatabaseSync(join(folder, 'j.sqlite'));
    expect(file.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    const stored = file.prepare('SELECT at FROM posture WHERE at > ? ORDER BY at').all(T0 + kept);
    const saved = Number(file.prepare('SELECT at FROM latest').get()?.at) - T0;
    file.close();
    const times = stored.map((row) => Number(row.at) - T0);
    // One after the other without a gap, up to at most a second before the end.
    expect(times).toEqual(times.map((_at, i) => kept + 10 * (i + 1)));
    expect(times.at(-1)).toBeGreaterThanOrEqual(told.mustBeKept);
    expect(saved).toBeGreaterThanOrEqual(told.mustBeKept);
    // The timer that began before the first end still runs.
    if (round > 0) expect([told.saved, told.timer]).toEqual([lastSaved, T0]);
    lastSaved = saved;
    kept = Math.max(times.at(-1) ?? 0, saved);
  }
}, 240_000);

/** Runs the writer for this long after its first line, then kills it. Times since `T0`. */
async function writeUntilKilled(
  from: number,
  forMs: number,
): Promise<{ saved: number; timer: number; mustBeKept: number }> {
  const child = spawn(process.execPath, ['testing/store/writer.ts', folder, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (!text.includes('said') && chunk.includes('said')) setTimeout(resolve, forMs);
      text += chunk.toString();
    });
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const killedAt = Date.now();
  child.kill('SIGKILL');
  await ended;
  const [, saved = '0', timer = '0'] = /^saved (\d+) (\d+)$/m.exec(text) ?? [];
  const said = [...text.matchAll(/^said (\d+) (\d+)$/gm)].map(
    ([, at, wall]) => [Number(at) - T0, Number(wall)] as const,
  );
  const old = said.filter(([, wall]) => wall <= killedAt - BOUND_MS);
  return {
    saved: Math.max(0, Number(saved) - T0),
    timer: Number(timer),
    mustBeKept: old.at(-1)?.[0] ?? 0,
  };
}
