import { defineConfig, devices } from '@playwright/test';
import { browserLaunch } from './scripts/browser.mjs';

/** What is bounded in time, or keeps every core busy. */
const BY_ITSELF = ['**/execution.spec.ts', '**/many-tabs.spec.ts', '**/screenshot.spec.ts'];

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  // Most of it is waiting: four files at a time, each with a mesh and a console of its own.
  workers: 4,
  projects: [
    { name: 'screens', testIgnore: BY_ITSELF },
    { name: 'by itself', testMatch: BY_ITSELF, workers: 1, dependencies: ['screens'] },
  ],
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: browserLaunch(),
  },
});
