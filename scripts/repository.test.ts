/** Rules of the repository as a whole. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const read = (file: string): string => readFileSync(file, 'utf8');
const manifest = JSON.parse(read('package.json'));
const lock: { packages: Record<string, LockedPackage> } = JSON.parse(read('package-lock.json'));

interface LockedPackage {
  version?: string;
  integrity?: string;
  optionalDependencies?: Record<string, string>;
}

describe('the lock file', () => {
  test('names no host', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved"|:\/\/[^"]*\.tgz/);
    expect(read('.npmrc')).toMatch(/^omit-lockfile-registry-resolved=true$/m);
  });

  test('has the optional packages of every platform, without which npm ci refuses it', () => {
    const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(path, name)),
    );
    expect(missing).toEqual([]);
  });

  test('pins bytes: each package has its integrity, but those that come within another', () => {
    const loose = Object.entries(lock.packages).filter(
      ([path, entry]) => path !== '' && entry.integrity === undefined && !('inBundle' in entry),
    );
    expect(loose).toEqual([]);
  });

  test('is of this version', () => {
    expect(lock.packages['']?.version).toBe(manifest.version);
  });
});

/** As Node looks for it: below the package, then below each folder above. */
function isLocked(path: string, name: string): boolean {
  for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (join(folder, 'node_modules', name) in lock.packages) return true;
    if (folder === '') return false;
  }
}

test('one version of Node everywhere, and nobody publishes by accident', () => {
  expect(new Set(Object.values(manifest.optionalDependencies))).toEqual(new Set([read('.nvmrc').trim()]));
  expect(manifest.private).toBe(true);
});

describe('decisions', () => {
  const folder = 'docs/decisions';
  const index = read(join(folder, 'README.md'));
  const records = readdirSync(folder).filter((name) => name !== 'README.md');

  test.each(records)('%s has a number of its own, a status, and its line in the index', (name) => {
    const [title = '', , status = ''] = read(join(folder, name)).split('\n');
    const [, number, subject] = /^# (\d+)\. (.+)$/.exec(title) ?? [];
    expect(name).toMatch(new RegExp(`^${String(number).padStart(4, '0')}-[a-z-]+\\.md$`));
    expect(status).toMatch(/^Status: (accepted|superseded by \d+)$/);
    expect(index).toContain(`| [${number}](${name}) | ${subject} | ${status.replace('Status: ', '')} |`);
  });

  test('the index has no other', () => {
    expect(index.match(/^\| \[\d+\]/gm)).toHaveLength(records.length);
    expect(new Set(records.map((name) => name.slice(0, 4))).size).toBe(records.length);
  });
});

test('the changelog has this version', () => {
  expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## \\[${manifest.version}\\] - `, 'm'));
});

test('nothing tells anybody to have npx fetch a package', () => {
  const kinds = ['*.md', '*.mjs', '*.ts', '*.yml', '*.yaml', '*.example', ':!*.test.ts', ':!*/results/*'];
  const files = execFileSync('git', ['ls-files', '-z', ...kinds], { encoding: 'utf8' });
  const told = files
    .split('\0')
    .filter((file) => file !== '')
    .flatMap((file) => (read(file).match(/\bnpx [a-z@].*/g) ?? []).map((line) => `${file}: ${line}`));
  expect(told).toEqual([]);
});

test('CI runs npm test with the least permission, and actions by their commits', () => {
  const { permissions, jobs } = parse(read('.github/workflows/ci.yml'));
  expect(permissions).toEqual({ contents: 'read' });
  const steps: { uses?: string; run?: string }[] = jobs.test.steps;
  expect(steps.map(({ run }) => run)).toContain('npm test');
  for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/);
});
