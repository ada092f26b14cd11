/** More tabs than a browser opens connections to one address. By itself: ten pages keep two cores busy. */

import { expect, openPane, test } from './pane.ts';

test('ten tabs of one browser are all live', async ({ context, console }) => {
  // Ten pages that all believe to be in front are drawn by two cores.
  test.setTimeout(180_000);
  const pages = [];
  for (let i = 0; i < 10; i++) {
    const page = await context.newPage();
    await openPane(page, console.url);
    pages.push(page);
  }
  await pages[0]?.waitForTimeout(3_500);
  for (const page of pages) {
    await expect(page.getByTestId('link-state')).toContainText('live');
    await expect(page.locator('.beat')).toHaveAttribute('data-frozen', 'false');
  }
});
