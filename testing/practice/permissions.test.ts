/** The real transport with real kubeconfigs against the practice mesh: what the pane says of each credential. */

import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { loadCredentials } from '#collectors/kubernetes/credentials.ts';
import { type KubernetesSource, startKubernetesSource } from '#collectors/kubernetes/source.ts';
import { evaluatePermissions } from '#lib/evaluate/base/permissions.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { marketAt } from '#lib/market/market.ts';
import { permissionText } from '#lib/messages/status/permission.ts';
import { makeClock } from '#platform/clock.ts';
import { readPlan } from '#server/plan-watcher.ts';
import { openRunbooks } from '#server/runbooks.ts';
import { until } from '../collectors/scratch-server.ts';
import { startTestMesh, type TestMesh } from './test-mesh.ts';

let mesh: TestMesh;
let source: KubernetesSource;
beforeAll(async () => {
  mesh = await startTestMesh();
});
afterEach(() => source.stop());
afterAll(() => mesh.close());

async function evaluated(role: 'viewer' | 'operator', permissionReview = true) {
  const read = await readPlan('plan/agent-mesh.yaml', openRunbooks('docs/ops/runbooks').slugs());
  if (!read.ok) throw new Error('the plan is not valid');
  const facts: Fact[] = [];
  const clock = makeClock(0);
  source = startKubernetesSource({
    credentials: loadCredentials({ kubeconfig: mesh.stateDir.file(`${role}.kubeconfig`), env: {} }),
    plan: read.plan,
    permissionReview,
    clock,
    log: pino({ level: 'silent' }),
    say: (said) => facts.push(...said),
  });
  await until('the answer', () => facts.find(({ kind }) => kind === 'permissions'));
  const now = clock.now();
  const ledger = applyAll(EMPTY_LEDGER, facts);
  const permission = evaluatePermissions({ plan: read.plan, ledger, market: marketAt(now), now });
  return { verdict: permission.verdict, ...permissionText(permission) };
}

test('the viewer’s credential is proven to only read', async () => {
  expect(await evaluated('viewer')).toMatchObject({ verdict: 'good', value: 'read-only proven' });
});

test('the operator’s could do anything, and the pane says so', async () => {
  expect(await evaluated('operator')).toMatchObject({
    verdict: 'attention',
    value: 'not read-only',
    detail: expect.stringContaining(
      'this credential could do anything to anything in trading-floor, agenttrader, default',
    ),
  });
});

test('nothing is claimed of one that is not asked about', async () => {
  expect(await evaluated('viewer', false)).toMatchObject({ verdict: 'unknown' });
});
