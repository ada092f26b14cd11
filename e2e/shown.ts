/** The `shows` of a drill, checked on the pane and its pages. */

import { expect, type Page } from '@playwright/test';
import type { Drill, Shows } from '#testing/practice/drills/drill.ts';

/** Time for the slowest drill: a counter must be seen to rise past the grace of a cycle. */
export const SHOWN_MS = 30_000;

/** Expects all of a drill's header on an open pane, and its cells of the contract table on their page. */
export async function expectShown(page: Page, url: string, { shows }: Drill): Promise<void> {
  await expectAttributes(page, shows);
  await expectWords(page, shows);
  if (shows.contracts !== undefined) await expectContracts(page, url, shows.contracts);
}

async function expectAttributes(page: Page, shows: Shows): Promise<void> {
  const timeout = SHOWN_MS;
  const outcome = page.getByTestId('execution-banner');
  await expect(outcome).toHaveAttribute('data-outcome', shows.execution, { timeout });
  for (const [prefix, part, attribute] of [
    ['proof', shows.proofs, 'data-verdict'],
    ['agent-row', shows.agents, 'data-verdict'],
    ['failure-row', shows.failures, 'data-verdict'],
    ['escalation', shows.escalations, 'data-state'],
  ] as const)
    for (const [id, value] of Object.entries(part ?? {}))
      await expect(page.getByTestId(`${prefix}-${id}`)).toHaveAttribute(attribute, value, { timeout });
}

async function expectWords(page: Page, shows: Shows): Promise<void> {
  await expect(page.getByText('EXECUTION OFF').first()).toBeAttached({
    attached: shows.execution === 'proven-off',
  });
  if (shows.market !== undefined) await expect(page.locator('header')).toContainText(shows.market);
  const cards = page.locator('[data-testid^="action-"]');
  for (const text of shows.actions ?? []) await expect(cards.filter({ hasText: text }).first()).toBeVisible();
  if (shows.undeclared === undefined) return;
  await expect(page.locator('[data-testid^="undeclared-"]')).toHaveCount(shows.undeclared.length);
  for (const name of shows.undeclared) await expect(page.getByTestId(`undeclared-${name}`)).toBeVisible();
}

async function expectContracts(page: Page, url: string, contracts: NonNullable<Shows['contracts']>) {
  const table = await page.context().newPage();
  await table.goto(`${url}/contracts`);
  for (const [agent, cells] of Object.entries(contracts))
    for (const [rule, state] of Object.entries(cells))
      await expect(table.getByTestId(`contract-${agent}-${rule}`)).toHaveAttribute('data-state', state);
  await table.close();
}
