/** The API server as the suite's own credentials reach it: it writes, which the console under test cannot. */

import http from 'node:http';
import https from 'node:https';
import { z } from 'zod';
import { findOrigin, readKubeConfig } from '#collectors/kubernetes/kubeconfig.ts';

const TIMEOUT_MS = 15_000;
const statusSchema = z.object({ message: z.string() });
const groupSchema = z.object({ resources: z.array(z.object({ name: z.string() })) });

/** The API server refused, in its words. */
export class ApiRefusal extends Error {
  readonly status: number;

  constructor(method: string, path: string, status: number, message: string) {
    super(`${method} ${path}: ${status} ${message}`);
    this.status = status;
  }
}

/** JSON over HTTP by a kubeconfig, plugins and client certificates included: the requests that kubectl would send. */
export class ClusterApi {
  readonly context: string;
  readonly server: string;
  readonly #config: ReturnType<typeof readKubeConfig>;

  /** As kubectl finds its credentials: `KUBECONFIG`, else the file in the home folder. */
  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#config = readKubeConfig(findOrigin(undefined, env), undefined);
    this.context = this.#config.getCurrentContext();
    this.server = this.#config.getCurrentCluster()?.server.replace(/\/+$/, '') ?? '';
  }

  get(path: string): Promise<unknown> {
    return this.send('GET', path);
  }

  /** The first of these API roots that serves a resource: versions differ. */
  async rootOf(resource: string, roots: readonly string[]): Promise<string> {
    for (const root of roots) {
      const served = groupSchema.safeParse(await absentOn404(this.get(root))).data?.resources ?? [];
      if (served.some(({ name }) => name === resource)) return root;
    }
    throw new Error(`the API server serves no ${resource} at ${roots.join(', ')}`);
  }

  /** @throws ApiRefusal */
  async send(method: string, path: string, body?: unknown, type = 'application/json'): Promise<unknown> {
    const options: https.RequestOptions = { method, timeout: TIMEOUT_MS };
    await this.#config.applyToHTTPSOptions(options);
    const sent = body === undefined ? '' : JSON.stringify(body);
    const headers = { ...options.headers, accept: 'application/json', 'content-type': type };
    const { status, text } = await exchange(new URL(`${this.server}${path}`), { ...options, headers }, sent);
    const answer: unknown = text === '' ? null : JSON.parse(text);
    if (status < 300) return answer;
    throw new ApiRefusal(method, path, status, statusSchema.safeParse(answer).data?.message ?? text);
  }
}

/** Null if the object is not there. */
export async function absentOn404<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiRefusal && error.status === 404) return null;
    throw error;
  }
}

function exchange(
  url: URL,
  options: https.RequestOptions,
  body: string,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const begin = url.protocol === 'https:' ? https.request : http.request;
    const sent = begin(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)));
    sent.on('error', reject);
    sent.end(body);
  });
}
