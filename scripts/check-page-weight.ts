/**
 * The JavaScript that the first screen of the pane loads, gzip. The panels below it and the charts are not counted: they
 * load after it. Read off
 * the page that the built application renders, so that nothing is counted by hand.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

/** Budget of a first visit, in bytes. */
export const LIMIT_BYTES = 175 * 1024;

const manifestSchema = z.object({ rootMainFiles: z.array(z.string()), polyfillFiles: z.array(z.string()) });
const BUILD = '.next';

function gzipped(file: string): number {
  return gzipSync(readFileSync(join(BUILD, file)), { level: 9 }).length;
}

/** The scripts that the page's own client manifest names for its entry, besides the framework's. */
function pageFiles(): string[] {
  const text = readFileSync(join(BUILD, 'server/app/page_client-reference-manifest.js'), 'utf8');
  const start = text.indexOf('{', text.indexOf('"/page"]'));
  const manifest = z
    .object({ entryJSFiles: z.record(z.string(), z.array(z.string())) })
    .parse(JSON.parse(text.slice(start).replace(/;\s*$/, '')));
  // The page of a wrong address is in the manifest too, and the pane does not load it: its document names no such script.
  return Object.entries(manifest.entryJSFiles).flatMap(([entry, files]) =>
    entry.endsWith('/not-found') ? [] : files,
  );
}

const { rootMainFiles } = manifestSchema.parse(
  JSON.parse(readFileSync(join(BUILD, 'build-manifest.json'), 'utf8')),
);
const files = [...new Set([...rootMainFiles, ...pageFiles()])];
const total = files.reduce((sum, file) => sum + gzipped(file), 0);
const all = readdirSync(join(BUILD, 'static/chunks'), { recursive: true, encoding: 'utf8' }).filter((f) =>
  f.endsWith('.js'),
);

console.log(
  `${files.length} of ${all.length} scripts load first: ${(total / 1024).toFixed(1)} KiB gzip, limit ${LIMIT_BYTES / 1024} KiB`,
);
if (files.length < 3) {
  console.error('the check is blind: it found too few scripts');
  process.exit(1);
}
if (total > LIMIT_BYTES) process.exit(1);
