/** A shift as it is handed over: what fired, what is open, what changed, what nobody watched; on one sheet of paper. */
import type { Page } from '@playwright/test';
import { handoverSchema } from '../lib/wire/handover.ts';
import { expect, test } from './pane.ts';

/** The pages of a PDF as Chromium writes it: each is an object of that type. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

async function cells(page: Page, id: string): Promise<string> {
  return (await page.getByTestId(id).first().textContent()) ?? '';
}

test('a drill with a restart within it: fired and for how long, the change, the gap; open only while it lasts', async ({
  page,
  mesh,
  console,
}) => {
  await mesh.drill('execution-scaled-up');
  const posture = async () => (await fetch(`${console.url}/api/v1/posture`)).json();
  await expect.poll(async () => (await posture()).actions.length, { timeout: 20_000 }).toBeGreaterThan(0);
  await page.goto(`${console.url}/handover`);
  const fired = page.getByTestId('fired-execution-not-off');
  await expect(fired).toHaveAttribute('data-ended', 'lasts');
  await expect(page.locator('[data-testid^="open-"]').first()).toContainText('P0');

  await console.stop('SIGKILL');
  await page.waitForTimeout(4_000);
  await console.start();
  await mesh.drill('calm');
  await expect.poll(async () => (await posture()).actions.length, { timeout: 30_000 }).toBe(0);
  // What was just published is in the journal a moment later.
  await page.waitForTimeout(1_500);
  await page.goto(`${console.url}/handover`);
  await expect(fired).not.toHaveAttribute('data-ended', 'lasts');
  await expect(fired.getByRole('link', { name: 'runbook' })).toHaveAttribute(
    'href',
    '/runbooks/execution_not_off#read-only-checks',
  );
  await expect(page.locator('#open')).toContainText('Nothing asked for anybody.');
  await expect(page.getByTestId('handover-unwatched')).toContainText(/not running/);
  expect(await cells(page, 'changed-execution-agent-replicas')).toMatch(/replicas of Deployment .*01/);
  await expect(page.getByTestId('execution-proven-off').first()).toContainText('EXECUTION WAS OFF');

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByTestId('handover')).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  expect(pagesOf(await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true }))).toBe(1);
});

test('the API tells the same, and says what it does not take', async ({ console }) => {
  const ask = (query: string) => fetch(`${console.url}/api/v1/handover${query}`);
  const told = handoverSchema.parse(await (await ask('')).json());
  expect(Date.parse(told.to) - Date.parse(told.from)).toBeGreaterThan(3_600_000);
  const hour = new Date(Date.parse(told.to) - 3_600_000).toISOString();
  expect(handoverSchema.parse(await (await ask(`?from=${hour}`)).json()).from).toBe(hour);
  for (const query of [
    '?from=yesterday',
    '?from=2020-01-01T00:00:00Z',
    `?from=${told.to}&to=${told.from}`,
    '?since=1',
  ])
    expect([query, (await ask(query)).status]).toEqual([query, 400]);
});

test('a time is picked by its name or typed; what is no time is not found', async ({ page, console }) => {
  await page.goto(`${console.url}/handover`);
  await page.getByRole('link', { name: '24 hours ago' }).click();
  await expect(page).toHaveURL(/\/handover\?from=2026/);
  await expect(page.getByTestId('handover-span')).toContainText('1 d 00 h');
  expect((await fetch(`${console.url}/handover?from=yesterday`)).status).toBe(404);
});
