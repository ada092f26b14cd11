/** The day after Thanksgiving, on which the market closes at 13:00: one mesh of that day and one console for all that it shows. */

import { DRILLS } from '#testing/practice/drills/registry.ts';
import { expect, openPane, testOfOwnMesh } from './pane.ts';
import { expectShown } from './shown.ts';

const test = testOfOwnMesh('half-day');
test.use({ fromCalm: false });

for (const drill of DRILLS.filter(({ hours }) => hours !== undefined))
  test(`${drill.name}: ${drill.headline}`, async ({ page, mesh, console }) => {
    await openPane(page, console.url);
    await mesh.drill(drill.name);
    await expectShown(page, console.url, drill);
  });

test('each agent says what is expected of it, and in which session', async ({ page, console }) => {
  await openPane(page, console.url);
  const expected = page.getByTestId('agent-row-marketdata-mcp-server').locator('.roster-expected');
  await expect(expected).not.toBeEmpty();
  await expect(expected).toHaveAttribute('title', /NYSE closed 13:00 \(half-day\)/);
});

test('the cadence ends half an hour after the real close', async ({ page, console }) => {
  await openPane(page, console.url);
  await page.getByTestId('next-cadence').getByRole('link').click();
  await expect(page).toHaveURL(/\/cadence$/);
  const items = page.locator('[data-testid^="cadence-"][data-state]');
  await expect(items.last()).toContainText('13:30 ET');
  await expect(page.getByTestId('cadence-post-market-snapshot@13:30')).toHaveAttribute(
    'data-state',
    /upcoming|due/,
  );
});

test('a rule that only pages in market hours is held back after the close, and says until when', async ({
  page,
  mesh,
  console,
}) => {
  await mesh.drill('crashloop');
  await openPane(page, console.url);
  const rule = page.getByTestId('escalation-strategy-crashloop-long');
  await expect(rule).toHaveAttribute('data-state', 'waiting');
  await expect(rule).toContainText(/held by market.hours to 2026-11-30 09:30/);
  await mesh.drill('half-day');
  await expect(rule).toHaveAttribute('data-state', 'inactive', { timeout: 20_000 });
});
