/** Finds and merges kubeconfig files the way kubectl does, with the official client reading each of them. */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigurationError } from '#platform/configuration-error.ts';
import { KubeConfig } from './lean-client.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const SERVICE_ACCOUNT_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** The sources of credentials; `files` in the order of precedence. */
export type CredentialOrigin = { kind: 'files'; files: string[] } | { kind: 'in-cluster' };

/**
 * `--kubeconfig`, else `KUBECONFIG` (missing files of a list are skipped, as kubectl does), else `~/.kube/config`, else
 * the service account of a pod.
 * @throws ConfigurationError if there is none of them.
 */
export function findOrigin(kubeconfig: string | undefined, env: Environment): CredentialOrigin {
  if (kubeconfig !== undefined) return { kind: 'files', files: [kubeconfig] };
  const listed = (env.KUBECONFIG ?? '').split(path.delimiter).filter((file) => file !== '');
  if (listed.length > 0) {
    const there = listed.filter((file) => existsSync(file));
    return { kind: 'files', files: there.length > 0 ? there : listed.slice(0, 1) };
  }
  const home = env.HOME ? path.join(env.HOME, '.kube', 'config') : null;
  if (home && existsSync(home)) return { kind: 'files', files: [home] };
  if (env.KUBERNETES_SERVICE_HOST && existsSync(SERVICE_ACCOUNT_TOKEN)) return { kind: 'in-cluster' };
  throw new ConfigurationError([
    'no Kubernetes credentials: KUBECONFIG is not set, ~/.kube/config does not exist, and this is not a pod. ' +
      'Give --kubeconfig FILE.',
  ]);
}

/** Reads the credentials again, so that cached tokens of files and plugins are dropped. */
export function readKubeConfig(origin: CredentialOrigin, context: string | undefined): KubeConfig {
  if (origin.kind === 'in-cluster') {
    const config = new KubeConfig();
    config.loadFromCluster();
    return config;
  }
  const merged = origin.files.map(readFile).reduce(merge);
  if (context !== undefined) merged.setCurrentContext(context);
  allowPlainHttp(merged);
  return merged;
}

function readFile(file: string): KubeConfig {
  const config = new KubeConfig();
  try {
    config.loadFromFile(file);
    readTokenFiles(config, file);
  } catch (error) {
    throw new ConfigurationError([`${file}: ${fileProblem(error)}`]);
  }
  return config;
}

/** The text quotes nothing of the file, since it holds credentials. */
function fileProblem(error: unknown): string {
  if (!(error instanceof Error)) return 'it cannot be read.';
  if ('code' in error && error.code === 'ENOENT') return 'no such file. Give the path of a kubeconfig file.';
  if ('code' in error && error.code === 'EACCES') return 'it may not be read. Check its owner and mode.';
  if ('code' in error && error.code === 'EISDIR')
    return 'it is a folder. Give the path of a kubeconfig file.';
  const { data } = yamlProblem.safeParse(error);
  if (data) return `line ${data.mark.line + 1}: ${data.reason}. It must be a kubeconfig in YAML.`;
  if (/is missing$/.test(error.message))
    return `${error.message}. Add it, or write the file anew with kubectl config.`;
  return 'it is not a kubeconfig. It must be YAML with clusters, users, contexts and current-context.';
}

const yamlProblem = z.object({ reason: z.string(), mark: z.object({ line: z.number() }) });

const userTokenFiles = z.object({
  users: z
    .array(z.object({ name: z.string(), user: z.object({ tokenFile: z.string().optional() }).nullish() }))
    .default([]),
});

/**
 * kubectl's field is `tokenFile`, which the client does not read. It is converted to the provider that the client has
 * for it.
 */
function readTokenFiles(config: KubeConfig, file: string): void {
  const document = userTokenFiles.safeParse(parse(readFileSync(file, 'utf8'))).data;
  for (const { name, user } of document?.users ?? []) {
    const entry = config.users.findIndex((known) => known.name === name);
    const known = config.users[entry];
    if (!user?.tokenFile || !known) continue;
    const tokenFile = path.resolve(path.dirname(file), user.tokenFile);
    config.users[entry] = {
      ...known,
      token: undefined,
      authProvider: { name: 'tokenFile', config: { tokenFile } },
    };
  }
}

/** The first file that names something wins, the current context included, as kubectl merges. */
function merge(first: KubeConfig, next: KubeConfig): KubeConfig {
  const add = <T extends { name: string }>(into: T[], from: readonly T[]): T[] => [
    ...into,
    ...from.filter((entry) => !into.some((known) => known.name === entry.name)),
  ];
  first.clusters = add(first.clusters, next.clusters);
  first.users = add(first.users, next.users);
  first.contexts = add(first.contexts, next.contexts);
  if (!first.currentContext) first.setCurrentContext(next.currentContext);
  return first;
}

/** kubectl uses plain http without further settings; the client needs to know that there is no certificate to verify. */
function allowPlainHttp(config: KubeConfig): void {
  config.clusters = config.clusters.map((cluster) =>
    cluster.server?.startsWith('http:') ? { ...cluster, skipTLSVerify: true } : cluster,
  );
}
