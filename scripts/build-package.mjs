// Preparation of `npm pack` (`prepack`): the command line as JavaScript in `dist/`, since Node strips no types from
// files below node_modules. Packages stay packages; everything of our own goes into a few files side by side.
import { rmSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');

/** A module of our own: by a path, or by an alias of package.json's `imports`. */
const isOurs = (id) => id.startsWith('.') || id.startsWith('#') || isAbsolute(id);

/**
 * Keeps what a module finds beside itself if it was: `import.meta.url` stays the address of the source, seen from the
 * package's folder. A source that starts a thread from a file of TypeScript cannot be packed that way.
 */
const whereTheSourceWas = {
  name: 'where-the-source-was',
  transform: {
    filter: { code: /import\.meta\.url/ },
    handler(code, id) {
      const source = relative(ROOT, id).split(sep).join('/');
      if (/\.ts['"`],\s*import\.meta\.url/.test(code))
        throw new Error(`${source} starts a file of TypeScript, which the package does not have`);
      return {
        code: code.replaceAll(
          'import.meta.url',
          `new URL(${JSON.stringify(`../${source}`)}, import.meta.url).href`,
        ),
      };
    },
  },
};

rmSync(DIST, { recursive: true, force: true });
const bundle = await rolldown({
  cwd: ROOT,
  input: { main: 'server/cli/main.ts' },
  platform: 'node',
  external: (id) => !isOurs(id),
  plugins: [whereTheSourceWas],
});
await bundle.write({ dir: DIST, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' });
await bundle.close();
