/** A file of timings shorter than the shipped ones. Only shorter, so that the detection bounds always hold. */

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DEFAULT_TIMINGS, type Timings } from '#collectors/kubernetes/timings.ts';
import { ConfigurationError } from '#platform/configuration-error.ts';

/** Shorter than this would be a load on the API server that no bound asks for, in the unit of each timing. */
const SHORTEST: Readonly<Record<string, number>> = { watchSeconds: 1, proveSeconds: 1 };
const SHORTEST_MS = 50;

const bounds = Object.entries(DEFAULT_TIMINGS).map(([name, longest]) => {
  const shortest = SHORTEST[name] ?? SHORTEST_MS;
  const what = `from ${shortest} to ${longest}, the one it has without this file`;
  return [name, z.number(what).min(shortest, what).max(longest, what)] as const;
});

/** Each timing of the Kubernetes source by its name, in milliseconds (`watchSeconds`, `proveSeconds`: seconds); those left out stay. */
const timingsSchema = z.strictObject(Object.fromEntries(bounds)).partial();

/** @throws ConfigurationError with every mistake in the file, or why it cannot be read. */
export function readTimings(file: string): Partial<Timings> {
  const parsed = timingsSchema.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(
    parsed.error.issues.map((issue) => `--timings ${file}: ${issue.path.join('.')}: ${issue.message}`),
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError([`--timings ${file}: ${why}. It must be JSON such as {"pollEvery": 500}`]);
  }
}
