/** Faults of the practice mesh, through its control endpoint with the operator's token. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PracticeMesh } from '../../e2e/processes.ts';

const stateSchema = z.object({ requests: z.number() });

async function control(mesh: PracticeMesh, method: string, path: string, body?: unknown): Promise<unknown> {
  const { operator } = z
    .object({ operator: z.string() })
    .parse(JSON.parse(readFileSync(join(mesh.stateDir, 'identity.json'), 'utf8')));
  const response = await fetch(`${mesh.document().apiUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return response.json();
}

export async function setFault(mesh: PracticeMesh, target: string, behaviour: string): Promise<void> {
  await control(mesh, 'POST', '/practice/faults', { target, behaviour });
}

/** Number of requests to the mesh so far. */
export async function requestsTaken(mesh: PracticeMesh): Promise<number> {
  return stateSchema.parse(await control(mesh, 'GET', '/practice/state')).requests;
}

export async function setWatches(
  mesh: PracticeMesh,
  watch: 'normal' | 'drop' | 'gone' | 'silent',
): Promise<void> {
  await control(mesh, 'POST', '/practice/faults', { watch });
}

/** Bookmark interval of watches opened from now on. */
export async function tuneBookmarks(mesh: PracticeMesh, bookmarkSeconds: number): Promise<void> {
  await control(mesh, 'POST', '/practice/faults', { bookmarkSeconds });
}
