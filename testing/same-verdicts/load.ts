/** Loads what a tree exports. The tree is another program, so what comes is checked like all foreign data. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { type Exported, LAYOUTS, type Layout, type Side } from './layouts.ts';

/** One of the two trees: where it is, and where things are in it. */
export interface Tree {
  root: string;
  layout: Layout;
}

export function treeAt(side: Side, root: string): Tree {
  return { root, layout: LAYOUTS[side] };
}

/** @throws where there is no such file, it exports no such name, or not what is expected. */
export async function load<T>(tree: Tree, exported: Exported, schema: z.ZodType<T>): Promise<T> {
  const [file = '', name = ''] = exported.split('#');
  const loaded: unknown = await import(pathToFileURL(join(tree.root, file)).href);
  const module = z.record(z.string(), z.unknown()).parse({ ...z.looseObject({}).parse(loaded) });
  const parsed = schema.safeParse(module[name]);
  if (!parsed.success) throw new Error(`${exported}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Builds the pages of a tree, unless they are built from its sources already. */
export async function ensureBuilt(tree: Tree): Promise<void> {
  const build = await load(tree, tree.layout.ensureBuilt, functionSchema<() => Promise<unknown>>());
  await build();
}

/** A function; what it returns is checked where it is called. */
export function functionSchema<T extends (...given: never[]) => unknown>(): z.ZodType<T> {
  return z.custom<T>((value) => typeof value === 'function', 'expected a function');
}
