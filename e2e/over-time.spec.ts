/** An agent over time: what the journal remembers, drawn with its gaps, with a table beside each picture, and its SLO. */

import { sloSchema } from '#features/slo/document.ts';
import { historySchema } from '#lib/series/history.ts';
import { expect, test } from './pane.ts';

const AGENT = 'marketdata-mcp-server';

test('a drill is in the charts of every reach, and the time before the console is hatched, not drawn', async ({
  page,
  mesh,
  console,
}) => {
  await mesh.drill('marketdata-stale');
  const worst = async (range: string) => {
    const query = new URLSearchParams({ agent: AGENT, series: 'heartbeat_age_seconds', range });
    const history = historySchema.parse(await (await fetch(`${console.url}/api/v1/history?${query}`)).json());
    return { worst: Math.max(0, ...history.points.map(([, age]) => age)), history };
  };
  await expect.poll(async () => (await worst('15m')).worst, { timeout: 20_000 }).toBeGreaterThan(30);
  await mesh.drill('calm');
  const peak = (await worst('15m')).worst;
  for (const range of ['1h', 'session', '5-sessions', '30d']) {
    const told = await worst(range);
    expect(told.worst).toBeGreaterThanOrEqual(peak);
    expect(told.history.unobserved[0]).toMatchObject({ from: told.history.from, why: 'not-running' });
  }
  await page.goto(`${console.url}/agents/${AGENT}/history?range=30d`);
  await expect(
    page.getByTestId('series-heartbeat_age_seconds').locator('svg.recharts-surface'),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: '30 days' })).toHaveAttribute('aria-current', 'page');
});

test('the cursor is one for all charts, and moves by the arrow keys', async ({ page, console }) => {
  await page.goto(`${console.url}/agents/${AGENT}/history?range=15m`);
  const cursors = page.locator('.recharts-tooltip-wrapper');
  // Each has its cursor once the page is at rest; one that comes later begins without, and the others with it.
  await expect(cursors).toHaveCount(5);
  await page.getByTestId('series-up').locator('svg.recharts-surface').focus();
  await page.keyboard.press('ArrowRight');
  await expect(cursors.filter({ hasText: 'ET' })).toHaveCount(5);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('charts stand, and each is there as a table', async ({ page, console }) => {
    await page.goto(`${console.url}/agents/${AGENT}/history`);
    const card = page.getByTestId('series-heartbeat_age_seconds');
    await expect(card.locator('svg polyline').first()).toBeVisible();
    await card.getByText('as a table').click();
    await expect(card.getByRole('columnheader', { name: 'greatest' })).toBeVisible();
    await expect(card.getByRole('row')).not.toHaveCount(1);
  });
});

test('a reach or an agent that does not exist is not found', async ({ console }) => {
  expect((await fetch(`${console.url}/agents/${AGENT}/history?range=2y`)).status).toBe(404);
  expect((await fetch(`${console.url}/agents/nobody/history`)).status).toBe(404);
});

test('an SLO of which most was not observed is open, never met', async ({ page, console }) => {
  const slo = sloSchema.parse(await (await fetch(`${console.url}/api/v1/slo`)).json());
  const row = slo.agents.find((a) => a.name === AGENT);
  expect(row).toMatchObject({ verdict: 'open', objectivePercent: 99.9 });
  expect(row?.measured?.minutes.unobserved).toBeGreaterThan(1_000);
  await page.goto(`${console.url}/slo`);
  await expect(page.getByTestId(`slo-${AGENT}`)).toHaveAttribute('data-verdict', 'open');
});
