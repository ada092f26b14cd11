/** The banner against what people do to the mesh. */

import { scale, setKillSwitch } from './operator.ts';
import { expect, openPane, test } from './pane.ts';

test('scaling an executor up takes EXECUTION OFF off the page within a second', async ({
  page,
  mesh,
  console,
}) => {
  await openPane(page, console.url);
  await expect(page.getByTestId('execution-banner')).toContainText('EXECUTION OFF');
  await scale(mesh, 'execution-agent', 1);
  await expect(page.getByTestId('execution-banner')).not.toContainText('EXECUTION OFF', { timeout: 1_000 });
  await expect(page.getByTestId('agent-row-execution-agent')).toHaveAttribute('data-verdict', 'bad');
  expect(await (await fetch(console.url)).text()).not.toContain('EXECUTION OFF');
  await scale(mesh, 'execution-agent', 0);
  await expect(page.getByTestId('execution-banner')).toContainText('EXECUTION OFF', { timeout: 20_000 });
});

for (const value of ['maybe', '', 'null'])
  test(`kill switch “${value}” is unknown, and nothing says proven`, async ({ page, mesh, console }) => {
    await openPane(page, console.url);
    await setKillSwitch(mesh, value);
    await expect(page.getByTestId('proof-halt-switches')).toContainText('unknown');
    const banner = page.getByTestId('execution-banner');
    await expect(banner).toHaveAttribute('data-outcome', 'unproven');
    await expect(banner).not.toContainText(/proven by|EXECUTION OFF/i);
  });
