/** A violation of a world, kept: shrunk, and written as a case of the field zoo. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCase } from '../../zoo/case.ts';
import { faults } from '../../zoo/expectations.ts';
import { liveThrough } from '../../zoo/run.ts';
import { type Shrunk, shrink, type Wanted } from './shrink.ts';

/**
 * Writes `folder/name.yaml`, once it is sure that the case fails with this evaluation.
 * @throws if no case can be made.
 */
export async function keep(wanted: Wanted, name: string, folder: string): Promise<Shrunk> {
  const shrunk = await shrink(wanted);
  const found = parseCase(name, shrunk.text);
  const failing = faults(found, await liveThrough(found, wanted.evaluate));
  if (failing.length === 0) throw new Error('The case would pass: what it expects is not what was violated.');
  for (const fault of failing) wanted.tell(`it fails ${fault}`);
  const file = join(folder, `${name}.yaml`);
  writeCase(file, shrunk.text);
  wanted.tell(`wrote ${file}, ${shrunk.text.split('\n').length - 1} lines`);
  return shrunk;
}

/** @throws if the file holds another case. */
export function writeCase(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') !== text) throw new Error(`${file} holds another case.`);
  writeFileSync(file, text);
}
