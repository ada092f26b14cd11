/** Each drill shows what its header says that it shows: generated from the registry. Those of another day: `half-day.spec.ts`. */

import type { Page } from '@playwright/test';
import { DRILLS } from '#testing/practice/drills/registry.ts';
import { expect, openPane, test } from './pane.ts';
import { expectShown } from './shown.ts';

test.describe.configure({ mode: 'parallel' });

/** One pane that stays open, as on a wall: what it shows follows from one drill to the next. */
let wall: Page;

test.beforeAll(async ({ browser, console }) => {
  wall = await (await browser.newContext()).newPage();
  await openPane(wall, console.url);
});

test.afterAll(() => wall.context().close());

for (const drill of DRILLS.filter(({ hours }) => hours === undefined))
  test(`${drill.name}: ${drill.headline}`, async ({ mesh, console }) => {
    await mesh.drill(drill.name);
    await expectShown(wall, console.url, drill);
  });

test('stale market data turns the row, the matrix and what to do now within 3 s, each with its runbook', async ({
  page,
  mesh,
  console,
}) => {
  await openPane(page, console.url);
  await mesh.drill('marketdata-stale');
  const within = { timeout: 3_000 };
  const row = page.getByTestId('agent-row-marketdata-mcp-server');
  const failure = page.getByTestId('failure-row-marketdata-stale');
  const action = page.locator('[data-testid^="action-"]').first();
  for (const part of [row, failure]) await expect(part).toHaveAttribute('data-verdict', 'bad', within);
  await expect(action).toContainText(/stale/i, within);
  for (const part of [row, failure, action])
    await expect(part.locator('a[href^="/runbooks/marketdata_stale#"]').first()).toBeVisible();
  await action.locator('a[href^="/runbooks/marketdata_stale#"]').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/runbooks\/marketdata_stale#read-only-checks$/);
});
