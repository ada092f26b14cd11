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
