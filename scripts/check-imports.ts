/**
 * Checks that imports run one way, and that the check looked: it fails if it read too few modules, and if any rule misses
 * its violation in a fixture of its own. It writes nothing.
 */

import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { FORBIDDEN, OPTIONS } from './import-rules.ts';

const FOLDERS = [
  'lib',
  'platform',
  'collectors',
  'store',
  'features',
  'server',
  'app',
  'components',
  'testing',
  'scripts',
];
/** Fewer modules than this, and the checker has not read the sources. */
const LEAST_MODULES = 900;

const FIXTURE = join('scripts', 'import-fixture');
/** The folders of the fixture: all but the one that the fixture stands in. */
const FIXTURE_FOLDERS = FOLDERS.filter((folder) => folder !== 'scripts');
/** Each rule, and the files of the fixture that it must find; nothing else may be found there. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  // A cycle is reported once.
  'no-cycles': ['lib/round.ts'],
  'no-unresolved': ['lib/lost.ts'],
  'lib-is-pure': ['lib/impure.ts', 'lib/lost.ts'],
  'platform-is-below': ['platform/climbs.ts'],
  'collectors-say-facts': ['collectors/evaluates.ts'],
  'store-keeps': ['store/collects.ts'],
  'models-are-pure': ['features/one/document.ts', 'features/one/model/impure.ts'],
  'feature-ui-shows': ['features/one/ui/reads.tsx'],
  'feature-servers-serve': ['features/one/server/serves.ts'],
  'features-meet-at-the-index': ['features/two/server/reaches.ts'],
  'components-show': ['components/reaches.tsx'],
  'components-evaluate-nothing': ['components/evaluates.tsx'],
  'app-is-thin': ['app/serves.tsx'],
  'server-serves': ['server/main.ts', 'server/practises.ts'],
  'practice-is-apart': ['testing/practice/mesh.ts'],
  'nobody-imports-testing-or-e2e': ['server/practises.ts'],
};

async function look(folders: readonly string[], baseDir: string): Promise<ICruiseResult> {
  const { output } = await cruise(
    [...folders],
    {
      ...OPTIONS,
      baseDir,
      exclude: { path: '^scripts/import-fixture' },
      ruleSet: { forbidden: FORBIDDEN },
      validate: true,
    },
    undefined,
    { tsConfig: extractTSConfig(join(baseDir, 'tsconfig.json')) },
  );
  if (typeof output === 'string') throw new Error('the import checker answered with text');
  return output;
}

/** Unexpected and missed findings in the fixture. */
async function blindness(): Promise<string[]> {
  const { violations } = (await look(FIXTURE_FOLDERS, join(process.cwd(), FIXTURE))).summary;
  return FORBIDDEN.flatMap(({ name = '' }) => {
    const found = violations.filter((v) => v.rule.name === name).map((v) => v.from);
    const expected = EXPECTED[name] ?? [];
    const same = [...new Set(found)].sort().join() === [...expected].sort().join();
    return same && expected.length > 0 ? [] : [`${name}: found ${found.join() || 'nothing'} in the fixture`];
  });
}

const blind = await blindness();
for (const line of blind) console.error(`the check is blind: ${line}`);
const { violations, totalCruised } = (await look(FOLDERS, process.cwd())).summary;
for (const { from, to, rule } of violations) console.error(`${from} must not import ${to}: ${rule.name}`);
const few = totalCruised < LEAST_MODULES;
if (few) console.error(`the check is blind: it read ${totalCruised} modules only`);
if (few || violations.length + blind.length > 0) process.exit(1);
console.log(
  `${totalCruised} modules, imports run one way, each of ${FORBIDDEN.length} rules found its fixture`,
);
