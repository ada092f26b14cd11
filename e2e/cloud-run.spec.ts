/** What was searched of Cloud Run is told wherever the verdict is. */

import { expect, openPane, test } from './pane.ts';
import { ConsoleProcess } from './processes.ts';

test('a console without Cloud Run says so on each page, in its title, and in the API', async ({
  page,
  mesh,
}) => {
  const without = new ConsoleProcess(mesh, ['--without-cloud-run']);
  await without.start();
  try {
    await openPane(page, without.url);
    await expect(page.getByTestId('execution-banner')).toHaveAttribute('data-outcome', 'proven-off');
    for (const path of ['/', '/slo']) {
      await page.goto(`${without.url}${path}`);
      const scope = page.getByTestId('execution-scope').first();
      await expect(scope).toContainText('Cloud Run not searched (--without-cloud-run)');
      await expect(scope).toHaveAttribute('data-narrowed', 'true');
      await expect(page).toHaveTitle(/proven off at .*, Cloud Run not searched/);
    }
    const posture = await (await fetch(`${without.url}/api/v1/posture`)).json();
    expect(posture.execution.scope.cloudRun.state).toBe('excluded');
  } finally {
    await without.stop();
  }
});

test('the line is there in calm too, and takes the same room', async ({ page, console }) => {
  await openPane(page, console.url);
  const scope = page.getByTestId('execution-scope').first();
  await expect(scope).toHaveText(/Cloud Run europe-west4, us-central1, us-east1$/);
  await expect(scope).toHaveAttribute('data-narrowed', 'false');
});
