/** When the mesh's API is gone or hangs the pane says so, keeps what it last knew, and heals by itself. */

import { expect, openPane, test } from './pane.ts';

test('a killed API server: blind within 5 s, last known values kept, healed without a restart', async ({
  page,
  mesh,
  console,
  posture,
}) => {
  await openPane(page, console.url);
  await mesh.stop('SIGKILL');
  await expect(page.getByTestId('action-console-blind')).toBeVisible({ timeout: 5_000 });
  await expect(page.getByTestId('execution-banner')).toHaveAttribute('data-outcome', 'unproven', {
    timeout: 5_000,
  });
  await expect(page.getByTestId('proof-executors-scaled')).toContainText(/last known .*0 wanted, 0 running/);
  await expect
    .poll(async () => (await posture()).agents.filter((a) => a.verdict === 'good').length, {
      timeout: 15_000,
    })
    .toBe(0);
  expect((await fetch(`${console.url}/readyz`)).status).toBe(503);
  await mesh.start();
  await expect(page.getByTestId('execution-banner')).toHaveAttribute('data-outcome', 'proven-off', {
    timeout: 20_000,
  });
  await expect(page.getByTestId('action-console-blind')).toHaveCount(0);
});

test('the sources page names what cannot be seen, since when and why, and what the credential may do', async ({
  page,
  mesh,
  console,
}) => {
  const pods = page.getByTestId('sight-poll/Pod');
  const probe = page.getByTestId('probe-marketdata-mcp-server-healthz').first();
  await page.goto(`${console.url}/sources`);
  await expect(pods).toHaveAttribute('data-verdict', 'good');
  await expect(probe).toHaveAttribute('data-verdict', 'good');
  await expect(page.getByTestId('permissions')).toHaveAttribute('data-verdict', 'good');
  await mesh.stop('SIGKILL');
  await expect(pods).toHaveAttribute('data-verdict', 'unknown');
  await expect(pods).toContainText(/Blind.*(refused|ECONNREFUSED).* since \d/is);
  await expect(pods.getByRole('link')).toHaveAttribute('href', '/runbooks/console_blind#read-only-checks');
  await expect(probe).not.toHaveAttribute('data-verdict', 'good');
  await mesh.start();
  await expect(pods).toHaveAttribute('data-verdict', 'good', { timeout: 20_000 });
  await expect(probe).toHaveAttribute('data-verdict', 'good', { timeout: 20_000 });
});

test('an API server that hangs with its sockets open: unproven within the proof’s limit', async ({
  page,
  mesh,
  console,
}) => {
  await openPane(page, console.url);
  mesh.freeze();
  await expect(page.getByTestId('execution-banner')).toHaveAttribute('data-outcome', 'unproven', {
    timeout: 11_000,
  });
  mesh.thaw();
  await expect(page.getByTestId('execution-banner')).toHaveAttribute('data-outcome', 'proven-off', {
    timeout: 20_000,
  });
});
