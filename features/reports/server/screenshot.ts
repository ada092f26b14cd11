/** A picture of a running console by a headless Chromium, if there is one. */

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chromium-headless-shell'];
/** For a browser to start, for a page to come, and for a picture to be drawn, each. */
const LIMIT_MS = 20_000;
/** After the page has come: its charts are drawn once it is at rest. Its stream never ends. */
const SETTLE_MS = 5_000;
const ANSWER_MS = 3_000;
const VIEWPORT = { width: 1440, height: 900 };
/** Chromium draws nothing above 16,384 pixels. */
const MOST_PIXELS_HIGH = 16_000;

export type Screenshot = { picture: Buffer } | { why: string; tried: boolean };

/** @param url of a console; null: none was named. Never rejects. */
export async function takeScreenshot(
  url: string | null,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Screenshot> {
  if (url === null) return { why: 'no console was named with --url', tried: false };
  const browser = findBrowser(env);
  if (browser === null) return { why: `no ${NAMES.join(', ')} on PATH`, tried: false };
  const silent = await notAConsole(url);
  if (silent !== null) return { why: silent, tried: true };
  try {
    return { picture: await pictureOf(url, browser) };
  } catch (error) {
    return { why: firstLine(error), tried: true };
  }
}

function findBrowser(env: Readonly<Record<string, string | undefined>>): string | null {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return places.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A picture of a browser's error page is no picture of the mesh. */
async function notAConsole(url: string): Promise<string | null> {
  try {
    const { status } = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(ANSWER_MS) });
    return status === 200 ? null : `${url} answers ${status} at /healthz`;
  } catch {
    return `no console answers at ${url}`;
  }
}

/** The whole page, down to its end: what is red may stand anywhere on it. */
async function pictureOf(url: string, executablePath: string): Promise<Buffer> {
  // Read only here: no other subcommand drives a browser.
  const { chromium } = await import('playwright-core');
  const browser = await chromium
    .launch({ executablePath, args: flags(), timeout: LIMIT_MS })
    .catch((error: unknown) =>
      Promise.reject(new Error(`${executablePath} does not start: ${firstLine(error)}`)),
    );
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    await page.goto(url, { timeout: LIMIT_MS });
    await page.waitForTimeout(SETTLE_MS);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    const clip = { x: 0, y: 0, width: VIEWPORT.width, height: Math.min(height, MOST_PIXELS_HIGH) };
    return await page.screenshot({ fullPage: true, clip, timeout: LIMIT_MS });
  } finally {
    await browser.close();
  }
}

function flags(): string[] {
  // Chromium's sandbox refuses to start for root; a process of root has no such border anyway.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...asRoot, '--disable-gpu', '--disable-background-networking'];
}

/** The driver's log of the browser follows it. */
function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0] ?? message;
}
