import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = process.env.CHROMIUM ?? installed.find((path) => existsSync(path));

/** What is bounded in time, or keeps every core busy. */
const BY_ITSELF = [
  '**/execution.spec.ts',
  '**/incident.spec.ts',
  '**/many-tabs.spec.ts',
  '**/screenshot.spec.ts',
];

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  // Most of it is waiting: two files at a time, each with a mesh and a console of its own.
  workers: 2,
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
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
