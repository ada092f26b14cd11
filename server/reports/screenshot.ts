/** A picture of a running console by a headless Chromium, where there is one. */
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chromium-headless-shell'];
/** Of everything from the browser's start to its end. */
const LIMIT_MS = 30_000;
/** When the picture is taken at the latest: the page is whole before any script runs, and its stream never ends. */
const SETTLE_MS = 5_000;
const ANSWER_MS = 3_000;

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
  const folder = mkdtempSync(join(tmpdir(), 'screenshot-'));
  try {
    const file = join(folder, 'pane.png');
    await runBrowser(browser, argumentsFor(url, file, folder));
    return { picture: readFileSync(file) };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error), tried: true };
  } finally {
    rmSync(folder, { recursive: true, force: true });
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

function argumentsFor(url: string, file: string, profile: string): string[] {
  // Chromium's sandbox refuses to start for root; whoever runs as root has given up that border already.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [
    ...asRoot,
    ...[
      '--headless',
      '--disable-gpu',
      '--no-first-run',
      '--hide-scrollbars',
      '--disable-background-networking',
    ],
    `--user-data-dir=${profile}`,
    '--window-size=1440,2400',
    `--timeout=${SETTLE_MS}`,
    `--screenshot=${file}`,
    url,
  ];
}

function runBrowser(browser: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(browser, [...args], { stdio: 'ignore', timeout: LIMIT_MS, killSignal: 'SIGKILL' });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            signal === null
              ? `the browser ended with ${code}`
              : `the browser took longer than ${LIMIT_MS / 1000} s`,
          ),
        );
    });
  });
}
