import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDeployReports } from './deploy-reports.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'artifacts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, text: string | Buffer) => writeFileSync(join(folder, name), text);

test('a report comes as it was written, with the time at which it was', async () => {
  put('deploy_report.md', '# ok\n');
  utimesSync(join(folder, 'deploy_report.md'), 1_700_000_000, 1_700_000_000);
  expect(await openDeployReports(folder).latest('markdown')).toEqual({
    ok: true,
    text: '# ok\n',
    writtenAt: 1_700_000_000_000,
  });
});

test('a rewritten report is read again', async () => {
  const reports = openDeployReports(folder);
  put('deploy_report.json', '{"a":1}');
  await reports.latest('json');
  put('deploy_report.json', '{"a":2}');
  expect(await reports.latest('json')).toMatchObject({ text: '{"a":2}' });
});

describe('a file that is no report is reported with the reason, and without a path of the machine', () => {
  test.each<[string, () => void, RegExp]>([
    ['nothing', () => undefined, /was not written yet/],
    ['a folder', () => mkdirSync(join(folder, 'deploy_report.json')), /not a regular file/],
    ['half a document', () => put('deploy_report.json', '{"a":'), /is not JSON/],
    ['bytes', () => put('deploy_report.json', Buffer.from([0xff, 0xfe])), /not UTF-8/],
    ['too much', () => put('deploy_report.json', ' '.repeat(1024 * 1024 + 1)), /at most/],
  ])('%s', async (_name, make, why) => {
    make();
    const report = await openDeployReports(folder).latest('json');
    expect(report).toEqual({ ok: false, problem: expect.stringMatching(why) });
    expect(JSON.stringify(report)).not.toContain(folder);
  });
});
