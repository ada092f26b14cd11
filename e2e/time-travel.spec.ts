/** A past posture can be opened as published, also after the console died. */

import { postureSchema } from '#lib/posture.ts';
import { expect, openPane, postureOf, test } from './pane.ts';

test('a moment within a drill shows what was seen then, unmistakably in the past', async ({
  page,
  mesh,
  console,
}) => {
  await openPane(page, console.url);
  await mesh.drill('marketdata-stale');
  await expect(page.getByTestId('failure-row-marketdata-stale')).toHaveAttribute('data-verdict', 'bad');
  const { id, at: within } = await postureOf(console);
  await page.waitForTimeout(1_500);
  await mesh.drill('calm');
  await expect(page.getByTestId('failure-row-marketdata-stale')).toHaveAttribute('data-verdict', 'good', {
    timeout: 20_000,
  });

  await page.goto(`${console.url}/at/${within}`);
  await expect(page.getByTestId('past')).toBeVisible();
  await expect(page.getByTestId('failure-row-marketdata-stale')).toHaveAttribute('data-verdict', 'bad');
  await expect(page.getByTestId('frozen')).toContainText('PAST');
  await expect(page.getByTestId('frozen')).toHaveCSS('opacity', '1');
  await expect(page.getByText('EXECUTION OFF', { exact: true })).toBeHidden();
  await expect(page.locator('#differences')).toContainText(/stale/i);
  const stored = await fetch(`${console.url}/api/v1/posture?at=${within}`);
  expect(stored.status).toBe(200);
  expect(stored.headers.get('x-posture-sha256')).toMatch(/^[0-9a-f]{64}$/);
  // Evaluation runs each second; a changed posture is published.
  const published = postureSchema.parse(await stored.json());
  expect(published.id).toBe(id);
  expect(Date.parse(published.at)).toBeLessThanOrEqual(Date.parse(within));

  await page.getByRole('link', { name: 'the same facts, evaluated by this version' }).click();
  await expect(page.locator('#differences')).toContainText('Nothing that is compared differs.');

  await page.getByTestId('past-next').click();
  await expect(page).not.toHaveURL(new RegExp(within));
  await page.getByTestId('past-prev').click();
  await expect(page.getByTestId('failure-row-marketdata-stale')).toHaveAttribute('data-verdict', 'bad');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the past is complete, and as unmistakable', async ({ page, console }) => {
    const { at } = await postureOf(console);
    await page.goto(`${console.url}/at/${at}`);
    await expect(page.getByTestId('frozen')).toHaveCSS('opacity', '1');
    await expect(page.getByTestId('agent-row-strategy-engine')).toBeVisible();
  });
});

test('a moment before the console began says that nobody observed; one that is to come is none', async ({
  page,
  console,
}) => {
  const { at } = await postureOf(console);
  const hourBefore = new Date(Date.parse(at) - 3_600_000).toISOString();
  await page.goto(`${console.url}/at/${hourBefore}`);
  await expect(page.getByTestId('past-unobserved')).toContainText('not running');
  await expect(page.getByTestId('execution-banner')).toHaveCount(0);
  expect((await fetch(`${console.url}/api/v1/posture?at=${hourBefore}`)).status).toBe(404);
  const hourAfter = new Date(Date.parse(at) + 3_600_000).toISOString();
  expect((await fetch(`${console.url}/at/${hourAfter}`)).status).toBe(404);
  expect((await fetch(`${console.url}/at/yesterday`)).status).toBe(404);
});

test('timers of escalation outlive a console that is killed, and the time between is reported', async ({
  mesh,
  console,
}) => {
  await mesh.drill('marketdata-stale');
  const timer = async () =>
    (await postureOf(console)).escalations.find((e) => e.id === 'marketdata-stale-long');
  await expect.poll(async () => (await timer())?.state).toMatch(/pending|firing/);
  const before = await timer();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await console.stop('SIGKILL');
  const killedAt = (await mesh.document()).clockOffsetSeconds * 1000 + Date.now();
  await new Promise((resolve) => setTimeout(resolve, 7_000));
  await console.start();
  await expect.poll(async () => (await timer())?.state, { timeout: 20_000 }).toMatch(/pending|firing/);
  expect((await timer())?.since).toBe(before?.since);
  const missed = await fetch(`${console.url}/api/v1/posture?at=${new Date(killedAt + 5_800).toISOString()}`);
  expect(missed.status).toBe(404);
  expect(await missed.json()).toMatchObject({ detail: expect.stringContaining('not running') });
});
