import type { NextConfig } from 'next';

/** Bundled before the build (scripts/slim-zod.mjs). */
const SLIM_ZOD = ['.', 'node_modules', '.cache', 'mission-control', 'zod-mini.mjs'].join('/');

/** Pages, and the documents of the API that the listener does not answer itself. Types are checked by the tests. */
const config: NextConfig = {
  poweredByHeader: false,
  compress: false,
  devIndicators: false,
  reactStrictMode: true,
  turbopack: { resolveAlias: { 'zod/mini': SLIM_ZOD } },
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
