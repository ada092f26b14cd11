/**
 * The runbooks on disk: folders of Markdown files, read again when a file changes.
 */

import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Runbook } from '#lib/documents/runbook.ts';

/** A runbook longer than this is not read. */
const RUNBOOK_LIMIT_BYTES = 256 * 1024;
/** Only such names are runbooks: a slug can name nothing outside the folder. `README.md` is none. */
const RUNBOOK_FILE = /^([a-z0-9_]+)\.md$/;

/** The current runbooks: each call reads the folder. */
export interface RunbookShelf {
  /** `null`: no such runbook. */
  get(slug: string): Runbook | null;
  /** In the order of their slugs. */
  list(): { slug: string; title: string }[];
  slugs(): ReadonlySet<string>;
}

/**
 * The runbooks of these folders; of two with the same slug the one in the earlier folder counts, so that a plan's own
 * come before those of the product. A file is read again only when it has changed; one that cannot be read is left
 * out, and so are all of a folder that cannot.
 */
export function openRunbooks(...folders: readonly string[]): RunbookShelf {
  const readers = folders.map((folder) => makeReader(folder));
  const get = (slug: string): Runbook | null => {
    if (!RUNBOOK_FILE.test(`${slug}.md`)) return null;
    return readers.reduce<Runbook | null>((found, read) => found ?? read(slug), null);
  };
  const list = () =>
    [...new Set(folders.flatMap(slugsIn))].sort().flatMap((slug) => {
      const runbook = get(slug);
      return runbook ? [{ slug, title: runbook.title }] : [];
    });
  return { get, list, slugs: () => new Set(list().map(({ slug }) => slug)) };
}

/** The runbooks of a plan: those in the folder `runbooks` beside its file, and the product's own below `root`. */
export function runbooksOf(planFile: string, root: string): RunbookShelf {
  return openRunbooks(join(dirname(planFile), 'runbooks'), join(root, 'docs/ops/runbooks'));
}

/** Reads the runbooks of one folder by slug, and remembers each until its file changes. */
function makeReader(folder: string): (slug: string) => Runbook | null {
  const shelf = new Map<string, { signature: string; runbook: Runbook }>();
  return (slug) => {
    const file = join(folder, `${slug}.md`);
    const signature = signatureOf(file);
    const known = shelf.get(slug);
    if (known && known.signature === signature) return known.runbook;
    const runbook = signature ? readRunbook(file, slug) : null;
    if (runbook && signature) shelf.set(slug, { signature, runbook });
    else shelf.delete(slug);
    return runbook;
  };
}

function slugsIn(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((name) => RUNBOOK_FILE.exec(name)?.[1] ?? []);
  } catch {
    return [];
  }
}

/** Fingerprint of a file; null if there is no such file. */
function signatureOf(file: string): string | null {
  try {
    const stat = statSync(file);
    return stat.isFile() ? `${stat.ino}:${stat.size}:${stat.mtimeMs}:${stat.ctimeMs}` : null;
  } catch {
    return null;
  }
}

function readRunbook(file: string, slug: string): Runbook | null {
  try {
    const markdown = readText(file);
    return markdown === null ? null : { slug, title: titleOf(markdown) ?? slug, markdown };
  } catch {
    return null;
  }
}

function readText(file: string): string | null {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(descriptor);
    return stat.isFile() && stat.size <= RUNBOOK_LIMIT_BYTES ? readFileSync(descriptor, 'utf8') : null;
  } finally {
    closeSync(descriptor);
  }
}

const titleOf = (markdown: string): string | null => /^# (.+)$/m.exec(markdown)?.[1]?.trim() ?? null;
