import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
    expect(second.carried).toEqual({ at: T0, carry: carryWith('p1-timer', T0 - 60_000) });
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

test('kill -9 loses no more than a second, damages nothing, and hands the timers on', async () => {
  let from = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const given = await writeUntilKilled(from, 1_100 + 137 * round);
    if (round > 0) expect(given.carried).toBeGreaterThan(T0);
    const file = new DatabaseSync(join(folder, 'j.sqlite'));
    expect(file.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    const last = Number(file.prepare('SELECT max(at) AS at FROM posture').get()?.at);
    file.close();
    const kept = given.lines.find((line) => line.at === last);
    const final = given.lines.at(-1);
    expect((final?.sent ?? Number.NaN) - (kept?.sent ?? Number.NaN)).toBeLessThan(1_000);
    from = last - T0;
  }
});

/** Runs the writer for some time, then kills it. */
async function writeUntilKilled(from: number, forMs: number) {
  const child = spawn(process.execPath, ['server/journal/sample/writer.ts', folder, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, forMs));
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await ended;
  const [first = '', ...rest] = text.split('\n').slice(0, -1);
  const lines = rest.map((line) => line.split(' ').map(Number)).map(([at, sent]) => ({ at, sent }));
  return { carried: Number(first.split(' ')[1]), lines };
}
