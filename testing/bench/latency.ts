/** From a change in the mesh to the pixel: both clocks are the machine's own. */

import { chromium, type Page } from '@playwright/test';
import { patch } from '../../e2e/operator.ts';
import type { ConsoleProcess, PracticeMesh } from '../../e2e/processes.ts';
import { browserLaunch } from '../../scripts/browser.mjs';
import { setFault } from '../faults/control.ts';
import { type Figure, ms, quantile } from './report.ts';

const CHANGES = 100;
const FLIPS = 50;
/** Of the probe of a P0 agent. */
const INTERVAL_MS = 1_000;

export async function measureLatency(mesh: PracticeMesh, console: ConsoleProcess): Promise<Figure[]> {
  const browser = await chromium.launch(browserLaunch('figures'));
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(console.url);
  await page.getByTestId('link-state').getByText('live').waitFor();
  await page.waitForTimeout(3_000);
  const api = await measureChanges(mesh, page);
  const health = await measureFlips(mesh, page);
  await browser.close();
  return [
    figure(`API change → pixel, ${CHANGES} changes, p50`, quantile(api, 0.5), 100),
    figure(`API change → pixel, ${CHANGES} changes, p99`, quantile(api, 0.99), 300),
    figure(
      `health flip → pixel, ${FLIPS} flips spread over 1 s, median`,
      quantile(health, 0.5),
      INTERVAL_MS / 2 + 60,
    ),
    figure(
      `health flip → pixel, ${FLIPS} flips spread over 1 s, max`,
      Math.max(...health),
      INTERVAL_MS + 150,
    ),
  ];
}

function figure(what: string, value: number, bound: number): Figure {
  return { what, measured: ms(value), bound: `≤ ${bound} ms`, holds: value <= bound };
}

const SECOND_SWITCH = '/api/v1/namespaces/trading-floor/configmaps/agenttrader-safety';

/**
 * The second halt switch is patched to and fro; from the API server's answer to the banner's change in the DOM. No
 * agent reads that one, so that nothing but the change itself is waited for.
 */
async function measureChanges(mesh: PracticeMesh, page: Page): Promise<number[]> {
  const samples: number[] = [];
  for (let i = 0; i < CHANGES; i++) {
    const toUnknown = i % 2 === 0;
    const seen = await watchAttribute(
      page,
      'execution-banner',
      'data-outcome',
      toUnknown ? 'unproven' : 'proven-off',
    );
    await patch(mesh, SECOND_SWITCH, { data: { KILL_SWITCH: toUnknown ? 'maybe' : 'true' } });
    const answered = Date.now();
    samples.push(Math.max(0, (await seen()) - answered));
    await page.waitForTimeout(40 + ((i * 37) % 100));
  }
  return samples;
}

/** Market data turns stale and back; from the practice mesh's answer to the row's change in the DOM. */
async function measureFlips(mesh: PracticeMesh, page: Page): Promise<number[]> {
  const samples: number[] = [];
  for (let i = 0; i < FLIPS; i++) {
    const stale = i % 2 === 0;
    const seen = await watchAttribute(
      page,
      'agent-row-marketdata-mcp-server',
      'data-verdict',
      stale ? 'bad' : 'good',
    );
    await setFault(mesh, 'marketdata-mcp-server', stale ? 'stale' : 'normal');
    const flipped = Date.now();
    samples.push(Math.max(0, (await seen()) - flipped));
    // Spread over the interval: the golden ratio never falls into step with it.
    await page.waitForTimeout(INTERVAL_MS + ((i * 618) % INTERVAL_MS));
  }
  return samples;
}

/**
 * Resolves once the page is watching; its answer waits for the wall time at which the attribute took the value, once
 * that was painted. A change made before the page watches would only be seen with the next one, a tick later.
 */
async function watchAttribute(
  page: Page,
  testId: string,
  attribute: string,
  value: string,
): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle(
    ({ testId, attribute, value }) => {
      const holds = () =>
        document.querySelector(`[data-testid="${testId}"]`)?.getAttribute(attribute) === value;
      const painted = new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if (!holds()) return;
          observer.disconnect();
          requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
        });
        observer.observe(document.body, { attributes: true, childList: true, subtree: true });
      });
      return { painted };
    },
    { testId, attribute, value },
  );
  return () => watch.evaluate(({ painted }) => painted);
}
