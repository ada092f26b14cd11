/** Each drill shows on the pane what its header says that it shows: generated from the registry. */
import { DRILLS } from '../practice/drills/registry.ts';
import { expect, openPane, test } from './pane.ts';

test.use({ fromCalm: false });

for (const drill of DRILLS) {
  test(`${drill.name}: ${drill.headline}`, async ({ page, mesh, console }) => {
    await openPane(page, console.url);
    await mesh.drill(drill.name);
    await expect(page.getByTestId('execution-banner')).toHaveAttribute('data-outcome', drill.shows.execution);
    for (const [name, verdict] of Object.entries(drill.shows.agents))
      await expect(page.getByTestId(`agent-row-${name}`)).toHaveAttribute('data-verdict', verdict);
    for (const [id, verdict] of Object.entries(drill.shows.failures))
      await expect(page.getByTestId(`failure-row-${id}`)).toHaveAttribute('data-verdict', verdict);
    await expect(page.getByText('EXECUTION OFF').first()).toBeAttached({
      attached: drill.shows.execution === 'proven-off',
    });
  });
}

test('every drill says what it shows', () => {
  for (const { name, shows } of DRILLS)
    expect(
      name === 'calm' ||
        Object.keys({ ...shows.agents, ...shows.failures }).length > 0 ||
        shows.execution !== 'proven-off',
    ).toBe(true);
});

test('stale market data turns the row, the matrix and what to do now within 3 s, each with its runbook', async ({
  page,
  mesh,
  console,
}) => {
  await openPane(page, console.url);
  await mesh.drill('marketdata-stale');
  const within = { timeout: 3_000 };
  const row = page.getByTestId('agent-row-marketdata-mcp-server');
  const failure = page.getByTestId('failure-row-marketdata-stale');
  const action = page.locator('[data-testid^="action-"]').first();
  for (const part of [row, failure]) await expect(part).toHaveAttribute('data-verdict', 'bad', within);
  await expect(action).toContainText(/stale/i, within);
  for (const part of [row, failure, action])
    await expect(part.locator('a[href="/runbooks/marketdata_stale"]').first()).toBeVisible();
  await action.locator('a[href="/runbooks/marketdata_stale"]').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/runbooks\/marketdata_stale$/);
});
