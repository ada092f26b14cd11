/**
 * What "Extending it" in the README says: in a copy of the sources a failure mode, a conformance rule and a probe kind are added
 * as it says, in the places that it names and in no other, and a plan that uses them is read and evaluated.
 */

import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADDED, EVALUATES, type Extension, PLAN_CHANGES } from './extending/additions.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..');
const FOLDERS = [
  'lib',
  'features',
  'collectors',
  'platform',
  'server',
  'store',
  'testing',
  'plan',
  'docs',
  'deploy',
  'e2e',
];
const FILES = ['package.json', 'tsconfig.json', 'vitest.config.ts'];
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const MOST_PLACES = 3;
/** On a machine with much else to do. */
const SLOW_MS = 120_000;
/** Tests that look at a registry as a whole. */
const GUARDS = [
  'lib/messages/catalogue.test.ts',
  'lib/messages/status/failure.test.ts',
  'lib/contracts/registry.test.ts',
  'lib/evaluate/failures/failures.test.ts',
  'features/conformance/model/conformance.test.ts',
  'server/plan-coverage.test.ts',
  'server/plan-file.test.ts',
  'server/runbooks.test.ts',
];

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'extending-'));
  for (const name of [...FOLDERS, ...FILES]) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (const { file, lines } of ADDED)
    writeFileSync(join(copy, file.path), file.text) ?? lines.forEach(insert);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Puts a line before another one, which must be there once. */
function insert({ path, before, line }: Extension['lines'][number]): void {
  const text = readFileSync(join(copy, path), 'utf8');
  expect(text.split(before), `${path} has one "${before}"`).toHaveLength(2);
  writeFileSync(
    join(copy, path),
    text.replace(before, () => `${line}\n${before}`),
  );
}

/** The files under a folder that are not as they were. */
function touched(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(copy, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(copy.length + 1)),
  ).filter((path) => readOrNull(join(ROOT, path)) !== readFileSync(join(copy, path), 'utf8'));
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** The places that the README's table names for a row; what a plan and documents say of it comes after. */
function placesOf(row: string): string[] {
  const line =
    README.split('\n')
      .find((each) => each.startsWith(`| ${row} |`))
      ?.split(';')[0] ?? '';
  return [...line.matchAll(/`([^`]+)`/g)].flatMap(([, place]) => place ?? []);
}

test.each(ADDED)('$row is added in the places that the README names', ({ row, file, lines }) => {
  const paths = [file.path, ...new Set(lines.map(({ path }) => path))];
  expect(paths.length).toBeLessThanOrEqual(MOST_PLACES);
  const folder = file.path.slice(0, file.path.lastIndexOf('/'));
  expect(placesOf(row).sort()).toEqual([folder, ...paths.slice(1)].sort());
});

test('no other file had to change', () => {
  const named = ADDED.flatMap(({ file, lines }) => [file.path, ...lines.map(({ path }) => path)]);
  expect(touched().sort()).toEqual([...new Set(named)].sort());
});

/** What is tried on the copy, all at once. */
describe.concurrent('in the copy', () => {
  test('everything compiles', { timeout: SLOW_MS }, async () => {
    const config = {
      extends: './tsconfig.json',
      compilerOptions: { incremental: false, plugins: [] },
      include: [
        'lib/**/*.ts',
        'features/*/model/**/*.ts',
        'collectors/probes/interpret.ts',
        'server/plan-file.ts',
      ],
      exclude: ['**/*.test.ts'],
    };
    writeFileSync(join(copy, 'tsconfig.extended.json'), JSON.stringify(config));
    await program('typescript/bin/tsc', '-p', 'tsconfig.extended.json');
  });

  test('the tests that look at a whole registry hold', { timeout: SLOW_MS }, async () => {
    await program('vitest/vitest.mjs', 'run', ...GUARDS);
    await program(
      'vitest/vitest.mjs',
      'run',
      'testing/samples/situations.test.ts',
      '--testNamePattern',
      'in full',
    );
  });

  test('a plan that uses them is read, and evaluation tells of them', { timeout: SLOW_MS }, async () => {
    const harbour = readFileSync(join(ROOT, 'plan/fixtures/harbour.yaml'), 'utf8');
    const plan = PLAN_CHANGES.reduce((text, [from, to]) => text.replace(from, () => to), harbour);
    writeFileSync(join(copy, 'plan.yaml'), plan);
    writeFileSync(join(copy, 'evaluates.ts'), EVALUATES);
    const { stdout } = await run(process.execPath, ['evaluates.ts'], { cwd: copy });
    expect(JSON.parse(stdout)).toEqual({
      failure: ['present', 'bad', 'failed: tide-import'],
      full: ['attention', 'Degraded', '200, the queue is full: 12'],
      stale: ['bad', 'Stale', '200, last heartbeat 10:05:00 ET, limit 300 s'],
      cell: ['broken', 'the plan names no owner'],
      slip: ['Did you mean job-failed?'],
    });
  });
});

/** Runs a program of a package in the copy; what it says is told where it fails. */
async function program(path: string, ...args: string[]): Promise<void> {
  const said = await run(process.execPath, [join(ROOT, 'node_modules', path), ...args], { cwd: copy }).then(
    () => '',
    (error: Error & { stdout?: string }) => error.stdout || error.message,
  );
  expect(said).toBe('');
}
