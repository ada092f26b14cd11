/** Runs that the command line wrote into the console's folder: listed, rendered, compared, held against their checksums. */

import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { CRITERIA, violations } from './axe.ts';
import { remove } from './operator.ts';
import { expect, test as paneTest, postureOf } from './pane.ts';
import { ConsoleProcess, type PracticeMesh } from './processes.ts';

const artifacts = mkdtempSync(join(tmpdir(), 'reports-'));

/** A console that looks into `artifacts`, over the mesh of the file on a morning on which no Job made the report. */
const test = paneTest.extend<object, { reader: ConsoleProcess }>({
  reader: [
    async ({ mesh }, use) => {
      await remove(mesh, '/apis/batch/v1/namespaces/trading-floor/jobs');
      const reader = new ConsoleProcess(mesh, ['--artifacts', artifacts]);
      await reader.start();
      await use(reader);
      await reader.stop();
    },
    { scope: 'worker' },
  ],
});
test.use({ fromCalm: false });
test.describe.configure({ mode: 'serial' });
test.afterAll(() => rmSync(artifacts, { recursive: true }));

const BY = `${userInfo().username}@${hostname()}`;
const PRE_MARKET = 'pre-market-report@08:30';

/** Takes a snapshot by the mesh's clock, or by one that stands at `at`; gives its name. */
function snapshot(mesh: PracticeMesh, kind: string, at?: string): string {
  const { clockOffsetSeconds, env } = mesh.document();
  const offset = at === undefined ? clockOffsetSeconds : Math.round((Date.parse(at) - Date.now()) / 1_000);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['server/cli/main.ts', 'snapshot', kind, '--out', artifacts, '--json'],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        ...env,
        MISSION_CONTROL_KUBECONFIG: mesh.kubeconfig('viewer'),
        MISSION_CONTROL_CLOCK_OFFSET: String(offset),
      },
    },
  );
  if (stdout === '') throw new Error(stderr);
  return basename(z.object({ path: z.string() }).parse(JSON.parse(stdout)).path);
}

const taken: { early: string; calm: string; stale: string } = { early: '', calm: '', stale: '' };
const runs = (console: ConsoleProcess) => `${console.url}/reports`;
const reportItem = async (console: ConsoleProcess) =>
  (await postureOf(console)).cadence.items.find(({ id }) => id === PRE_MARKET);

test('a missed report stays missed, also by a run that was made too late', async ({ mesh, reader, page }) => {
  await expect.poll(async () => (await reportItem(reader))?.state).toBe('missed');
  taken.calm = snapshot(mesh, 'pre-market');
  await page.goto(runs(reader));
  await expect(page.getByTestId(`run-${taken.calm}`)).toHaveAttribute('data-state', 'whole');
  // It reads the folder each 5 s.
  await page.waitForTimeout(6_000);
  expect((await reportItem(reader))?.state).toBe('missed');
  await page.goto(`${reader.url}/cadence`);
  await expect(page.getByTestId(`cadence-${PRE_MARKET}`)).toHaveAttribute('data-state', 'missed');
});

test('one that was made in its time ticks it, by whom and when', async ({ mesh, reader, page }) => {
  const { date } = (await postureOf(reader)).cadence;
  taken.early = snapshot(mesh, 'pre-market', `${date}T13:31:30Z`);
  await expect.poll(async () => (await reportItem(reader))?.state, { timeout: 20_000 }).toBe('done');
  await page.goto(`${reader.url}/cadence`);
  const item = page.getByTestId(`cadence-${PRE_MARKET}`);
  await expect(item).toHaveAttribute('data-state', 'done');
  await expect(item).toContainText(/snapshot pre-market taken 08:3\d:\d\d ET, by /);
  await expect(item).toContainText(BY);
});

test('all are listed with their age, newest first, and as they were written', async ({
  mesh,
  reader,
  page,
}) => {
  await mesh.drill('execution-scaled-up');
  await expect.poll(async () => (await postureOf(reader)).execution.outcome).not.toBe('proven-off');
  taken.stale = snapshot(mesh, 'incident');
  await page.goto(runs(reader));
  const rows = page.locator('[data-testid^="run-"][data-state]');
  expect(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-testid')))).toEqual(
    [taken.stale, taken.calm, taken.early].map((name) => `run-${name}`),
  );
  for (const name of [taken.stale, taken.calm]) {
    const row = page.getByTestId(`run-${name}`);
    await expect(row).toContainText(BY);
    await expect(row).toContainText('(practice)');
    await expect(row).toContainText('fit');
  }
  await expect(page.getByTestId('reports-newest')).toContainText(
    /newest whole run is incident, [\d.]+ s old/,
  );
});

test('one is rendered with its age, and compared with another it shows what the drill changed', async ({
  reader,
  page,
}) => {
  await page.goto(runs(reader));
  await page.getByTestId(`run-${taken.stale}`).getByRole('link').click();
  await expect(page.getByTestId('report-age')).toContainText(/Written 2026-\d\d-\d\d .* ago/);
  await expect(page.getByTestId('report-text').getByRole('heading').first()).toBeVisible();
  await expect(page.getByTestId('report-text')).toContainText('marketdata-mcp-server');
  await page.getByTestId('compare-with').locator('summary').click();
  await page.getByRole('link', { name: taken.calm }).click();
  await expect(page).toHaveURL(new RegExp(`with=${taken.calm}$`));
  await expect(page.getByTestId('report-differences')).toContainText('execution-agent');
});

test('the list and a run can be read by everybody, and a phone scrolls neither sideways', async ({
  reader,
  page,
}) => {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const path of ['/reports', `/reports/${taken.stale}?with=${taken.calm}`]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(reader.url + path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      const broken = await violations(page, { tags: CRITERIA });
      expect(broken.map(({ id, places }) => [path, id, places.slice(0, 5)])).toEqual([]);
    }
});

test('one that was altered is shown as that, is not rendered, and is no newest', async ({ reader, page }) => {
  appendFileSync(join(artifacts, 'ops_runs', taken.stale, 'deploy_report.md'), '\nall is well\n');
  await page.goto(runs(reader));
  const row = page.getByTestId(`run-${taken.stale}`);
  await expect(row).toHaveAttribute('data-state', 'altered');
  await expect(row).toContainText(/altered: .*deploy_report\.md/);
  await expect(page.getByTestId('reports-newest')).toContainText('newest whole run is pre-market');
  await row.getByRole('link').click();
  await expect(page.getByTestId('report-missing')).toBeVisible();
  await expect(page.locator('body')).not.toContainText('all is well');
});
