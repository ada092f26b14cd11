/** Loads the recogniser with its clauses as switches, and everything else as it is. */

import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Clause, instrument } from './instrument.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const EXECUTION = join(ROOT, 'lib/evaluate/execution');
const SOURCES = '{recognition/*,settings/*,executor,inventory,suspects,finished,lost-pods}.ts';
const BOARD = new URL('./switchboard.ts', import.meta.url).href;
const CACHE = pathToFileURL(join(ROOT, 'lib/evaluate/base/once.ts')).href;

/** Every clause, by its number, and the sources that have them, by their addresses. */
export function instrumented(): { clauses: readonly Clause[]; sources: ReadonlyMap<string, string> } {
  const clauses: Clause[] = [];
  const sources = new Map<string, string>();
  const files = globSync(SOURCES, { cwd: EXECUTION }).filter((file) => !file.endsWith('.test.ts'));
  for (const file of files.sort()) {
    const path = join(EXECUTION, file);
    const made = instrument(relative(EXECUTION, path), readFileSync(path, 'utf8'), clauses.length, BOARD);
    clauses.push(...made.clauses);
    sources.set(pathToFileURL(path).href, made.source);
  }
  return { clauses, sources };
}

/** Before anything of evaluation is loaded in this thread. */
export function loadWithSwitches(): readonly Clause[] {
  const { clauses, sources } = instrumented();
  const own = new Map([...sources, [CACHE, `export { oncePer } from '${BOARD}';`]]);
  registerHooks({
    load: (url, context, next) => {
      const source = own.get(url);
      return source === undefined
        ? next(url, context)
        : { format: 'module-typescript', source, shortCircuit: true };
    },
  });
  return clauses;
}
