/**
 * Checks that imports run one way, and that the check looked: it fails where it read too few modules, and where it
 * does not find the violations that are planted for it.
 */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { FORBIDDEN, OPTIONS } from './import-rules.ts';

const FOLDERS = ['lib', 'server', 'app', 'components', 'practice', 'scripts'];
/** Fewer modules than this and the checker has not read the sources. */
const LEAST_MODULES = 150;

/** Each plants one import that must not be, and names the rule that has to find it. */
const PLANTED = [
  { file: 'lib/judgement/planted.ts', text: "import '#platform/clock.ts';\n", rule: 'lib-is-pure' },
  {
    file: 'components/planted.ts',
    text: "import '#lib/evaluate/evaluate.ts';\n",
    rule: 'components-see-the-wire-only',
  },
  {
    file: 'server/planted.ts',
    text: "import '#testing/practice/mesh.ts';\n",
    rule: 'nobody-imports-practice-or-e2e',
  },
  { file: 'practice/planted.ts', text: "import '#lib/evaluate/evaluate.ts';\n", rule: 'practice-is-apart' },
];

async function look(): Promise<ICruiseResult> {
  const { output } = await cruise(
    FOLDERS,
    { ...OPTIONS, ruleSet: { forbidden: FORBIDDEN }, validate: true },
    undefined,
    {
      tsConfig: extractTSConfig('tsconfig.json'),
    },
  );
  if (typeof output === 'string') throw new Error('the import checker answered with text');
  return output;
}

async function lookWithPlanted(): Promise<ICruiseResult> {
  for (const { file, text } of PLANTED) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  try {
    return await look();
  } finally {
    for (const { file } of PLANTED) rmSync(file);
  }
}

const found = await lookWithPlanted();
const planted = new Set(PLANTED.map((p) => p.file));
const violations = found.summary.violations;
const missed = PLANTED.filter((p) => !violations.some((v) => v.from === p.file && v.rule.name === p.rule));
const real = violations.filter((v) => !planted.has(v.from));

for (const { from, to, rule } of real) console.error(`${from} must not import ${to}: ${rule.name}`);
for (const { file, rule } of missed)
  console.error(`the check is blind: it did not find ${rule} planted in ${file}`);
if (found.summary.totalCruised < LEAST_MODULES)
  console.error(`the check is blind: it read ${found.summary.totalCruised} modules only`);
if (real.length + missed.length > 0 || found.summary.totalCruised < LEAST_MODULES) process.exit(1);
console.log(
  `${found.summary.totalCruised} modules, imports run one way, ${PLANTED.length} planted violations found`,
);
