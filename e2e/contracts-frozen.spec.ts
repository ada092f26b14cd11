/** A conformance table that cannot be refreshed uses the past tense, for any cause. */

import { expect, openPane, test } from './pane.ts';

test('contracts that cannot be refreshed turn to the past while the page is live', async ({
  page,
  console,
}) => {
  await page.goto(`${console.url}/contracts`);
  const cell = page.getByTestId('contract-marketdata-mcp-server-image-pinned');
  await expect(cell).toHaveText('Holds');
  await page.route('**/api/v1/contracts', (route) => route.abort());
  await expect(cell).toHaveText('was: Holds', { timeout: 30_000 });
  await expect(page.getByTestId('contracts-at')).toContainText('cannot be read now');
  await expect(page.getByTestId('link-state')).toContainText('live');
  await page.unroute('**/api/v1/contracts');
  await expect(cell).toHaveText('Holds', { timeout: 15_000 });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the table is complete, a cell opens its why, and the page freezes by itself', async ({
    page,
    console,
  }) => {
    await page.goto(`${console.url}/contracts`);
    await page.getByTestId('contract-execution-agent-executor-off').getByRole('button').click();
    await expect(page.locator('#why-execution-agent-executor-off')).toContainText('Holds');
    await page.keyboard.press('Escape');
    const present = () =>
      page
        .locator('.contract-head .tense-now, .contract-scroll .tense-now, .contract-lines .tense-now')
        .evaluateAll((all) => Math.max(...all.map((element) => Number(getComputedStyle(element).opacity))));
    expect(await present()).toBeGreaterThan(0);
    await expect.poll(present, { timeout: 8_000 }).toBeLessThan(0.01);
    // A page opened now would use the present tense until it froze.
    await expect(page.getByTestId('contract-execution-agent-executor-off').getByRole('button')).toBeHidden();
  });
});

test('a phone has the same in cards: no sideways scroll, why within a tap', async ({ page, console }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${console.url}/contracts`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const rule = page.locator('#contract-execution-agent').getByRole('button', { name: /Executor is off/ });
  await rule.click();
  await expect(page.locator('#why-execution-agent-executor-off')).toBeVisible();
});

test('every page leads to the others', async ({ page, console }) => {
  await openPane(page, console.url);
  const ways = page.getByRole('navigation', { name: 'Pages', exact: true });
  for (const [title, path] of [
    ['Contracts', '/contracts'],
    ['Cadence', '/cadence'],
    ['Runbooks', '/runbooks'],
    ['Pane', '/'],
  ] as const) {
    await ways.getByRole('link', { name: title }).click();
    await expect(page).toHaveURL(console.url + path);
    await expect(ways.getByRole('link', { name: title })).toHaveAttribute('aria-current', 'page');
  }
});
