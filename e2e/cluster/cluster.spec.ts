/** The suite for real clusters, as `npm run test:cluster` runs it, against the practice mesh: it answers as a real one does. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { PracticeMesh, type Program, startProgram } from '../processes.ts';

const mesh = new PracticeMesh();
test.beforeAll(() => mesh.start());
test.afterAll(() => mesh.remove());

function startSuite(ready: RegExp): Promise<Program> {
  const offset = `--clock-offset=${mesh.document().clockOffsetSeconds}`;
  return startProgram(['e2e/cluster/main.ts', offset], ready, { KUBECONFIG: mesh.kubeconfig('operator') });
}

function ended({ child }: Program): Promise<number | null> {
  return child.exitCode === null
    ? new Promise((resolve) => child.once('exit', resolve))
    : Promise.resolve(child.exitCode);
}

const identitySchema = z.object({ operator: z.string() });
const namespacesSchema = z.object({ items: z.array(z.object({ metadata: z.object({ name: z.string() }) })) });

async function namespaces(): Promise<string[]> {
  const { operator } = identitySchema.parse(
    JSON.parse(readFileSync(join(mesh.stateDir, 'identity.json'), 'utf8')),
  );
  const headers = { authorization: `Bearer ${operator}` };
  const response = await fetch(`${mesh.document().apiUrl}/api/v1/namespaces`, { headers });
  return namespacesSchema.parse(await response.json()).items.map(({ metadata }) => metadata.name);
}

test('every check of it passes, and nothing of it stays', async () => {
  const before = await namespaces();
  const suite = await startSuite(/namespace mission-control-suite-/);
  expect(await ended(suite), suite.output()).toBe(0);
  expect(suite.output()).toContain('all checks passed');
  expect(await namespaces()).toEqual(before);
});

test('ended by SIGINT in the middle, it leaves nothing', async () => {
  const before = await namespaces();
  const suite = await startSuite(/ok {5}calm/);
  expect(await namespaces()).toHaveLength(before.length + 1);
  suite.child.kill('SIGINT');
  expect(await ended(suite), suite.output()).toBe(130);
  expect(await namespaces()).toEqual(before);
});
