/** A page without ticks looks frozen, for any cause. */

import type { Page } from '@playwright/test';
import { expect, openPane, test } from './pane.ts';

/** The visible opacity of the frozen strip. */
function frozenOpacity(page: Page): Promise<number> {
  return page.getByTestId('frozen').evaluate((element) => Number(getComputedStyle(element).opacity));
}

test('a live page is not frozen', async ({ page, console }) => {
  await openPane(page, console.url);
  await page.waitForTimeout(4_000);
  expect(await frozenOpacity(page)).toBe(0);
});

/** The strongest opacity among texts in the present tense. */
function presentTense(page: Page): Promise<number> {
  return page
    .locator('.tense-now')
    .evaluateAll((all) => Math.max(...all.map((element) => Number(getComputedStyle(element).opacity))));
}

test('a console that stops in its tracks freezes the page, and the page thaws with it', async ({
  page,
  console,
}) => {
  await openPane(page, console.url);
  console.freeze();
  await expect.poll(() => frozenOpacity(page), { timeout: 5_000 }).toBeGreaterThan(0.99);
  // Content that arrived after the last beat began its three seconds with that message.
  await expect.poll(() => presentTense(page), { timeout: 2_000 }).toBeLessThan(0.01);
  console.thaw();
  await expect.poll(() => frozenOpacity(page), { timeout: 10_000 }).toBe(0);
});

test('a console that was killed freezes the page; a new one thaws it', async ({ page, console }) => {
  await openPane(page, console.url);
  await console.stop('SIGKILL');
  await expect.poll(() => frozenOpacity(page), { timeout: 5_000 }).toBeGreaterThan(0.99);
  await console.start();
  await expect.poll(() => frozenOpacity(page), { timeout: 20_000 }).toBe(0);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the page is complete, and freezes by itself', async ({ page, console }) => {
    await page.goto(console.url);
    await expect(page.getByTestId('execution-banner')).toContainText('EXECUTION OFF');
    await expect(page.locator('[data-testid^="agent-row-"]')).toHaveCount(9);
    await expect(page.locator('[data-testid^="failure-row-"]')).toHaveCount(9);
    expect(await frozenOpacity(page)).toBe(0);
    await expect.poll(() => frozenOpacity(page), { timeout: 6_000 }).toBeGreaterThan(0.99);
  });
});
