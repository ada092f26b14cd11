/** The escalation panel: every rule all the time, and a countdown that runs. The gate that holds a rule back: `half-day.spec.ts`. */

import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { parse } from 'yaml';
import { z } from 'zod';
import { expect, openPane, test } from './pane.ts';
import { ConsoleProcess, quickPlan } from './processes.ts';

const planSchema = z.object({ escalations: z.array(z.object({ id: z.string() })) });
const RULES = planSchema.parse(parse(readFileSync('plan/agent-mesh.yaml', 'utf8'))).escalations;

/** The seconds of a countdown such as `1:57`. */
async function secondsLeft(rule: Locator): Promise<number> {
  const [minutes, seconds] =
    /(\d+):(\d\d)/.exec((await rule.locator('.card-count').first().textContent()) ?? '')?.slice(1) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

test('every rule of the plan stands there in calm, each with why it is quiet', async ({ page, console }) => {
  await openPane(page, console.url);
  for (const { id } of RULES) {
    const rule = page.getByTestId(`escalation-${id}`);
    await expect(rule).toHaveAttribute('data-state', 'inactive');
    await expect(rule.locator('.escalation-why')).not.toBeEmpty();
  }
  expect(RULES.length).toBeGreaterThanOrEqual(7);
});

test('a rule whose time has not come counts down by the ticks, in the panel as on its card', async ({
  page,
  mesh,
  console,
}) => {
  await openPane(page, console.url);
  await mesh.drill('marketdata-stale');
  const rule = page.getByTestId('escalation-marketdata-stale-long');
  await expect(rule).toHaveAttribute('data-state', 'pending');
  await expect(rule).toContainText(/pages in \d+:\d\d/);
  const left = await secondsLeft(rule);
  expect(left).toBeLessThanOrEqual(120);
  await expect.poll(() => secondsLeft(rule), { timeout: 5_000 }).toBeLessThan(left - 1);
  const card = page.getByTestId('action-rule-marketdata-stale-long');
  expect(Math.abs((await secondsLeft(card)) - (await secondsLeft(rule)))).toBeLessThanOrEqual(1);
});

test('a rule that fires says since when, and pages', async ({ page, mesh, console }) => {
  await openPane(page, console.url);
  await mesh.drill('marketdata-lies');
  const rule = page.getByTestId('escalation-freshness-gate-bypassed');
  await expect(rule).toHaveAttribute('data-state', 'firing');
  await expect(rule).toContainText(/paging since \d\d:\d\d:\d\d ET/);
  await expect(page.getByTestId('action-rule-freshness-gate-bypassed')).toContainText('page now');
});

test('one good look does not end a rule: it says for how long it has been clear, and then is quiet', async ({
  page,
  mesh,
}) => {
  const patient = new ConsoleProcess(mesh, ['--plan', quickPlan(mesh.stateDir, 6)]);
  await patient.start();
  try {
    await openPane(page, patient.url);
    await mesh.drill('marketdata-lies');
    const rule = page.getByTestId('escalation-freshness-gate-bypassed');
    await expect(rule).toHaveAttribute('data-state', 'firing');
    await mesh.drill('calm');
    await expect(page.getByTestId('agent-row-marketdata-mcp-server')).toHaveAttribute('data-verdict', 'good');
    const card = page.getByTestId('action-rule-freshness-gate-bypassed');
    for (const part of [rule, card]) await expect(part).toContainText(/clear for \d of 6 s/);
    await expect(rule).toHaveAttribute('data-state', 'firing');
    await expect(rule).toHaveAttribute('data-state', 'inactive', { timeout: 15_000 });
    await expect(card).toHaveCount(0);
  } finally {
    await patient.stop();
  }
});
