import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRuns } from '#collectors/artifacts/runs.ts';
import { writeRun } from '#testing/reports/scratch-runs.ts';
import { config, NOW } from '#testing/samples/facts.ts';
import { openDeployReports } from './deploy-reports.ts';
import { type ReportsReader, reportsReader } from './reports-reader.ts';

const MINUTE = 60_000;
let folder: string;
let reader: ReportsReader;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
  reader = reportsReader({ runs: openRuns(folder), latest: openDeployReports(folder) });
});
afterEach(() => rmSync(folder, { recursive: true }));

test('nothing was written yet', async () => {
  expect(await reader.reports()).toMatchObject({ runs: [], problem: null, latest: { writtenAt: null } });
  expect(await reader.report('20261120T133004Z_pre_market', null)).toBeNull();
});

test('a run with its report, what others it can be compared with, and what differs from one', async () => {
  const early = writeRun(folder, 'pre-market', NOW);
  const late = writeRun(folder, 'incident', NOW + MINUTE, [config('brake', { HALTED: '0' })]);
  const page = await reader.report(late.name, early.name);
  expect(page).toMatchObject({
    run: { state: 'whole', says: { kind: 'incident', takenBy: 'ada@desk' } },
    markdown: expect.stringContaining('# Deploy report'),
    others: [{ name: early.name }],
  });
  expect(page?.compared?.differences).toContainEqual({
    ...{ kind: 'switch', subject: 'brake', field: 'value' },
    ...{ before: '1', after: '0' },
  });
});

test('of an altered run nothing is rendered and nothing is compared', async () => {
  const early = writeRun(folder, 'pre-market', NOW);
  const late = writeRun(folder, 'incident', NOW + MINUTE);
  appendFileSync(join(late.path, 'pods.json'), ' ');
  expect(await reader.report(late.name, early.name)).toMatchObject({
    ...{ run: { state: 'altered' }, markdown: null },
    compared: { differences: null },
  });
  expect((await reader.report(early.name, late.name))?.compared).toEqual({
    name: late.name,
    differences: null,
  });
});

test('the latest report that no run holds is rendered with the time of its file', async () => {
  writeFileSync(join(folder, 'deploy_report.md'), '# here\n');
  const page = await reader.report('latest', null);
  expect(page).toMatchObject({ run: null, markdown: '# here\n', compared: null });
  expect(page?.at).toBe((await reader.reports()).latest.writtenAt);
});
