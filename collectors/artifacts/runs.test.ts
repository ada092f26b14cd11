import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunFolder } from '#lib/contracts/run-meta.ts';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import { writeRun } from '#testing/reports/scratch-runs.ts';
import { NOW } from '#testing/samples/facts.ts';
import { openRuns } from './runs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const MINUTE = 60_000;
const first = async () => (await openRuns(folder).newest(9)).runs[0];

/** The text of why a run proves nothing. */
const whyOf = (run: RunFolder | undefined) => (run !== undefined && 'why' in run ? text(run.why) : '');

describe('listing runs', () => {
  test('no folder yet: no problem, and no run', async () => {
    expect(await openRuns(folder).newest(9)).toEqual({ runs: [], more: false, problem: null, missing: true });
  });

  test('the newest first, so many of them, and whether there are others', async () => {
    const names = [0, 2, 1].map((minutes) => writeRun(folder, 'intraday', NOW + minutes * MINUTE).name);
    const { runs, more } = await openRuns(folder).newest(2);
    expect(runs.map(({ name }) => name)).toEqual([names[1], names[2]]);
    expect(more).toBe(true);
  });

  test('a name that is not a run name is ignored, and so is a link to a run', async () => {
    const { path } = writeRun(folder, 'intraday', NOW);
    renameSync(path, join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), path);
    for (const name of ['.20261120T133004Z_pre_market.1', 'notes', '20261120T133004Z_..x'])
      mkdirSync(join(folder, 'ops_runs', name));
    expect((await openRuns(folder).newest(9)).runs).toEqual([]);
  });

  test('a path that is not a folder is reported, without its path', async () => {
    writeFileSync(join(folder, 'ops_runs'), '');
    expect((await openRuns(folder).newest(9)).problem).toEqual(say('cause-unlisted', { error: 'ENOTDIR' }));
  });
});

describe('a run is whole only if it is as it was written', () => {
  test('as it was written, with its metadata', async () => {
    const { name } = writeRun(folder, 'pre-market', NOW);
    expect(await first()).toMatchObject({
      ...{ name, state: 'whole' },
      meta: { kind: 'pre-market', takenBy: { user: 'ada', host: 'desk' }, mesh: 'Harbour' },
    });
  });

  test.each<[string, (path: string) => void, string]>([
    ['a file that was changed', (p) => appendFileSync(join(p, 'pods.json'), ' '), 'pods.json is not what'],
    ['a file that is missing', (p) => rmSync(join(p, 'pods.json')), 'pods.json is missing'],
    ['a file that was emptied', (p) => truncateSync(join(p, 'deploy_report.md')), 'deploy_report.md is not'],
    ['no checksums', (p) => rmSync(join(p, 'SHA256SUMS')), 'SHA256SUMS is missing'],
    ['checksums of nothing', (p) => writeFileSync(join(p, 'SHA256SUMS'), ''), 'SHA256SUMS is missing or'],
    [
      'checksums that leave one of its files out',
      (p) => writeFileSync(join(p, 'SHA256SUMS'), without(join(p, 'SHA256SUMS'), 'pods.json')),
      'SHA256SUMS does not cover pods.json',
    ],
    [
      'what it says of itself',
      (p) =>
        writeFileSync(join(p, 'meta.json'), readFileSync(join(p, 'meta.json'), 'utf8').replace('ada', 'eve')),
      'meta.json is not what SHA256SUMS says',
    ],
    [
      'a link in place of a file',
      (p) => {
        renameSync(join(p, 'pods.json'), join(folder, 'pods.json'));
        symlinkSync(join(folder, 'pods.json'), join(p, 'pods.json'));
      },
      'pods.json cannot be read (ELOOP)',
    ],
  ])('%s: altered', async (_name, spoil, why) => {
    spoil(writeRun(folder, 'pre-market', NOW).path);
    const run = await first();
    expect(run?.state).toBe('altered');
    expect(whyOf(run)).toContain(why);
  });

  test('another time in its name: altered, or one run would pass for two', async () => {
    const { path } = writeRun(folder, 'pre-market', NOW);
    renameSync(path, join(folder, 'ops_runs', '20261120T133004Z_pre_market'));
    const run = await first();
    expect([run?.state, whyOf(run)]).toEqual(['altered', expect.stringContaining('another name')]);
  });

  test.each<[string, string | null]>([
    ['no meta.json', null],
    ['half of one', '{"kind":'],
    ['that of something else', '{"kind":"lunch"}'],
  ])('%s: unreadable', async (_name, meta) => {
    const file = join(writeRun(folder, 'pre-market', NOW).path, 'meta.json');
    if (meta === null) rmSync(file);
    else writeFileSync(file, meta);
    const run = await first();
    expect(run?.state).toBe('unreadable');
    expect(whyOf(run)).not.toBe('');
    expect(JSON.stringify(run)).not.toContain(folder);
  });

  test('a file that is altered after the first read is found by the next read', async () => {
    const { path } = writeRun(folder, 'pre-market', NOW);
    const runs = openRuns(folder);
    for (let look = 0; look < 3; look++) expect((await runs.newest(9)).runs[0]?.state).toBe('whole');
    writeFileSync(join(path, 'pods.json'), '[]\n');
    expect((await runs.newest(9)).runs[0]?.state).toBe('altered');
  });
});

describe('one run by its name', () => {
  test.each(['..', '../ops_runs', 'x', '', '20261120T133004Z_pre_market/..', '20261120T133004Z_pre_market'])(
    '%j: none',
    async (name) => {
      writeRun(folder, 'pre-market', NOW);
      expect(await openRuns(folder).run(name)).toBeNull();
      expect(await openRuns(folder).text(name, 'deploy_report.md')).toBeNull();
    },
  );

  test('its report is returned only as it was checked', async () => {
    const { name, path } = writeRun(folder, 'pre-market', NOW);
    const runs = openRuns(folder);
    expect(await runs.text(name, 'deploy_report.md')).toContain('# Deploy report');
    appendFileSync(join(path, 'deploy_report.md'), 'all is well');
    expect(await runs.text(name, 'deploy_report.md')).toBeNull();
  });
});

function without(file: string, name: string): string {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !line.endsWith(name))
    .join('\n');
}
