import { defineConfig } from 'vitest/config';

/** JSX needs Vite between the test and Node. */
const THROUGH_VITE = ['features/*/ui/**/*.test.tsx'];
/** As Node runs the programs themselves: what evaluates a lot takes a quarter less time than through Vite. */
const PLAIN_NODE = { viteModuleRunner: false, nodeLoader: false };

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // To load each file's modules anew takes as long as to test them: no test may leave a state of its own in a module.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: [
            '{lib,components,features/*/model,features/*/ui,testing/worlds,testing/samples}/**/*.test.ts',
          ],
          experimental: PLAIN_NODE,
        },
      },
      {
        extends: true,
        test: {
          name: 'programs',
          include: ['{platform,collectors,store,features,server,testing,scripts}/**/*.test.ts'],
          exclude: ['features/*/{model,ui}/**', 'testing/{worlds,samples}/**', ...THROUGH_VITE],
          experimental: PLAIN_NODE,
        },
      },
      { extends: true, test: { name: 'through Vite', include: THROUGH_VITE, isolate: true } },
    ],
  },
});
