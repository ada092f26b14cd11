/** Today's line of the ops cadence on a full day. On a half-day: `half-day.spec.ts`. */

import { expect, test } from './pane.ts';

test('the day stands from T-60 to T+30, with now on the line and every item one click or key from its steps', async ({
  page,
  console,
}) => {
  await page.goto(`${console.url}/cadence`);
  const items = page.locator('[data-testid^="cadence-"][data-state]');
  await expect(items.first()).toContainText('08:30 ET');
  await expect(items.last()).toContainText('16:30 ET');
  const states = await items.evaluateAll((all) => all.map((item) => item.getAttribute('data-state')));
  expect(states).toContain('upcoming');
  expect(states.some((state) => state !== 'upcoming')).toBe(true);
  await expect(page.getByTestId('cadence-now')).toContainText(/10:\d\d ET|\d\d:\d\d ET/);
  const report = page.getByTestId('cadence-pre-market-report@08:30');
  await report.locator('summary').click();
  await expect(report).toContainText('ops_pre_market.sh');
  await expect(report.getByRole('button', { name: /copy/i })).toBeVisible();
  const archive = page.getByTestId('cadence-post-market-archive@16:30');
  await archive.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(archive).toContainText('audit_artifacts');
});

test('what only people can know is never claimed done', async ({ console, posture }) => {
  const { cadence } = await posture();
  expect((await fetch(`${console.url}/cadence`)).status).toBe(200);
  const archive = cadence.items.filter((item) => item.id.startsWith('post-market-archive'));
  expect(archive.map((item) => item.state)).toEqual(['upcoming']);
  const done = cadence.items.filter((item) => item.state === 'done' || item.state === 'done-late');
  for (const item of done) expect(item.evidence).not.toBe('');
});
