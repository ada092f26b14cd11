/** Every file of the fault table. A file in the folder that is no fault, or expects nothing, is a mistake. */

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Fault } from './fault.ts';

const FOLDER = fileURLToPath(new URL('cases/', import.meta.url));
/** The table is worth nothing if its files are not found. */
const LEAST_FAULTS = 80;

const does = z.custom<() => unknown>((value) => typeof value === 'function', 'a function');
const shape = z.looseObject({
  title: z.string().min(10),
  group: z.enum(['API server', 'agents', 'kill switch', 'console', 'browser']),
  interval: z.enum(['poll', 'probe', 'silence', 'page']),
  expect: z.looseObject({ missing: does, looksGood: does, missingOnPage: does }),
  cause: does,
  end: does,
});
const faultSchema = z.custom<Fault>((value) => shape.safeParse(value).success, 'a fault with expectations');
const moduleSchema = z.object({ fault: faultSchema });

export interface RegisteredFault extends Fault {
  /** The name of its file. */
  id: string;
}

/** All of them, in the order of their names. @throws when a file is no fault, two are titled alike, or there are too few. */
export async function allFaults(): Promise<RegisteredFault[]> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'));
  if (files.length < LEAST_FAULTS)
    throw new Error(`${files.length} faults, and at least ${LEAST_FAULTS} are expected`);
  const faults = await Promise.all(files.sort().map(load));
  const twice = faults.find((fault, i) => faults.findIndex((f) => f.title === fault.title) !== i);
  if (twice !== undefined) throw new Error(`${twice.id}: another fault has the same title`);
  return faults;
}

async function load(file: string): Promise<RegisteredFault> {
  const loaded: unknown = await import(`./cases/${file}`);
  const parsed = moduleSchema.safeParse(loaded);
  if (!parsed.success) throw new Error(`testing/faults/cases/${file}: ${z.prettifyError(parsed.error)}`);
  return { ...parsed.data.fault, id: file.replace(/\.ts$/, '') };
}
