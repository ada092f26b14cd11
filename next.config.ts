import type { NextConfig } from 'next';

/** Pages, and the documents of the API that the listener does not answer itself. Types are checked by the tests. */
const config: NextConfig = {
  poweredByHeader: false,
  compress: false,
  devIndicators: false,
  reactStrictMode: true,
  // Bundled before the build (scripts/slim-zod.mjs).
  turbopack: { resolveAlias: { 'zod/mini': './node_modules/.cache/mission-control/zod-mini.mjs' } },
  experimental: {
    // A page's code is loaded when it is first asked for: most consoles only ever show the pane.
    preloadEntriesOnStart: false,
    turbopackRemoveUnusedExports: true,
    turbopackRemoveUnusedImports: true,
    turbopackCjsTreeShaking: true,
  },
  typescript: { ignoreBuildErrors: true },
};

export default config;
