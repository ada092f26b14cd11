import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigurationError } from '#platform/configuration-error.ts';
import { loadCredentials } from './credentials.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'credentials-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

interface Parts {
  server?: string;
  user?: string;
  current?: string;
  name?: string;
}

/** A kubeconfig with one cluster, user and context, all called `name`. */
function kubeconfig({
  server = 'https://10.0.0.1:6443',
  user = 'token: abc',
  current,
  name = 'desk',
}: Parts = {}): string {
  return `apiVersion: v1
kind: Config
current-context: ${current ?? name}
clusters: [{name: ${name}, cluster: {server: "${server}"}}]
contexts: [{name: ${name}, context: {cluster: ${name}, user: ${name}, namespace: trading-floor}}]
users:
- name: ${name}
  user:
    ${user}
`;
}

const problems = (options: Parameters<typeof loadCredentials>[0]): readonly string[] => {
  try {
    loadCredentials(options).close();
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems.map((text) => text.replaceAll(folder, ''));
    throw error;
  }
};

describe('a configuration problem is reported with its place and its fix', () => {
  test.each<[string, string, string | undefined, string]>([
    ['no YAML', 'clusters: [\n  {', undefined, 'line 2: unexpected end'],
    ['other YAML', '- a\n- b\n', undefined, 'no current-context'],
    [
      'no context at all',
      kubeconfig({ current: '""' }),
      undefined,
      'no current-context. Set one, or give --context with one of: desk.',
    ],
    ['an unknown --context', kubeconfig(), 'moon', 'no context "moon". Give --context with one of: desk.'],
    [
      'a cluster that is not there',
      kubeconfig().replace('{cluster: desk', '{cluster: moon'),
      undefined,
      'names a cluster "moon" that is not there',
    ],
    [
      'a user that is not there',
      kubeconfig().replace('user: desk', 'user: moon'),
      undefined,
      'names a user "moon" that is not there',
    ],
    [
      'a server that is no URL',
      kubeconfig({ server: 'not a url' }),
      undefined,
      'cluster "desk": server must be an http or https URL',
    ],
    [
      'a certificate that is not there',
      kubeconfig({ user: 'client-certificate: missing.pem' }),
      undefined,
      'client-certificate: /missing.pem does not exist',
    ],
    [
      'a token file that is not there',
      kubeconfig({ user: 'tokenFile: missing' }),
      undefined,
      'tokenFile: /missing does not exist',
    ],
    [
      'an entry without a name',
      kubeconfig().replace('[{name: desk, cluster', '[{cluster'),
      undefined,
      'name is missing',
    ],
  ])('%s', (_, text, context, expected) => {
    const found = problems({ kubeconfig: write('config', text), context, env: {} });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^\/config: /);
    expect(found[0]).toContain(expected);
  });

  test('a file that is not there, a folder, and nothing at all', () => {
    expect(problems({ kubeconfig: path.join(folder, 'nope'), env: {} })).toEqual([
      '/nope: no such file. Give the path of a kubeconfig file.',
    ]);
    expect(problems({ kubeconfig: folder, env: {} })).toEqual([
      ': it is a folder. Give the path of a kubeconfig file.',
    ]);
    expect(problems({ env: { HOME: folder } })[0]).toContain('no Kubernetes credentials');
  });

  test('no message quotes the file, which holds credentials', () => {
    const file = write('config', `${kubeconfig({ user: 'token: s3cr3t' })}\n  bad: [s3cr3t`);
    expect(problems({ kubeconfig: file, env: {} }).join()).not.toContain('s3cr3t');
  });
});

describe('files are found and merged as kubectl does', () => {
  test('KUBECONFIG holds several: missing ones are skipped, the first to say something wins', () => {
    const first = write('first', kubeconfig({ name: 'desk', server: 'https://first:1' }));
    const second = write(
      'second',
      kubeconfig({ name: 'lab', server: 'https://lab:1' }).replaceAll('current-context', 'x'),
    );
    const third = write('third', kubeconfig({ name: 'desk', server: 'https://third:1' }));
    const env = { KUBECONFIG: [path.join(folder, 'nope'), first, second, third].join(path.delimiter) };
    expect(loadCredentials({ env })).toMatchObject({ contextName: 'desk', server: 'https://first:1' });
    expect(loadCredentials({ env, context: 'lab' })).toMatchObject({
      server: 'https://lab:1',
      namespace: 'trading-floor',
    });
  });

  test('--kubeconfig is taken before KUBECONFIG, and that before ~/.kube/config', () => {
    const given = write('given', kubeconfig({ server: 'https://given:1' }));
    const named = write('named', kubeconfig({ server: 'https://named:1' }));
    expect(loadCredentials({ kubeconfig: given, env: { KUBECONFIG: named } }).server).toBe('https://given:1');
    expect(loadCredentials({ env: { KUBECONFIG: named, HOME: folder } }).server).toBe('https://named:1');
  });

  test('a server is shown without user information and trailing slash', () => {
    const file = write('config', kubeconfig({ server: 'https://me:pw@proxy.example:8443/clusters/a/' }));
    expect(loadCredentials({ kubeconfig: file, env: {} }).server).toBe(
      'https://proxy.example:8443/clusters/a',
    );
  });
});

