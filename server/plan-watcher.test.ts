import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PLAN_LIMIT_BYTES, type PlanResult, parsePlan } from './plan-file.ts';
import { type PlanWatcher, type PlanWatcherOptions, readPlan, watchPlan } from './plan-watcher.ts';

const HARBOUR = readFileSync(new URL('../plan/fixtures/harbour.yaml', import.meta.url), 'utf8');
const RENAMED = HARBOUR.replace('Harbour logistics', 'Harbour two');

let folder: string;
let file: string;
let news: PlanResult[];
let watchers: PlanWatcher[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plan-watcher-'));
  file = join(folder, 'plan.yaml');
  writeFileSync(file, HARBOUR);
  news = [];
  watchers = [];
});

afterEach(() => {
  for (const watcher of watchers) watcher.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A watcher that looks only when asked: its events and its timer stay silent. */
function byHand(options: Partial<PlanWatcherOptions> = {}): PlanWatcher {
  return start({ pollMs: 3_600_000, watchDirectory: () => ({ close: () => {}, on: () => {} }), ...options });
}

function start(options: Partial<PlanWatcherOptions>): PlanWatcher {
  const watcher = watchPlan({
    file,
    onNews: (result) => news.push(result),
    known: parsePlan(HARBOUR),
    ...options,
  });
  watchers.push(watcher);
  return watcher;
}

const gist = (): string[] =>
  news.map((result) => (result.ok ? result.plan.mesh.name : (result.problems[0]?.message ?? 'no problem')));

describe('what is news', () => {
  test('a change, once; the same text written again is none', async () => {
    const watcher = byHand();
    await watcher.check();
    expect(gist()).toEqual([]);
    writeFileSync(file, RENAMED);
    await watcher.check();
    writeFileSync(file, RENAMED);
    await watcher.check();
    expect(gist()).toEqual(['Harbour two']);
  });

  test('an invalid file, and the good one that comes back, though it is the one in force', async () => {
    const watcher = byHand();
    writeFileSync(file, HARBOUR.replace('schemaVersion: 1', 'schemaVersion: 9'));
    await watcher.check();
    await watcher.check();
    writeFileSync(file, HARBOUR);
    await watcher.check();
    expect(gist()).toEqual(['expected 1; found 9', 'Harbour logistics']);
  });

  test('a file that vanished, and its return', async () => {
    const watcher = byHand();
    rmSync(file);
    await watcher.check();
    await watcher.check();
    writeFileSync(file, RENAMED);
    await watcher.check();
    expect(gist()).toEqual([
      expect.stringContaining('expected a file that can be read; ENOENT'),
      'Harbour two',
    ]);
  });

  test('a runbook that was missing and is there now, without a change of the file', async () => {
    const runbooks = new Set(['tide_unknown', 'stranger_on_quay']);
    const watcher = byHand({ runbooks: () => runbooks, known: parsePlan(HARBOUR, { runbooks }) });
    await watcher.check();
    runbooks.add('feed_crashing');
    await watcher.check();
    expect(gist()).toEqual(['Harbour logistics']);
  });

  test('a listener that fails on the new plan is reported as a problem', async () => {
    const watcher = byHand({
      onNews: (result) => {
        news.push(result);
        if (result.ok) throw new Error('no room');
      },
    });
    writeFileSync(file, RENAMED);
    await watcher.check();
    expect(gist()).toEqual(['Harbour two', 'expected a plan that can be taken up; no room']);
  });

  test('after it was closed nothing, though a look was under way', async () => {
    const watcher = byHand();
    writeFileSync(file, RENAMED);
    const look = watcher.check();
    watcher.close();
    await look;
    expect(gist()).toEqual([]);
  });

  test('looks that overlap tell each change once', async () => {
    const watcher = byHand();
    writeFileSync(file, RENAMED);
    await Promise.all([watcher.check(), watcher.check(), watcher.check()]);
    expect(gist()).toEqual(['Harbour two']);
  });
});

describe('how a change is noticed', () => {
  const told = (): Promise<unknown> =>
    expect.poll(gist, { timeout: 10_000, interval: 20 }).toEqual(['Harbour two']);

  test('by the directory’s events, when an editor replaces the file', async () => {
    start({ pollMs: 3_600_000, settleMs: 10 });
    writeFileSync(`${file}.tmp`, RENAMED);
    renameSync(`${file}.tmp`, file);
    await told();
  });

  test('by looking, where the file system gives no events', async () => {
    const watchDirectory = (): never => {
      throw new Error('ENOSPC: no watches left');
    };
    start({ pollMs: 20, watchDirectory });
    writeFileSync(file, RENAMED);
    await told();
  });

  test('behind the symbolic link that a ConfigMap mount swaps', async () => {
    for (const [version, text] of Object.entries({ v1: HARBOUR, v2: RENAMED })) {
      mkdirSync(join(folder, version));
      writeFileSync(join(folder, version, 'plan.yaml'), text);
    }
    symlinkSync('v1', join(folder, 'data'));
    start({ file: join(folder, 'data', 'plan.yaml'), pollMs: 20 });
    symlinkSync('v2', join(folder, 'next'));
    renameSync(join(folder, 'next'), join(folder, 'data'));
    await told();
  });
});

describe('a file that cannot be a plan is a problem, and never blocks or throws', () => {
  test.each([
    ['a folder', (path: string) => mkdirSync(path), 'it is not a regular file'],
    [
      'a named pipe without a writer',
      (path: string) => execFileSync('sh', ['-c', 'mkfifo "$0"', path]),
      'it is not a regular file',
    ],
    [
      'too large',
      (path: string) => writeFileSync(path, 'x'.repeat(PLAN_LIMIT_BYTES + 1)),
      'at most 1048576 are read',
    ],
    [
      'not text',
      (path: string) => writeFileSync(path, Buffer.from([0x6d, 0xff, 0xfe])),
      'it is not UTF-8 text',
    ],
    ['missing', () => {}, 'ENOENT'],
  ])('%s', async (_, make, reason) => {
    const path = join(folder, 'other.yaml');
    make(path);
    const result = await readPlan(path);
    expect(result.ok ? '' : result.problems[0]?.message).toContain(reason);
  });
});
