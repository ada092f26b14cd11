/** The evidence of any verdict is one click or one keypress away, and each verdict says in which session it stands. */

import { expect, openPane, test } from './pane.ts';

test('a proof opens on what it rests on, by a click and by a key', async ({ page, console }) => {
  await openPane(page, console.url);
  for (const open of ['click', 'Enter'] as const) {
    const proof = page.getByTestId('proof-halt-switches');
    if (open === 'click') await proof.getByRole('button').click();
    else {
      await proof.getByRole('button').focus();
      await page.keyboard.press(open);
    }
    const evidence = page.locator('#evidence-proof-halt-switches');
    await expect(evidence).toContainText('EXECUTION_HALTED=1');
    await expect(evidence).toContainText('agenttrader-kill-switch');
    await page.keyboard.press('Escape');
    await expect(evidence).toBeHidden();
  }
});

test('a failure mode opens on what shows it', async ({ page, mesh, console }) => {
  await openPane(page, console.url);
  await mesh.drill('crashloop');
  const row = page.getByTestId('failure-row-crashloop');
  await expect(row).toHaveAttribute('data-verdict', 'bad');
  await row.getByRole('button').click();
  await expect(page.locator('#evidence-failure-crashloop')).toContainText('gamma-strategy-0');
});

test('a row of the roster leads to the agent’s evidence', async ({ page, mesh, console }) => {
  await openPane(page, console.url);
  await mesh.drill('marketdata-stale');
  const row = page.getByTestId('agent-row-marketdata-mcp-server');
  await expect(row).toHaveAttribute('data-verdict', 'bad');
  await row.getByRole('link', { name: 'marketdata-mcp-server' }).click();
  await expect(page).toHaveURL(/\/agents\/marketdata-mcp-server$/);
  await expect(page.locator('main')).toContainText(/503.*last tick/);
});

test('each agent says what is expected of it, and in which session', async ({ page, console }) => {
  await openPane(page, console.url);
  const expected = page.getByTestId('agent-row-marketdata-mcp-server').locator('.roster-expected');
  await expect(expected).not.toBeEmpty();
  await expect(expected).toHaveAttribute('title', /NYSE open, closes/);
});