describe('credentials are refreshed while running', () => {
  const authorization = async (
    credentials: ReturnType<typeof loadCredentials>,
  ): Promise<string | undefined> => (await credentials.connection()).headers.Authorization;

  test('plain http needs no setting for certificates', async () => {
    const file = write('config', kubeconfig({ server: 'http://127.0.0.1:8001' }));
    expect(await authorization(loadCredentials({ kubeconfig: file, env: {} }))).toBe('Bearer abc');
  });

  test('a token file is read by its path beside the kubeconfig, without its newline, and again after a refusal', async () => {
    write('token', 'first\n');
    const credentials = loadCredentials({
      kubeconfig: write('config', kubeconfig({ user: 'tokenFile: token' })),
      env: {},
    });
    expect(await authorization(credentials)).toBe('Bearer first');
    write('token', 'second\n');
    expect(await authorization(credentials)).toBe('Bearer first');
    credentials.refresh();
    expect(await authorization(credentials)).toBe('Bearer second');
  });

  test('a kubeconfig that was rewritten is picked up after a refusal, a broken one is not', async () => {
    const file = write('config', kubeconfig({ user: 'token: first' }));
    const credentials = loadCredentials({ kubeconfig: file, env: {} });
    write('config', kubeconfig({ user: 'token: second' }));
    credentials.refresh();
    expect(await authorization(credentials)).toBe('Bearer second');
    const other = loadCredentials({ kubeconfig: file, env: {} });
    write('config', '{');
    other.refresh();
    expect(await authorization(other)).toBe('Bearer second');
  });

  test('an exec plugin is asked, and its failure is reported in one line', async () => {
    const answer = JSON.stringify({ kind: 'ExecCredential', status: { token: 'from-plugin' } });
    const plugin = write('plugin', `#!/bin/sh\necho '${answer}'\n`);
    chmodSync(plugin, 0o755);
    const exec = (command: string) =>
      kubeconfig({ user: `exec: {apiVersion: client.authentication.k8s.io/v1, command: ${command}}` });
    expect(await authorization(loadCredentials({ kubeconfig: write('config', exec(plugin)), env: {} }))).toBe(
      'Bearer from-plugin',
    );
    const failing = write('failing', '#!/bin/sh\necho "login first" >&2\nexit 1\n');
    chmodSync(failing, 0o755);
    for (const [command, message] of [
      [failing, 'login first'],
      [path.join(folder, 'none'), 'ENOENT'],
    ]) {
      const credentials = loadCredentials({ kubeconfig: write('config', exec(command ?? '')), env: {} });
      await expect(credentials.connection()).rejects.toMatchObject({
        failure: 'credential',
        message: expect.stringContaining(message ?? ''),
      });
    }
  });

  test('a plugin that fails is not started again for each request', async () => {
    const log = path.join(folder, 'starts');
    const plugin = write('plugin', `#!/bin/sh\necho x >> ${log}\nexit 1\n`);
    chmodSync(plugin, 0o755);
    const user = `exec: {apiVersion: client.authentication.k8s.io/v1, command: ${plugin}}`;
    const credentials = loadCredentials({ kubeconfig: write('config', kubeconfig({ user })), env: {} });
    for (let i = 0; i < 5; i++) await credentials.connection().catch(() => {});
    expect(readFileSync(log, 'utf8')).toBe('x\n');
  });

  test('a changed certificate makes new sockets, an unchanged one keeps them', async () => {
    const withCertificate = (data: string) =>
      kubeconfig({ user: `client-certificate-data: ${Buffer.from(data).toString('base64')}` });
    const credentials = loadCredentials({ kubeconfig: write('config', withCertificate('one')), env: {} });
    const first = await credentials.connection();
    credentials.refresh();
    expect((await credentials.connection()).agents.list).toBe(first.agents.list);
    const later = loadCredentials({ kubeconfig: write('config', withCertificate('one')), env: {} });
    const before = await later.connection();
    write('config', withCertificate('two'));
    later.refresh();
    expect((await later.connection()).agents.list).not.toBe(before.agents.list);
  });

  test('each kind of request has a bounded set of sockets of its own', async () => {
    const credentials = loadCredentials({ kubeconfig: write('config', kubeconfig()), env: {} });
    const { agents } = await credentials.connection();
    expect(new Set(Object.values(agents)).size).toBe(4);
    for (const agent of Object.values(agents)) expect(agent.maxSockets).toBeLessThanOrEqual(256);
  });
});
