/** The requirements for enabling execution are shown, and nothing on that page or in any runbook fulfils one. */

import { expect, openPane, test } from './pane.ts';

const PAGE = '/enabling-execution';

test('the human-only page shows what the plan asks and what is so now, and has nothing to press', async ({
  page,
  console,
}) => {
  await page.goto(console.url + PAGE);
  const main = page.locator('main');
  for (const text of [
    'Two-person review',
    'Written change record',
    'Kill switch confirmed OFF',
    'Marketdata heartbeat',
  ])
    await expect(main).toContainText(text);
  await expect(page.getByTestId('enables-nothing')).toContainText('Nobody can enable anything here');
  await expect(main.locator('button, form, input, [role="button"], [contenteditable]')).toHaveCount(0);
  await expect(page.getByTestId('live-execution')).toHaveAttribute('data-verdict', 'good', {
    timeout: 10_000,
  });
  for (const id of ['halt-switches', 'marketdata', 'critical-agents'])
    await expect(page.getByTestId(`live-${id}`)).not.toHaveAttribute('data-verdict', 'good');
});

test('what is bad is bad there too', async ({ page, mesh, console }) => {
  await mesh.drill('kill-switch-off');
  await page.goto(console.url + PAGE);
  await expect(page.getByTestId('live-halt-switches')).toHaveAttribute('data-verdict', 'bad', {
    timeout: 10_000,
  });
});

test('a kill switch that cannot be read opens its own runbook at its checks, with the live proof beside them', async ({
  page,
  mesh,
  console,
}) => {
  await openPane(page, console.url);
  await mesh.drill('kill-switch-unreadable');
  const action = page.locator('[data-testid^="action-"]').first();
  const link = action.locator('a[href="/runbooks/kill_switch_unconfirmed#read-only-checks"]');
  await expect(link).toBeVisible({ timeout: 10_000 });
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kill switch not confirmed');
  await expect(page.getByRole('heading', { name: 'Read-only checks' })).toBeInViewport();
  await expect(page.getByTestId('runbook-beside').getByTestId('live-execution')).toHaveAttribute(
    'data-verdict',
    'unknown',
  );
  const human = page.locator('.runbook-human');
  await expect(human.locator('a[href="/enabling-execution"]')).toBeVisible();
  await expect(human.locator('button')).toHaveCount(0);
});

test('the API page lists every path, with its schema folded in', async ({ page, console }) => {
  const document = await (await fetch(`${console.url}/api/v1/openapi.json`)).json();
  await page.goto(`${console.url}/api`);
  const paths = Object.keys(document.paths);
  expect(paths.length).toBeGreaterThan(15);
  for (const path of paths) await expect(page.getByTestId(`api-${path}`)).toBeVisible();
  await expect(page.locator('main details[open]')).toHaveCount(0);
});
