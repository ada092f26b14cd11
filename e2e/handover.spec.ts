/** The hand-over of a shift: fired rules, open problems, changes, unobserved intervals. */

import type { Page } from '@playwright/test';
import { type Handover, handoverSchema } from '#features/handoff/document.ts';
import { postureSchema } from '#lib/posture.ts';
import { scale } from './operator.ts';
import { CALM, expect, postureOf, summary, test } from './pane.ts';
import type { ConsoleProcess, PracticeMesh } from './processes.ts';

/** Longer than the silence after which time counts as unobserved. */
const DOWN_MS = 7_000;

async function handoverOf(console: ConsoleProcess, from: string): Promise<Handover> {
  return handoverSchema.parse(await (await fetch(`${console.url}/api/v1/handover?from=${from}`)).json());
}

async function calmAgain(mesh: PracticeMesh, console: ConsoleProcess): Promise<void> {
  await mesh.drill('calm');
  await expect.poll(async () => summary(await postureOf(console)), { timeout: 40_000 }).toBe(CALM);
}

/** Executors were scaled up for a while, the console was down, and now an image cannot be pulled. */
async function shiftWithEverything(mesh: PracticeMesh, console: ConsoleProcess, from: string): Promise<void> {
  await mesh.drill('execution-scaled-up');
  await expect.poll(async () => (await postureOf(console)).execution.outcome).toBe('gated');
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await calmAgain(mesh, console);
  // Postures are on disk shortly after.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await console.stop('SIGKILL');
  await scale(mesh, 'marketdata-mcp-server', 2);
  await new Promise((resolve) => setTimeout(resolve, DOWN_MS));
  await console.start();
  await expect
    .poll(async () => (await handoverOf(console, from)).changes.filter(({ unwatched }) => unwatched).length, {
      timeout: 20_000,
    })
    .toBeGreaterThan(0);
  await mesh.drill('image-pull-backoff');
  // The console has just begun: what it has not asked yet is open until it has.
  await expect
    .poll(async () => (await postureOf(console)).actions.map(({ id }) => id), { timeout: 20_000 })
    .toEqual(['failure-image-pull-backoff']);
}

/** Number of pages of a printed document, by its page objects. */
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

test('a shift has fired rules with durations, open problems, changes, and unobserved time', async ({
  page,
  mesh,
  console,
}) => {
  test.setTimeout(180_000);
  // Other tests may have drilled before.
  const { at: from } = await postureOf(console);
  await shiftWithEverything(mesh, console, from);
  const told = await handoverOf(console, from);
  const fired = told.fired.find(({ id }) => id === 'execution-not-off');
  expect(fired?.intervals).toHaveLength(1);
  expect(fired?.intervals[0]).toMatchObject({ began: 'seen', ended: 'seen', unwatchedSeconds: 0 });
  expect(fired?.seconds).toBeGreaterThan(1.5);
  expect(fired?.seconds).toBeLessThan(40);
  expect(told.unwatched.map(({ why }) => why)).toEqual([expect.stringContaining('not running')]);

  await page.goto(`${console.url}/handover?from=${from}`);
  await expect(page.getByTestId('handover-span')).toContainText(/20 Nov 10:\d\d:\d\d ET.*20 Nov/);
  await expect(page.getByTestId('handover')).toContainText(/As of Fri 20 Nov \d\d:\d\d:\d\d ET/);
  await expect(page.getByTestId('handover')).toContainText('PRACTICE MESH');
  const rule = page.getByTestId('handover-fired-execution-not-off');
  await expect(rule).toHaveAttribute('data-state', 'seen');
  await expect(rule).toContainText(/P0 over/);
  await expect(rule).toContainText(/\d\d:\d\d:\d\d → \d\d:\d\d:\d\d/);
  await expectLeadsToRed(console, await rule.getByRole('link', { name: '→' }).getAttribute('href'));
  await expect(page.getByTestId('handover-open-failure-image-pull-backoff')).toBeVisible();
  await expect(
    page.getByTestId('handover-open-failure-image-pull-backoff').getByRole('link', { name: /Runbook/ }),
  ).toHaveAttribute('href', '/runbooks/image_pull_backoff#read-only-checks');
  await expect(page.getByTestId('handover-gap')).toHaveCount(1);
  await expect(page.getByTestId('handover-change-replicas-execution-agent')).toHaveText([/0 → 1/, /1 → 0/]);
  await expect(page.getByTestId('handover-change-replicas-marketdata-mcp-server').first()).toContainText(
    /◇ by .* at the latest.*1 → 2/,
  );
  await expect(page.getByTestId('handover-change-image-strategy-engine')).toContainText(/→ .*2\.15\.0-rc1/);
  await expectOnePage(page);

  // Since the last close by default: the night before the console first ran is unobserved.
  await page.goto(`${console.url}/handover`);
  await expect(page.getByTestId('handover-span')).toContainText(/19 Nov 16:00:00 ET.*20 Nov/);
  await expect(page.getByTestId('handover-gap').first()).toContainText(/Thu 19 Nov 16:00:00 → .*not running/);

  await calmAgain(mesh, console);
});

/** A fired rule links to the pane at that time. */
async function expectLeadsToRed(console: ConsoleProcess, href: string | null): Promise<void> {
  const at = /^\/at\/(.+)$/.exec(href ?? '')?.[1] ?? '';
  const told = postureSchema.parse(await (await fetch(`${console.url}/api/v1/posture?at=${at}`)).json());
  expect(told.escalations.find(({ id }) => id === 'execution-not-off')?.state).toBe('firing');
}

/** On paper: one page of A4, light, without the ways of the screen. */
async function expectOnePage(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.locator('.masthead')).toBeHidden();
  await expect(page.getByTestId('execution-line')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Show' })).toBeHidden();
  await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(page.getByTestId('handover-execution')).toBeVisible();
  const margin = { top: '10mm', bottom: '10mm', left: '12mm', right: '12mm' };
  expect(pagesOf(await page.pdf({ format: 'A4', margin }))).toBe(1);
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
}

test('of a time that ended while the console was down nothing is reported as open', async ({
  mesh,
  console,
}) => {
  test.setTimeout(120_000);
  await console.stop('SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, DOWN_MS));
  const offset = mesh.document().clockOffsetSeconds * 1000;
  const within = new Date(Date.now() + offset - 2_000).toISOString();
  await console.start();
  const answer = await fetch(`${console.url}/api/v1/handover?to=${within}`);
  expect(handoverSchema.parse(await answer.json())).toMatchObject({ open: null, standing: null });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a time is picked by a plain form, in New York time; what is no time is refused in words', async ({
    page,
    console,
  }) => {
    await page.goto(`${console.url}/handover`);
    await page.getByLabel('A time of your own, New York time').fill('2026-11-20T09:30');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page).toHaveURL(/\/handover\?from=2026-11-20T09%3A30/);
    await expect(page.getByTestId('handover-span')).toContainText(/20 Nov 09:30:00 ET/);
    await page.getByRole('link', { name: '12 h' }).click();
    await expect(page.getByTestId('handover-span')).toContainText('12 h');
    await page.goto(`${console.url}/handover?from=yesterday`);
    await expect(page.getByTestId('handover-refused')).toContainText('is not a time');
    await expect(page.getByTestId('handover-span')).toHaveCount(0);
  });
});

test('a phone has no sideways scroll', async ({ page, console }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${console.url}/handover`);
  await expect(page.getByTestId('handover-span')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
