import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseCarry } from '#lib/judgement/carry.ts';
import { ConfigurationError } from '../configuration-error.ts';
import { DiskJournal } from './disk-journal.ts';
import { carryWith, postureAt, T0 } from './sample/postures.ts';

let folder: string;
const open = () => DiskJournal.open({ folder, file: 'j.sqlite', lib: 'lib', now: T0, keepDays: 400 });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'disk-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the journal on disk', () => {
  test('remembers what was said over a restart, the timers included', async () => {
    const first = await open();
    expect(first.carried).toBeNull();
    const posture = postureAt(T0);
    first.published(posture);
    first.judged(T0, carryWith('p1-timer', T0 - 60_000));
    await first.close();
    const second = await open();
    expect(second.carried).toEqual({ at: T0, carry: parseCarry(carryWith('p1-timer', T0 - 60_000)) });
    const { stored } = await second.postureAt(T0);
    expect(JSON.parse(stored?.json ?? '')).toEqual(posture);
    await second.close();
  });

  test('answers of what was said a moment ago: it is written before the question', async () => {
    const journal = await open();
    journal.published(postureAt(T0));
    expect((await journal.postureAt(T0)).stored?.at).toBe(T0);
    expect((await journal.changes(T0 - 1, T0 + 1, 10)).changes).toHaveLength(1);
    await journal.close();
  });

  test('refuses its folder to a second console, and names the first', async () => {
    const journal = await open();
    await expect(open()).rejects.toThrow(ConfigurationError);
    await expect(open()).rejects.toMatchObject({
      problems: [expect.stringContaining(`process ${process.pid}`)],
    });
    await journal.close();
    await (await open()).close();
  });
});

const ROUNDS = 5;
const ANSWERS = 8;

test('kill -9 at any moment damages nothing, takes nothing that was answered for, and hands the timers on', async () => {
  let kept = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const told = await writeUntilKilled(kept, ANSWERS + round);
    expect(told.carried).toBeGreaterThanOrEqual(kept);
    const file = new DatabaseSync(join(folder, 'j.sqlite'));
    expect(file.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    const stored = file.prepare('SELECT at FROM posture WHERE at > ? ORDER BY at').all(T0 + kept);
    file.close();
    const times = stored.map((row) => Number(row.at) - T0);
    // One after the other without a gap, up to what was answered for and maybe beyond.
    expect(times).toEqual(times.map((_at, i) => kept + 10 * (i + 1)));
    expect(times.at(-1)).toBeGreaterThanOrEqual(told.kept);
    kept = times.at(-1) ?? 0;
  }
}, 90_000);

/** Runs the writer until the journal has answered so often, then kills it. Times since T0. */
async function writeUntilKilled(from: number, answers: number): Promise<{ carried: number; kept: number }> {
  const child = spawn(process.execPath, ['server/journal/sample/writer.ts', folder, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.split('kept').length > answers) resolve();
    });
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await ended;
  const [carried = 0, ...kept] = [...text.matchAll(/^(?:carried|kept) (\d+)$/gm)].map(
    ([, at]) => Number(at) - T0,
  );
  return { carried: Math.max(0, carried), kept: kept.at(-1) ?? 0 };
}
