/** The one-shot evaluation against the practice mesh: searched, excluded, not configured. */

import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scopeText } from '#lib/messages/status/scope.ts';
import { parseMeshConfig } from '#server/config.ts';
import { evaluateOnce } from '#server/one-shot.ts';
import { startTestMesh, type TestMesh } from './test-mesh.ts';
import type { RegionFault } from './world/cloud-run.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let mesh: TestMesh;
beforeAll(async () => {
  mesh = await startTestMesh();
});
afterAll(() => mesh.close());

async function evaluated(env: Record<string, string>, withoutCloudRun = 'off') {
  const { clockOffsetSeconds } = mesh.document;
  const config = parseMeshConfig({
    plan: 'plan/agent-mesh.yaml',
    kubeconfig: mesh.stateDir.file('viewer.kubeconfig'),
    permissionReview: 'on',
    clockOffset: String(clockOffsetSeconds),
    withoutCloudRun,
  });
  const { posture } = await evaluateOnce({ config, root: ROOT, env, progress: () => undefined });
  const { outcome, scope } = posture.execution;
  return { outcome, state: scope.cloudRun.state, scope: scopeText(scope) };
}

test('calm is proven off with every region searched, page by page', async () => {
  expect(await evaluated(mesh.document.env)).toEqual({
    outcome: 'proven-off',
    state: 'searched',
    scope: 'Whole cluster, 10 kinds; Cloud Run europe-west4, us-central1, us-east1',
  });
});

test('without the configuration it is unproven', async () => {
  const { CLOUD_RUN_PARENT: _unset, ...env } = mesh.document.env;
  expect(await evaluated(env)).toMatchObject({
    outcome: 'unproven',
    state: 'not-searched',
    scope: expect.stringContaining('Cloud Run not searched: not configured: CLOUD_RUN_PARENT is not set'),
  });
});

test('it is proven off without Cloud Run if the operator says so, and the scope says so too', async () => {
  expect(await evaluated({}, 'on')).toMatchObject({
    outcome: 'proven-off',
    state: 'excluded',
    scope: expect.stringContaining('Cloud Run not searched (--without-cloud-run)'),
  });
});

test.each<[RegionFault, string]>([
  ['forbidden', '403: run.services.list is not granted'],
  ['quota', '429: over the quota of the Cloud Run Admin API'],
])('a region that is %s leaves it unproven, by name', async (fault, why) => {
  mesh.world.cloudRun.faults.set('us-east1', fault);
  const { outcome, scope } = await evaluated(mesh.document.env);
  expect([outcome, scope]).toEqual(['unproven', expect.stringMatching(/practice.us-.*not searched/)]);
  expect(scope).toContain(why);
  mesh.world.cloudRun.faults.clear();
});
