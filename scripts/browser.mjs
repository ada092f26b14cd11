// The browser that the tests and the measurements drive: Debian's, for Playwright's own is not a package.
import { existsSync } from 'node:fs';
import { apt } from './apt.mjs';

/** Chromium without the program around it: the same engine, and a page costs half of the processor's time. */
const SHELL = '/usr/bin/chromium-headless-shell';
const WHOLE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Their common flags: no request leaves this machine. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The browser for Playwright: the one that CHROMIUM names, or the first on this machine.
 * @param {'tests' | 'figures'} [use] a figure is of the browser that people have, if there is one
 */
export function browserLaunch(use = 'tests') {
  const executablePath = browserPath(use);
  return { ...(executablePath === undefined ? {} : { executablePath }), args: [...BROWSER_FLAGS] };
}

/**
 * @param {'tests' | 'figures'} [use]
 * @returns {string | undefined}
 */
export function browserPath(use = 'tests') {
  const named = process.env.CHROMIUM;
  if (named && existsSync(named)) return named;
  const places = use === 'tests' ? [SHELL, ...WHOLE] : [...WHOLE, SHELL];
  return places.find((path) => existsSync(path));
}

/** Installs Debian's if there is none, and says which one it is. */
export function ensureBrowser() {
  if (browserPath() === undefined) {
    apt('update', '-qq');
    installOne(['chromium-headless-shell', 'chromium']);
  }
  const path = browserPath();
  if (path === undefined) throw new Error('No browser: install chromium, or name one in CHROMIUM');
  return path;
}

/** The first of these that the machine's package lists have: older ones know no shell. */
function installOne(packages) {
  for (const name of packages) {
    try {
      apt('install', '-y', '-qq', '--no-install-recommends', name, 'fonts-liberation');
      return;
    } catch {
      // apt has said why on standard error; the next one may be there.
    }
  }
}
