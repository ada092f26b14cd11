/** Every screen in both themes, by axe: WCAG A and AA. */

import type { Page } from '@playwright/test';
import { CRITERIA, violations, type Wanted } from './axe.ts';
import { expect, openPane, postureOf, test } from './pane.ts';

test.use({ fromCalm: false });
test.describe.configure({ mode: 'parallel' });

const AGENT = '/agents/marketdata-mcp-server';
const RUNBOOK = '/runbooks/marketdata_stale';

/** Screens per drill: every screen once with most of its states, and again if a drill changes it. */
const SCREENS = {
  calm: ['/', '/cadence', AGENT, RUNBOOK, '/enabling-execution', '/api', '/nowhere'],
  'marketdata-stale': ['/', AGENT, RUNBOOK, `${AGENT}/history`, '/slo'],
  'execution-scaled-up': ['/', '/contracts', '/sources', '/handover', '/reports'],
};

/** Violations on the page, each with its places. */
async function wrong(page: Page, wanted: Wanted): Promise<string[]> {
  const broken = await violations(page, wanted);
  return broken.map(({ id, places }) => `${page.url()} ${id}: ${places.join(', ')}`);
}

for (const [drill, screens] of Object.entries(SCREENS))
  test(`in ${drill}`, async ({ page, mesh, console }) => {
    test.setTimeout(120_000);
    await mesh.drill(drill);
    for (const path of screens) {
      await page.emulateMedia({ colorScheme: 'light' });
      if (path === '/') await openPane(page, console.url);
      else await page.goto(console.url + path);
      expect(await wrong(page, { tags: CRITERIA })).toEqual([]);
      const light = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      // The themes differ in colours and in nothing else.
      await page.emulateMedia({ colorScheme: 'dark' });
      await expect(page.locator('html')).not.toHaveCSS('background-color', light);
      expect(await wrong(page, { rules: ['color-contrast'] })).toEqual([]);
    }
  });

test('an instant of the past', async ({ page, console }) => {
  const { at } = await postureOf(console);
  await page.goto(`${console.url}/at/${at}`);
  // Each mark on the line is there as a row of the table beneath too (WCAG 2.5.8, equivalent).
  const broken = await violations(page, { tags: CRITERIA, except: ['.past-mark'] });
  // The past has no colour, as a frozen page.
  expect(broken.filter(({ id }) => id !== 'color-contrast').map(({ id }) => id)).toEqual([]);
});

test('a phone has no sideways scroll, and verdict and first action are above the fold', async ({
  page,
  mesh,
  console,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await mesh.drill('marketdata-stale');
  await openPane(page, console.url);
  const action = page.locator('[data-testid^="action-"]').first();
  await expect(action).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const box = await action.boundingBox();
  expect(box?.y ?? 9_999).toBeLessThan(844);
});
