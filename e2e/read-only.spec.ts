/** There is no way to change anything: every route of the build refuses every method but GET and HEAD. */

import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { z } from 'zod';
import { DOCUMENTS } from '../server/http/documents.ts';
import { expect, test } from './pane.ts';

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE', 'QUERY'];
/** A real value for each variable part; a route with another one must be added here. */
const SAMPLE: Record<string, string> = {
  name: 'marketdata-mcp-server',
  slug: 'marketdata_stale',
  time: '2026-11-20T15:32:07Z',
  run: 'latest',
};

const pagesSchema = z.record(z.string(), z.string());
const routesSchema = z.object({
  staticRoutes: z.array(z.object({ page: z.string() })),
  dynamicRoutes: z.array(z.object({ page: z.string() })),
});

/** Every path that Next knows of, by the manifests of the build itself. */
function builtPaths(): string[] {
  const pages = Object.values(
    pagesSchema.parse(JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8'))),
  );
  const { staticRoutes, dynamicRoutes } = routesSchema.parse(
    JSON.parse(readFileSync('.next/routes-manifest.json', 'utf8')),
  );
  return [...new Set([...pages, ...staticRoutes.map((r) => r.page), ...dynamicRoutes.map((r) => r.page)])];
}

function concrete(path: string): string {
  return path.replace(/[[{](\w+)[\]}]/g, (_whole, key: string) => {
    const value = SAMPLE[key];
    if (value === undefined) throw new Error(`the route ${path} is not covered: give a value for ${key}`);
    return value;
  });
}

function ask(
  url: string,
  method: string,
): Promise<{ status: number | undefined; allow: string | undefined }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode, allow: response.headers.allow }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('every method on every route of the build', async ({ console }) => {
  const paths = [
    ...DOCUMENTS.map(({ definition }) => definition.path),
    ...builtPaths(),
    '/_next/static/chunks/x.js',
    '/_next/image',
    '/nowhere',
  ].map(concrete);
  expect(paths.length).toBeGreaterThanOrEqual(DOCUMENTS.length + 4);
  for (const path of paths)
    for (const method of METHODS)
      expect({ path, method, ...(await ask(console.url + path, method)) }).toEqual({
        path,
        method,
        status: 405,
        allow: 'GET, HEAD',
      });
});

test('no page holds a form that sends, and no answer sets a cookie', async ({ page, console }) => {
  for (const path of ['/', '/contracts', '/agents/marketdata-mcp-server', '/runbooks/marketdata_stale']) {
    const response = await page.goto(console.url + path);
    expect(response?.headers()['set-cookie']).toBeUndefined();
    await expect(page.locator('form')).toHaveCount(0);
  }
});
