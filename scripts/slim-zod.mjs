// zod/mini as the pages load it: the functions that their sources name, bundled first. Next's own bundler keeps nearly all of
// zod in the first load of every page (16.2 KiB gzip, where 6.5 are used).
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Where `next.config.ts` finds it. */
const SLIM = join(ROOT, 'node_modules', '.cache', 'mission-control', 'zod-mini.mjs');
const FOLDERS = ['app', 'components', 'features', 'lib'];
const ENTRY = '\0slim-zod';

/** Writes the bundle. */
export async function slimZod() {
  mkdirSync(dirname(SLIM), { recursive: true });
  const names = [...new Set(FOLDERS.flatMap((folder) => namesIn(join(ROOT, folder))))].sort();
  const text = `export { ${names.join(', ')} } from 'zod/mini';`;
  await build({
    cwd: ROOT,
    input: ENTRY,
    plugins: [
      {
        name: 'slim-zod',
        resolveId: (id) =>
          id === ENTRY ? id : id === 'zod/mini' ? join(ROOT, 'node_modules/zod/mini/index.js') : null,
        load: (id) => (id === ENTRY ? text : null),
      },
    ],
    output: { file: SLIM, format: 'esm' },
    logLevel: 'warn',
  });
}

/** Every `z.name` of the sources that import zod/mini, types left out. */
function namesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((source) => source.includes("from 'zod/mini'"))
    .flatMap((source) => [...source.matchAll(/\bz\.([a-z]\w*)\(/g)].flatMap(([, name]) => name ?? []));
}
