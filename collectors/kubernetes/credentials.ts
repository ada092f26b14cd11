/** The console's credentials for the cluster, read as kubectl reads them, and refreshed while running. */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { say } from '#lib/messages/say.ts';
import { ConfigurationError } from '#platform/configuration-error.ts';
import { TransportError } from '../http/transport-error.ts';
import { type CredentialOrigin, type Environment, findOrigin, readKubeConfig } from './kubeconfig.ts';
import type { KubeConfig } from './lean-client.ts';

/** Requests of one kind share a bounded set of sockets, so that hanging agents cannot starve the safety reads. */
export const POOLS = ['list', 'safety', 'watch', 'probe'] as const;
export type Pool = (typeof POOLS)[number];
const SOCKETS: Readonly<Record<Pool, number>> = { list: 8, safety: 16, watch: 256, probe: 64 };

export interface Connection {
  headers: Readonly<Record<string, string>>;
  auth: string | undefined;
  agents: Readonly<Record<Pool, http.Agent>>;
}

export interface Credentials {
  readonly contextName: string;
  /** Base URL of the API server, without credentials. */
  readonly server: string;
  /** Default namespace of the context. */
  readonly namespace: string;
  readonly inCluster: boolean;
  /** Headers and sockets for the next request, refreshed every few seconds so that rotated tokens are picked up. */
  connection(): Promise<Connection>;
  /** The API server refused the token: reads everything again, plugins included, at most every two seconds. */
  refresh(): void;
  close(): void;
}

const REUSE_MS = 5_000;
const REFRESH_MS = 2_000;

/** @throws ConfigurationError that says the problem, its place and its fix. */
export function loadCredentials(options: {
  kubeconfig?: string | undefined;
  context?: string | undefined;
  env: Environment;
}): Credentials {
  const origin = findOrigin(options.kubeconfig, options.env);
  const config = readKubeConfig(origin, options.context);
  const problems = problemsOf(config, origin);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return new RotatingCredentials(config, origin, options.context);
}

function problemsOf(config: KubeConfig, origin: CredentialOrigin): string[] {
  const where = origin.kind === 'files' ? origin.files.join(', ') : 'the service account';
  const name = config.getCurrentContext();
  const known = config.getContexts().map((context) => context.name);
  if (!name)
    return [`${where}: no current-context. Set one, or give --context with one of: ${known.join(', ')}.`];
  const context = config.getContextObject(name);
  if (!context)
    return [`${where}: no context "${name}". Give --context with one of: ${known.join(', ') || '(none)'}.`];
  return [...clusterProblems(config, where, context.cluster), ...userProblems(config, where, context.user)];
}

function clusterProblems(config: KubeConfig, where: string, name: string): string[] {
  const cluster = config.getCluster(name);
  if (!cluster)
    return [`${where}: the context names a cluster "${name}" that is not there. Add it under clusters.`];
  if (!URL.canParse(cluster.server ?? '') || !/^https?:$/.test(new URL(cluster.server).protocol))
    return [
      `${where}: cluster "${name}": server must be an http or https URL such as https://10.0.0.1:6443.`,
    ];
  return missing(where, `cluster "${name}"`, { 'certificate-authority': cluster.caFile });
}

function userProblems(config: KubeConfig, where: string, name: string | undefined): string[] {
  if (!name) return [];
  const user = config.getUser(name);
  if (!user) return [`${where}: the context names a user "${name}" that is not there. Add it under users.`];
  const tokenFile: unknown = user.authProvider?.config?.tokenFile;
  return missing(where, `user "${name}"`, {
    'client-certificate': user.certFile,
    'client-key': user.keyFile,
    tokenFile: typeof tokenFile === 'string' ? tokenFile : undefined,
  });
}

function missing(where: string, whose: string, files: Record<string, string | undefined | null>): string[] {
  return Object.entries(files).flatMap(([field, file]) =>
    file && !existsSync(file)
      ? [`${where}: ${whose}: ${field}: ${file} does not exist. Correct the path.`]
      : [],
  );
}

