/**
 * Stands between the console and the API server of a practice mesh. The console's kubeconfig points to its wire, which
 * leads to the mesh itself, byte for byte, or through a server that meddles with what passes.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import { z } from 'zod';
import type { PracticeMesh } from '../../e2e/processes.ts';
import { type Identity, selfSigned } from '../practice/tls/certificate.ts';
import { Wire } from './wire.ts';

export interface Reply {
  status: number;
  body: string;
  headers?: Readonly<Record<string, string>>;
}

/** Treatment of one line of a watch: its replacement, and a cut of the connection or not. */
export interface Lines {
  send: readonly string[];
  cut?: boolean;
}

/** Treatment of passing traffic; an omitted part passes unchanged. */
export interface Meddling {
  /** In the place of the mesh's answer; null passes the request on. */
  answer?(url: URL, request: IncomingMessage): Reply | null;
  /** Of a watch, without its newline. */
  line?(url: URL, line: string): Lines;
  /** Of a whole answer that is no watch. */
  body?(url: URL, body: Buffer): { bytes: Buffer; cut: boolean };
}

const identitySchema = z.object({ key: z.string(), certificate: z.string(), viewer: z.string() });
const kubeconfigSchema = z.looseObject({
  clusters: z.array(z.looseObject({ cluster: z.looseObject({ server: z.string() }) })),
  users: z.array(z.looseObject({ user: z.looseObject({ token: z.string() }) })),
});

export class ApiRelay {
  readonly #mesh: PracticeMesh;
  readonly #identity: z.infer<typeof identitySchema>;
  readonly #server: Server;
  #wire: Wire | null = null;
  meddling: Meddling = {};
  /** Token accepted here; the mesh gets its own. */
  token: string;

  constructor(mesh: PracticeMesh) {
    this.#mesh = mesh;
    this.#identity = identitySchema.parse(
      JSON.parse(readFileSync(join(mesh.stateDir, 'identity.json'), 'utf8')),
    );
    this.token = this.#identity.viewer;
    const { key, certificate: cert } = this.#identity;
    this.#server = createServer({ key, cert, keepAliveTimeout: 120_000 }, (asked, response) =>
      this.#handle(asked, response),
    );
  }

  get wire(): Wire {
    if (this.#wire === null) throw new Error('the relay is not open');
    return this.#wire;
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#wire = new Wire(this.#meshPort());
    await this.#wire.open();
  }

  /** Leads what comes from now on through the meddling server, or past it; what is open is cut. */
  lead(way: 'through' | 'past'): void {
    const own = z.object({ port: z.number() }).parse(this.#server.address()).port;
    this.wire.farPort = way === 'through' ? own : this.#meshPort();
    this.wire.cut();
  }

  #meshPort(): number {
    return Number(new URL(this.#mesh.document().apiUrl).port);
  }

  async close(): Promise<void> {
    await this.#wire?.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Shows another certificate from now on, or the mesh's own again. */
  show(identity: Identity | null): void {
    const { key, certificate: cert } = identity ?? this.#identity;
    this.#server.setSecureContext({ key, cert });
    this.wire.cut();
  }

  stranger(): Identity {
    return selfSigned(new Date());
  }

  /** Writes the kubeconfig of who asks through this relay; `host` if it is not reached by its address. */
  writeKubeconfig(file: string, { host = '127.0.0.1', token = this.token } = {}): void {
    const config = kubeconfigSchema.parse(JSON.parse(readFileSync(this.#mesh.kubeconfig('viewer'), 'utf8')));
    for (const { cluster } of config.clusters) {
      cluster.server = `https://${host}:${this.wire.port}`;
      if (host !== '127.0.0.1') cluster['tls-server-name'] = 'localhost';
    }
    for (const { user } of config.users) user.token = token;
    writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  }

  #handle(asked: IncomingMessage, response: ServerResponse): void {
    const url = new URL(`http://relay${asked.url ?? '/'}`);
    const reply = this.#refusal(asked) ?? this.meddling.answer?.(url, asked) ?? null;
    if (reply === null) this.#passOn(url, asked, response);
    else {
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
      response.end(reply.body);
    }
  }

  #refusal(asked: IncomingMessage): Reply | null {
    if (asked.headers.authorization === `Bearer ${this.token}`) return null;
    return status(401, 'Unauthorized', 'Unauthorized');
  }

  #passOn(url: URL, asked: IncomingMessage, response: ServerResponse): void {
    const headers = { ...asked.headers, authorization: `Bearer ${this.#identity.viewer}` };
    const sent = request({
      port: this.#meshPort(),
      host: '127.0.0.1',
      path: asked.url,
      method: asked.method,
      headers,
    });
    sent.on('error', () => response.destroy());
    response.on('close', () => sent.destroy());
    sent.on('response', (answer) => {
      answer.on('error', () => response.destroy());
      if (url.searchParams.has('watch')) this.#passLines(url, answer, response);
      else this.#passWhole(url, answer, response);
    });
    asked.pipe(sent);
  }

  #passLines(url: URL, answer: IncomingMessage, response: ServerResponse): void {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    response.flushHeaders();
    let rest = '';
    answer.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#passLine(url, line, response);
    });
    answer.on('end', () => response.end());
    answer.on('aborted', () => response.destroy());
  }

  #passLine(url: URL, line: string, response: ServerResponse): void {
    const { send, cut = false } = this.meddling.line?.(url, line) ?? { send: [`${line}\n`] };
    for (const text of send) if (!response.destroyed) response.write(text);
    if (cut) setImmediate(() => response.destroy());
  }

  /** An agent's answer passes as it comes, since it may never end; what is meddled with is gathered first. */
  #passWhole(url: URL, answer: IncomingMessage, response: ServerResponse): void {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    const { body } = this.meddling;
    if (body === undefined) {
      answer.pipe(response);
      answer.on('aborted', () => response.destroy());
      return;
    }
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => {
      const { bytes, cut } = body(url, Buffer.concat(chunks));
      response.write(bytes, () => (cut ? response.destroy() : response.end()));
    });
  }
}

/** A page instead of an object, as a proxy may answer. */
export function page(code: number, body: string): Reply {
  return { status: code, body, headers: { 'content-type': 'text/html' } };
}

/** A `Status` as the API server words it. */
export function status(code: number, reason: string, message: string, headers = {}): Reply {
  const body = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
  return { status: code, body: JSON.stringify(body), headers };
}
