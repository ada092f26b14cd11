/** The package of `npm pack` after installation: in node_modules, on a machine without the repository. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const PACKED_LIMIT_BYTES = 1_500_000;

const { version, dependencies, optionalDependencies } = z
  .object({
    version: z.string(),
    dependencies: z.record(z.string(), z.string()),
    optionalDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const Packed = z.object({
  filename: z.string(),
  size: z.number(),
  files: z.array(z.object({ path: z.string() })),
});

/** Where nothing listens. */
const NOBODY = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': 'nobody',
  clusters: [{ name: 'nobody', cluster: { server: 'http://127.0.0.1:1' } }],
  users: [{ name: 'nobody', user: { token: 'none' } }],
  contexts: [{ name: 'nobody', context: { cluster: 'nobody', user: 'nobody' } }],
});

let folder: string;
let packed: z.infer<typeof Packed>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  const { stdout } = run('npm', ['pack', '--json', '--silent', '--pack-destination', folder], '.');
  const [made] = Object.values(z.record(z.string(), Packed).or(z.array(Packed)).parse(JSON.parse(stdout)));
  if (made === undefined) throw new Error('nothing was packed');
  packed = made;
  const own = join(folder, 'node_modules', 'mission-control');
  mkdirSync(own, { recursive: true });
  run('tar', ['-xzf', join(folder, made.filename), '--strip-components=1', '-C', own], '.');
  // Dependencies that npm would install, without the pinned Node.
  for (const name of Object.keys(dependencies)) link(resolve('node_modules', name), `node_modules/${name}`);
  link('../mission-control/scripts/mission-control.mjs', 'node_modules/.bin/mission-control');
});
afterAll(() => rmSync(folder, { recursive: true }));

function link(target: string, path: string) {
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  symlinkSync(target, join(folder, path));
}

function run(command: string, args: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const missionControl = (...args: string[]) =>
  run(process.execPath, ['node_modules/.bin/mission-control', ...args], folder);

test('is small, and holds neither tests nor pictures nor sources', () => {
  expect(packed.size).toBeLessThan(PACKED_LIMIT_BYTES);
  const paths = packed.files.map(({ path }) => path);
  expect(paths).toContain('dist/main.js');
  expect(paths).toContain('plan/agent-mesh.yaml');
  expect(paths.filter((path) => /\.(tsx?|png)$|test/.test(path))).toEqual([]);
});

test('is found by npx where it is installed', () => {
  const { status, stdout } = run('npx', ['--no-install', 'mission-control', '--version'], folder);
  expect({ status, stdout }).toEqual({ status: 0, stdout: `${version}\n` });
});

describe('its command line', () => {
  test('checks the plan that it brings, with its runbooks', () => {
    const { status, stdout, stderr } = missionControl('plan', 'check');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(join('node_modules', 'mission-control', 'plan', 'agent-mesh.yaml'));
  });

  test('looks at a mesh, and of one that does not answer it cannot tell', () => {
    writeFileSync(join(folder, 'nobody.kubeconfig'), NOBODY);
    const { status, stdout } = missionControl('check', '--kubeconfig', 'nobody.kubeconfig');
    expect(status).toBe(2);
    expect(stdout).toContain('CANNOT TELL');
  });

  test.each([
    [['check', '--help'], 'Exit codes:'],
    [['calendar', '--from', '2026-11-26', '--to', '2026-11-26'], 'Thanksgiving'],
    [['rules', '--format', 'prometheus'], 'alert: MissionControl'],
  ])('%j', (args, said) => {
    const { status, stdout } = missionControl(...args);
    expect(status).toBe(0);
    expect(stdout).toContain(said);
  });

  test.each([[['console', '--port', '1']], [['start']], [['drill', '--list']], [['simulate']]])(
    '%j needs a checkout, and says so',
    (args) => {
      const { status, stdout, stderr } = missionControl(...args);
      expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
      expect(stderr).toContain('only in a checkout of the repository');
    },
  );
});

test('hands over to the pinned Node where npm has installed it, and ends as that ends', () => {
  const [name] = Object.keys(optionalDependencies);
  const node = join(folder, 'node_modules', String(name));
  mkdirSync(join(node, 'bin'), { recursive: true });
  writeFileSync(join(node, 'package.json'), '{}');
  writeFileSync(join(node, 'bin', 'node'), '#!/bin/sh\nshift; echo "handed over: $@"; exit 75\n', {
    mode: 0o755,
  });
  expect(missionControl('check', '--at', 'T-60')).toEqual({
    status: 75,
    stdout: 'handed over: check --at T-60\n',
    stderr: '',
  });
});
