/** A reader's browser with one tab, the pane in it, and what a person would see there. */

import { readdirSync, readFileSync } from 'node:fs';
import { type Browser, type BrowserServer, type CDPSession, chromium, type Page } from '@playwright/test';
import { browserLaunch } from '../../scripts/browser.mjs';

export interface TabSeen {
  /** Opacity of the strip that says frozen, as it is really drawn: 1 is frozen. */
  frozen: number;
  /** The strongest opacity among words in the present tense. */
  presentTense: number;
  link: string;
  outcome: string;
  /** Shown ages of proofs and sources. */
  ages: readonly string[];
  /** Offset of the page's wall clock from the machine's, in milliseconds. */
  clockSkewMs: number;
}

interface Started {
  server: BrowserServer;
  browser: Browser;
}

/** One for all tabs, which come one after the other: to start one takes longer than a fault does. */
let started: Promise<Started> | null = null;

async function start(): Promise<Started> {
  const server = await chromium.launchServer(browserLaunch());
  return { server, browser: await chromium.connect(server.wsEndpoint()) };
}

/** Ends the browser; the next tab starts another one. */
export async function closeBrowser(): Promise<void> {
  const ending = started;
  started = null;
  await (await ending)?.server.close();
}

export class Tab {
  readonly #server: BrowserServer;
  readonly page: Page;

  private constructor(server: BrowserServer, page: Page) {
    this.#server = server;
    this.page = page;
  }

  /** A new one, as in a browser of its own: with nothing that others have left. `before`: a script that runs in the page before its own. */
  static async open(url: string, before?: () => void): Promise<Tab> {
    started ??= start();
    const { server, browser } = await started;
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    if (before !== undefined) await context.addInitScript(before);
    const page = await context.newPage();
    await page.goto(url);
    await page.getByTestId('link-state').filter({ hasText: 'live' }).waitFor({ timeout: 30_000 });
    return new Tab(server, page);
  }

  look(): Promise<TabSeen> {
    return this.page.evaluate(() => {
      const all = (selector: string) => [...document.querySelectorAll(selector)];
      const opacity = (element: Element) => Number(getComputedStyle(element).opacity);
      const banner = document.querySelector('[data-testid="execution-banner"]');
      return {
        frozen: Math.max(0, ...all('[data-testid="frozen"]').map(opacity)),
        presentTense: Math.max(0, ...all('.tense-now').map(opacity)),
        link: all('[data-testid="link-state"]')[0]?.textContent ?? '',
        outcome: banner?.getAttribute('data-outcome') ?? '',
        ages: all('.proof-age, .source-age').map((age) => age.textContent ?? ''),
        clockSkewMs: Date.now() - (performance.timeOrigin + performance.now()),
      };
    });
  }

  /** The browser's own protocol, towards the tab. */
  devtools(): Promise<CDPSession> {
    return this.page.context().newCDPSession(this.page);
  }

  /** Stops every process of this browser in its tracks, or lets them go on: a laptop that sleeps. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    const root = this.#server.process().pid;
    if (root !== undefined) for (const pid of familyOf(root)) process.kill(pid, signal);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

/** A process and all that came of it. */
function familyOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(Number(name));
    if (parent !== null) parents.set(Number(name), parent);
  }
  const family = [root];
  // Grows while it is walked: children of children follow.
  for (const member of family) for (const [pid, parent] of parents) if (parent === member) family.push(pid);
  return family;
}

function parentOf(pid: number): number | null {
  try {
    // After the name in brackets, which may hold anything: state, then the parent.
    const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
    return Number(after.split(' ')[1]);
  } catch {
    return null;
  }
}
