/** The conformance table: all agents by all rules, honest about what is not seen, and why in one click or key. */

import { z } from 'zod';
import { expect, test } from './pane.ts';

const documentSchema = z.object({
  rules: z.array(z.object({ id: z.string() })),
  agents: z.array(z.object({ name: z.string() })),
});

test('every agent by every rule, and nothing that is not seen looks kept', async ({ page, console }) => {
  const { rules, agents } = documentSchema.parse(
    await (await fetch(`${console.url}/api/v1/contracts`)).json(),
  );
  await page.goto(`${console.url}/contracts`);
  expect([agents.length, rules.length >= 12]).toEqual([9, true]);
  await expect(page.locator('td[data-testid^="contract-"]')).toHaveCount(rules.length * agents.length);
  for (const cell of await page.locator('td[data-state="cannot-see"]').all())
    await expect(cell).not.toContainText('Holds');
});

test('why is one click away, and one key', async ({ page, mesh, console }) => {
  await mesh.drill('contracts-broken');
  await page.goto(`${console.url}/contracts`);
  const cell = page.getByTestId('contract-strategy-engine-image-pinned');
  await expect(cell).toHaveAttribute('data-state', 'broken');
  const why = page.locator('#why-strategy-engine-image-pinned');
  await cell.getByRole('button').click();
  await expect(why).toContainText(':latest');
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();
  await page.getByTestId('contract-strategy-engine-broker-credentials').getByRole('button').focus();
  await page.keyboard.press('Enter');
  const credentials = page.locator('#why-strategy-engine-broker-credentials');
  await expect(credentials).toContainText('ALPACA_API_SECRET_KEY');
  const told = page.locator('#contract li', { hasText: 'Call broker APIs directly' });
  await page.goto(`${console.url}/agents/strategy-engine`);
  await expect(told).toContainText('Broken');
  await page.goto(`${console.url}/contracts`);
  await mesh.drill('calm');
  await expect(cell).toHaveAttribute('data-state', 'holds', { timeout: 15_000 });
});
