/** Every screen in both themes, by axe: WCAG A and AA. */
import AxeBuilder from '@axe-core/playwright';
import { expect, openPane, postureOf, test } from './pane.ts';

test.use({ fromCalm: false });
test.describe.configure({ mode: 'parallel' });

const AGENT = '/agents/marketdata-mcp-server';
const RUNBOOK = '/runbooks/marketdata_stale';

/** What is looked at in each drill: every screen once, where most of its states show, and again where a drill changes it. */
const SCREENS = {
  calm: ['/', '/cadence', AGENT, RUNBOOK, '/enabling-execution', '/api', '/nowhere'],
  'marketdata-stale': ['/', AGENT, RUNBOOK, `${AGENT}/history`, '/slo'],
  'execution-scaled-up': ['/', '/contracts', '/sources', '/handover', '/reports'],
};

for (const colorScheme of ['light', 'dark'] as const)
  for (const [drill, screens] of Object.entries(SCREENS))
    test(`${drill}, ${colorScheme}`, async ({ page, mesh, console }) => {
      await page.emulateMedia({ colorScheme });
      await mesh.drill(drill);
      for (const path of screens) {
        if (path === '/') await openPane(page, console.url);
        else await page.goto(console.url + path);
        const { violations } = await new AxeBuilder({ page })
          // Nobody reads where all is well: to name each place costs most of the time.
          .options({ resultTypes: ['violations'] })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(
          violations.map((v) => [path, v.id, v.nodes.map((n) => n.target.join(' ')).slice(0, 5)]),
        ).toEqual([]);
      }
    });

test('a moment of the past', async ({ page, console }) => {
  const { at } = await postureOf(console);
  await page.goto(`${console.url}/at/${at}`);
  // Each mark on the line is there as a row of the table beneath too (WCAG 2.5.8, equivalent).
  const { violations } = await new AxeBuilder({ page })
    .exclude('.past-mark')
    .withTags(['wcag2a', 'wcag2aa', 'wcag22aa'])
    .analyze();
  // What is past is drained of its colour, as what is frozen is.
  expect(violations.filter(({ id }) => id !== 'color-contrast').map((v) => v.id)).toEqual([]);
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
