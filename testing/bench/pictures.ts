/** `npm run bench:pictures`: from the key to the file of the picture for the ticket, of short and of the longest pages. */

import { writeFileSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';
import { ConsoleProcess, keepModules, PracticeMesh } from '../../e2e/processes.ts';
import { browserLaunch } from '../../scripts/browser.mjs';
import { type Figure, figureRows, machineWords, ms, quantile } from './report.ts';

const BOUND_MS = 2_000;
const PICTURES = Number(process.env.PICTURES ?? '10');
const PATHS = ['/', '/agents/marketdata-mcp-server/history?range=15m', '/contracts', '/handover'];
const DEVICES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
/** The charts draw a while of the past, and what draws pictures is read 3 s after the page. */
const SETTLE_MS = 6_000;
const BETWEEN_MS = 1_500;

keepModules();
const mesh = new PracticeMesh();
await mesh.start();
const served = new ConsoleProcess(mesh);
await served.start();
const browser = await chromium.launch(browserLaunch('figures'));
try {
  const figures: Figure[] = [];
  for (const path of PATHS)
    for (const device of ['desktop', 'phone'] as const) figures.push(await measure(browser, path, device));
  const text = told(figures);
  writeFileSync('testing/bench/results/pictures.md', text);
  console.log(text);
} finally {
  await browser.close();
  await served.stop();
  await mesh.remove();
}

async function measure(browser: Browser, path: string, device: keyof typeof DEVICES): Promise<Figure> {
  const context = await browser.newContext({ viewport: DEVICES[device], permissions: ['clipboard-write'] });
  const page = await context.newPage();
  await page.goto(served.url + path);
  await page.getByTestId('link-state').getByText('live').waitFor();
  await page.waitForTimeout(SETTLE_MS);
  const samples: number[] = [];
  for (let i = 0; i < PICTURES; i++) {
    const saved = page.waitForEvent('download');
    const from = performance.now();
    await page.keyboard.press('s');
    await (await saved).path();
    samples.push(performance.now() - from);
    // The clipboard takes the image after the file is there.
    await page.waitForTimeout(BETWEEN_MS);
    await page.keyboard.press('Escape');
  }
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
  }));
  await context.close();
  const worst = Math.max(...samples);
  return {
    what: `\`${path}\`, ${device}, ${width} × ${height}`,
    measured: `${ms(quantile(samples, 0.5))}, at most ${ms(worst)}`,
    bound: `< ${BOUND_MS} ms`,
    holds: worst < BOUND_MS,
  };
}

function told(figures: readonly Figure[]): string {
  return `# The picture for the ticket, measured

\`npm run bench:pictures\`, ${new Date().toISOString().slice(0, 10)}, on ${machineWords()}. From the key to the finished file, ${PICTURES}
pictures of each page at 2×, drawn, sealed and encoded; practice mesh, console and headless Chromium (without a graphics processor)
share that machine.

| page, device, CSS pixels | median, at most | bound | |
| --- | --- | --- | --- |
${figureRows(figures)}
`;
}
