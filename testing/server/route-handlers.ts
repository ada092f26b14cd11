/** Next's route handlers under `app`, found and called as Next does it: by their folders, with a `Request`. */

import { readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

const FILE = /\/?route\.ts$/;

const moduleSchema = z.looseObject({
  GET: z.custom<(request: Request) => Promise<Response>>((value) => typeof value === 'function'),
});

/** Each handler's path as the API writes it, such as `/api/v1/runbooks/{slug}`, and its file. */
export const ROUTE_FILES: readonly { path: string; file: string }[] = readdirSync('app', {
  recursive: true,
  encoding: 'utf8',
})
  .filter((file) => FILE.test(file))
  .map((file) => ({
    path: `/${file.replace(FILE, '').replace(/\[(\w+)\]/g, '{$1}')}`,
    file: resolve('app', file),
  }))
  // As in Next, a fixed path is tried before a variable one.
  .sort((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')));

export async function routeModule(file: string) {
  return moduleSchema.parse(await import(pathToFileURL(file).href));
}

/** Answers by the handler of the path; false if there is none. */
export async function answerByHandler(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const url = `http://console${request.url}`;
  const { pathname } = new URL(url);
  const found = ROUTE_FILES.find(({ path }) => patternOf(path).test(pathname));
  if (found === undefined) return false;
  const { GET } = await routeModule(found.file);
  const answer = await GET(new Request(url, { method: request.method ?? 'GET' }));
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
  return true;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/, '[^/]+')}$`);
}
