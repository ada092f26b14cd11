// `npm test`: installs what it needs, a browser and promtool included, and checks everything; the cheapest checks come first.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureBuilt, ensureInstalled, ROOT, run, toolEnv } from './prepare.mjs';
import { ensurePromtool } from './promtool.mjs';
import { cpuSeconds, e2eFiles, slowest, unitFiles } from './slowness.mjs';

const RESULTS = join(ROOT, 'test-results');
/** How many of the slowest files are named. */
const SLOWEST = 10;

/** Steps that need one processor each, in two parallel lines. */
const STATIC = [
  [['types', 'tsc', ['-p', 'tsconfig.json']]],
  [
    ['format and lint', 'biome', ['ci', '.']],
    ['import directions', 'node', ['scripts/check-imports.ts']],
    ['dead code', 'knip', []],
    ['types of the pure part', 'tsc', ['-p', 'lib/tsconfig.json']],
  ],
];

const steps = [
  ['format, types, imports, dead code', () => Promise.all(STATIC.map(inOrder))],
  [
    'unit, contract and property tests',
    () =>
      run('vitest', [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${join(RESULTS, 'unit.json')}`,
      ]),
  ],
  ['build', ensureBuilt],
  ['page weight', () => run('node', ['scripts/check-page-weight.ts'])],
  [
    'end to end',
    () =>
      run('playwright', ['test'], {
        env: toolEnv({ PLAYWRIGHT_JSON_OUTPUT_NAME: join(RESULTS, 'e2e.json'), CHROMIUM: ensureBrowser() }),
      }),
  ],
  [
    'fault table, with short intervals',
    () =>
      run('node', ['testing/bench/faults.ts', '--quick'], { env: toolEnv({ CHROMIUM: ensureBrowser() }) }),
  ],
];

async function inOrder(checks) {
  for (const [name, command, args] of checks) {
    await run(command, args);
    console.log(`-- ${name}: ok`);
  }
}

function results(file) {
  return JSON.parse(readFileSync(join(RESULTS, file), 'utf8'));
}

function summary() {
  const unit = results('unit.json');
  const e2e = results('e2e.json').stats;
  const faults = results('faults.json').stats;
  const passed = unit.numPassedTests + e2e.expected + faults.expected;
  const failed = unit.numFailedTests + e2e.unexpected + e2e.flaky + faults.unexpected;
  const skipped = unit.numPendingTests + e2e.skipped;
  return `tests: ${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** What took long, so that it is seen when a file becomes slow. */
function slowness() {
  const files = [...unitFiles(results('unit.json'), ROOT), ...e2eFiles(results('e2e.json'), 'e2e')];
  return ['slowest files:', ...slowest(files, SLOWEST)].join('\n');
}

/** Wall time since `from`, and the processors' since they stood at `cpu`. */
function took(from, cpu) {
  const now = cpuSeconds();
  const spent = now === null || cpu === null ? '' : `, ${(now - cpu).toFixed(0)} s of CPU`;
  return `${((Date.now() - from) / 1000).toFixed(1)} s${spent}`;
}

const started = Date.now();
const cpuBefore = cpuSeconds();
try {
  await ensureInstalled();
  ensurePromtool();
  mkdirSync(RESULTS, { recursive: true });
  for (const [name, step] of steps) {
    const from = Date.now();
    const cpu = cpuSeconds();
    console.log(`\n== ${name}`);
    await step();
    console.log(`== ${name}: ok, ${took(from, cpu)}`);
  }
  console.log(`\n${slowness()}\n\nall checks passed in ${took(started, cpuBefore)}\n${summary()}`);
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}
