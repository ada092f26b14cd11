/** The pages behind the pane: an agent, a runbook, and what is not there. */

import { expect, openPane, test } from './pane.ts';

test('an agent’s page tells its contract, its evidence and what changed before it went red', async ({
  page,
  mesh,
  console,
}) => {
  await openPane(page, console.url);
  await mesh.drill('marketdata-stale');
  await expect(page.getByTestId('agent-row-marketdata-mcp-server')).toHaveAttribute('data-verdict', 'bad');
  await page.goto(`${console.url}/agents/marketdata-mcp-server`);
  const body = page.locator('body');
  await expect(body).toContainText('Place broker orders or emit execution intents');
  await expect(body).toContainText(/→ Stale: 503/);
  await expect(body).toContainText(/503/);
  await expect(body).not.toContainText(/Bearer |eyJ[A-Za-z0-9]/);
});

test('a runbook fills in the cluster’s own names, copies with one click, and shows live whether it is over', async ({
  page,
  context,
  mesh,
  console,
  posture,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await mesh.drill('marketdata-stale');
  await expect
    .poll(async () => (await posture()).failures.find(({ id }) => id === 'marketdata-stale')?.state)
    .toBe('present');
  await page.goto(`${console.url}/runbooks/marketdata_stale`);
  const first = page.getByRole('heading', { level: 2 }).first();
  await expect(first).toHaveText(/Safety posture/);
  await page.getByRole('button', { name: /copy/i }).first().click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/kubectl|curl/);
  expect(copied).not.toContain('{{');
  await expect(page.locator('main')).toContainText(/Present/);
  await mesh.drill('calm');
  await expect(page.locator('main')).toContainText(/Absent/, { timeout: 15_000 });
});

test('what is not there is a 404 that names what is', async ({ page, console }) => {
  for (const path of ['/agents/nobody', '/runbooks/nothing', '/nowhere']) {
    const response = await page.goto(console.url + path);
    expect(response?.status(), path).toBe(404);
  }
});

test('no page says that execution is off while it is not', async ({ mesh, console }) => {
  await mesh.drill('execution-scaled-up');
  const read = async (path: string) => (await fetch(console.url + path)).text();
  await expect.poll(() => read('/api/v1/posture')).not.toContain('EXECUTION OFF');
  const slugs = [...(await read('/runbooks')).matchAll(/\/runbooks\/([a-z_]+)/g)].map((found) => found[0]);
  expect(new Set(slugs).size).toBeGreaterThanOrEqual(8);
  for (const path of [
    '/',
    '/runbooks',
    '/handover',
    '/nowhere',
    '/agents/execution-agent',
    ...new Set(slugs),
  ])
    expect(await read(path), path).not.toContain('EXECUTION OFF');
});

test('the practice mark is on every page, in the banner and in the header', async ({ page, console }) => {
  await openPane(page, console.url);
  await expect(page.getByTestId('practice-mark').first()).toContainText(/practice/i);
  await expect(page.getByTestId('execution-banner')).toContainText(/practice/i);
});
