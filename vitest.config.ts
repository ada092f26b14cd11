import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['{lib,components}/**/*.test.{ts,tsx}'],
          // Nothing there keeps a state of its own, and to load it anew for each file takes as long as to test it.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'programs', include: ['{server,practice,scripts,bench,testing}/**/*.test.{ts,tsx}'] },
      },
    ],
  },
});
