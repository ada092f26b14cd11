import type { NextConfig } from 'next';

/** Pages only: the API is answered by the server before Next sees a request. Types are checked by the tests. */
const config: NextConfig = {
  poweredByHeader: false,
  compress: false,
  devIndicators: false,
  reactStrictMode: true,
  experimental: {
    turbopackRemoveUnusedExports: true,
    turbopackRemoveUnusedImports: true,
    turbopackCjsTreeShaking: true,
  },
  typescript: { ignoreBuildErrors: true },
};

export default config;
