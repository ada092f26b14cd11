/** A tab that outlived an upgrade of the console says so. */

import { readFileSync, writeFileSync } from 'node:fs';
import { expect, openPane, test } from './pane.ts';

const BUILD_ID = '.next/BUILD_ID';

test('after the console came back as another build the tab asks to be reloaded', async ({
  page,
  console,
}) => {
  const id = readFileSync(BUILD_ID, 'utf8');
  await openPane(page, console.url);
  await expect(page.getByText(/older than the console/i)).toHaveCount(0);
  await console.stop();
  writeFileSync(BUILD_ID, `${id.trim()}-next`);
  try {
    await console.start();
    await expect(page.getByText(/older than the console/i).first()).toBeVisible({ timeout: 20_000 });
  } finally {
    writeFileSync(BUILD_ID, id);
    await console.stop();
    await console.start();
  }
});
