/** `npm run screenshots`: the pictures of the documentation, from the real console over the practice mesh. */

import { mkdirSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';
import { postureSchema } from '#lib/posture.ts';
import { browserLaunch } from '../scripts/browser.mjs';
import { ConsoleProcess, PracticeMesh } from './processes.ts';

const FOLDER = 'docs/images';
const DEVICES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const THEMES = ['light', 'dark'] as const;
/** Preparation of each state: a drill, or a stopped console. */
const STATES = [
  { name: 'calm', drill: 'calm', settled: '[data-testid="execution-banner"][data-outcome="proven-off"]' },
  {
    name: 'marketdata-stale',
    drill: 'marketdata-stale',
    settled: '[data-testid="failure-row-marketdata-stale"][data-verdict="bad"]',
  },
  {
    name: 'execution-scaled-up',
    drill: 'execution-scaled-up',
    settled: '[data-testid="execution-banner"][data-outcome="gated"]',
  },
  {
    name: 'kill-switch-unreadable',
    drill: 'kill-switch-unreadable',
    settled: '[data-testid="execution-banner"][data-outcome="unproven"]',
  },
] as const;
/** Charts and ages look like a day's work only after some of it. */
const SETTLE_MS = 25_000;

const mesh = new PracticeMesh();
await mesh.start();
const served = new ConsoleProcess(mesh);
await served.start();
const browser = await chromium.launch(browserLaunch('figures'));
mkdirSync(FOLDER, { recursive: true });
/** An instant within the drill, to be opened after it. */
let staleAt = '';
try {
  await new Promise((resolve) => setTimeout(resolve, 90_000));
  for (const state of STATES) {
    await mesh.drill(state.drill);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    await shootAll(browser, state.name, state.settled);
    if (state.name !== 'marketdata-stale') continue;
    staleAt = await publishedNow();
    await shootTicket(browser);
  }
  await mesh.drill('calm');
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  await shootPast(browser);
  await shootFrozen(browser);
} finally {
  await browser.close();
  await served.stop('SIGKILL');
  await mesh.remove();
}

async function publishedNow(): Promise<string> {
  return postureSchema.parse(await (await fetch(`${served.url}/api/v1/posture`)).json()).at;
}

/** The past: the drills of the last minutes. */
async function shootPast(browser: Browser): Promise<void> {
  const looked = [
    { name: 'past', path: `/at/${staleAt}` },
    { name: 'over-time', path: '/agents/marketdata-mcp-server/history?range=15m' },
    { name: 'handover', path: '/handover' },
  ];
  for (const { name, path } of looked)
    for (const { page, file } of await pages(browser, name, path)) {
      await page.waitForTimeout(4_000);
      await page.screenshot({ path: file });
      await page.context().close();
    }
}

/** The ticket panel after a picture was taken. */
async function shootTicket(browser: Browser): Promise<void> {
  for (const { page, file } of await pages(browser, 'ticket')) {
    await page.getByTestId('link-state').getByText('live').waitFor();
    await page.waitForTimeout(3_000);
    await page.getByRole('button', { name: 'Picture for the ticket' }).click();
    await page.getByText('On the clipboard as an image').waitFor();
    await page.screenshot({ path: file });
    await page.context().close();
  }
}

async function shootAll(browser: Browser, name: string, settled: string): Promise<void> {
  for (const { page, file } of await pages(browser, name)) {
    await page.waitForSelector(settled);
    await page.waitForTimeout(3_000);
    await page.screenshot({ path: file });
    await page.context().close();
  }
}

/** All pages live first; then the console stops in its tracks, as a dead server looks. */
async function shootFrozen(browser: Browser): Promise<void> {
  const opened = await pages(browser, 'frozen');
  for (const { page } of opened) await page.getByTestId('link-state').getByText('live').waitFor();
  await opened[0]?.page.waitForTimeout(3_000);
  served.freeze();
  await opened[0]?.page.waitForTimeout(17_000);
  for (const { page, file } of opened) await page.screenshot({ path: file });
}

async function pages(browser: Browser, name: string, path = '/') {
  const opened = [];
  for (const [device, viewport] of Object.entries(DEVICES))
    for (const colorScheme of THEMES) {
      const context = await browser.newContext({
        viewport,
        colorScheme,
        deviceScaleFactor: device === 'phone' ? 2 : 1,
      });
      const page = await context.newPage();
      await page.goto(served.url + path);
      opened.push({ page, file: `${FOLDER}/${name}-${device}-${colorScheme}.png` });
    }
  return opened;
}
