/** A reader's browser tab with the pane in it, and what a person would see there. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

export interface TabSeen {
  /** Opacity of the strip that says frozen, as it is really drawn: 1 is frozen. */
  frozen: number;
  /** The strongest opacity among words in the present tense. */
  presentTense: number;
  link: string;
  outcome: string;
  /** The first age that stands among the proofs, as it is read. */
  proofAge: string;
  clock: string;
}

export class Tab {
  readonly #browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;

  private constructor(browser: Browser, context: BrowserContext, page: Page) {
    this.#browser = browser;
    this.context = context;
    this.page = page;
  }

  /** `before`: a script that runs in the page before its own. */
  static async open(url: string, before?: () => void): Promise<Tab> {
    const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
    const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: FLAGS });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    if (before !== undefined) await context.addInitScript(before);
    const page = await context.newPage();
    await page.goto(url);
    await page.getByTestId('link-state').filter({ hasText: 'live' }).waitFor({ timeout: 30_000 });
    return new Tab(browser, context, page);
  }

  look(): Promise<TabSeen> {
    return this.page.evaluate(() => {
      const opacity = (element: Element) => Number(getComputedStyle(element).opacity);
      const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
      const frozen = document.querySelector('[data-testid="frozen"]');
      return {
        frozen: frozen === null ? 0 : opacity(frozen),
        presentTense: Math.max(0, ...[...document.querySelectorAll('.tense-now')].map(opacity)),
        link: text('[data-testid="link-state"]'),
        outcome:
          document.querySelector('[data-testid="execution-banner"]')?.getAttribute('data-outcome') ?? '',
        proofAge: text('.proof-age'),
        clock: text('header time'),
      };
    });
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}