class RotatingCredentials implements Credentials {
  readonly contextName: string;
  readonly server: string;
  readonly namespace: string;
  readonly inCluster: boolean;
  #config: KubeConfig;
  readonly #origin: CredentialOrigin;
  readonly #context: string | undefined;
  #current: { digest: string; agents: Record<Pool, http.Agent> } | null = null;
  #pending: Promise<Connection> | null = null;
  #made: { connection: Connection; at: number } | null = null;
  #failed: { error: TransportError; at: number } | null = null;
  #refreshedAt = Number.NEGATIVE_INFINITY;

  constructor(config: KubeConfig, origin: CredentialOrigin, context: string | undefined) {
    this.#config = config;
    this.#origin = origin;
    this.#context = context;
    this.contextName = config.getCurrentContext();
    this.server = bare(config.getCurrentCluster()?.server ?? '');
    this.namespace = config.getContextObject(this.contextName)?.namespace?.trim() || 'default';
    this.inCluster = origin.kind === 'in-cluster';
  }

  async connection(): Promise<Connection> {
    const made = this.#made;
    if (made && performance.now() - made.at < REUSE_MS) return made.connection;
    // A plugin that fails is not started again for each request.
    if (this.#failed && performance.now() - this.#failed.at < REFRESH_MS) throw this.#failed.error;
    this.#pending ??= this.#make().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  refresh(): void {
    this.#made = null;
    if (performance.now() - this.#refreshedAt < REFRESH_MS) return;
    this.#refreshedAt = performance.now();
    try {
      const fresh = readKubeConfig(this.#origin, this.#context);
      if (problemsOf(fresh, this.#origin).length === 0) this.#config = fresh;
    } catch {
      // The file is being written, or is gone: the last credentials stay, and people see the refusal.
    }
  }

  close(): void {
    for (const agent of Object.values(this.#current?.agents ?? {})) agent.destroy();
    this.#current = null;
    this.#made = null;
  }

  async #make(): Promise<Connection> {
    const options: https.RequestOptions = {};
    try {
      await this.#config.applyToHTTPSOptions(options);
    } catch (error) {
      const reason = new TransportError('credential', say('cause-credential', { error: firstLine(error) }));
      this.#failed = { error: reason, at: performance.now() };
      throw reason;
    }
    const connection = {
      headers: headersOf(options.headers),
      auth: options.auth ?? undefined,
      agents: this.#agents(options),
    };
    this.#made = { connection, at: performance.now() };
    return connection;
  }

  /** New sockets only if the certificates changed; the old ones end with their requests in flight. */
  #agents(options: https.RequestOptions): Record<Pool, http.Agent> {
    const { ca, cert, key, passphrase, servername, rejectUnauthorized } = options;
    const tls = { ca, cert, key, passphrase, servername, rejectUnauthorized };
    const digest = createHash('sha256').update(JSON.stringify(tls)).digest('hex');
    if (this.#current?.digest === digest) return this.#current.agents;
    for (const agent of Object.values(this.#current?.agents ?? {})) retire(agent);
    this.#current = { digest, agents: this.#makeAgents(options, tls) };
    return this.#current.agents;
  }

  #makeAgents(options: https.RequestOptions, tls: https.AgentOptions): Record<Pool, http.Agent> {
    const cluster = this.#config.getCurrentCluster();
    const make = (pool: Pool): http.Agent => {
      // The client knows how to reach a cluster behind a proxy.
      if (cluster?.proxyUrl && options.agent instanceof http.Agent) return options.agent;
      const sockets = { keepAlive: true, maxSockets: SOCKETS[pool], scheduling: 'lifo' as const };
      const given = Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
      return this.server.startsWith('https:')
        ? new https.Agent({ ...sockets, ...given })
        : new http.Agent(sockets);
    };
    return { list: make('list'), safety: make('safety'), watch: make('watch'), probe: make('probe') };
  }
}

/** Ends the idle sockets at once, and the others when their requests in flight end. */
function retire(agent: http.Agent): void {
  agent.maxFreeSockets = 0;
  for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
}

/** Without user information, query and trailing slash: this is shown to people. */
function bare(server: string): string {
  const url = new URL(server);
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}

/** Token files end in a newline, which no header may hold. */
function headersOf(headers: https.RequestOptions['headers']): Record<string, string> {
  const entries = Object.entries(headers ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value.trim()] as const] : [],
  );
  return Object.fromEntries(entries);
}

function firstLine(error: unknown): string | null {
  const text = error instanceof Error ? error.message : '';
  return text.split('\n')[0]?.trim().slice(0, 200) || null;
}
