/** The contract that matters: an unmodified kubectl works against the practice mesh. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from './api/auth.ts';
import { kubectlArgs, MISSING, runKubectl, TITLE } from './kubectl.ts';
import { startTestMesh, type TestMesh } from './test-mesh.ts';

describe.skipIf(MISSING)(TITLE, () => {
  let mesh: TestMesh;

  beforeAll(async () => {
    mesh = await startTestMesh();
  });

  afterAll(() => mesh.close());

  const argsFor = (role: Role, args: readonly string[]) => kubectlArgs(mesh, role, args);
  const kubectl = (role: Role, ...args: string[]) => runKubectl(mesh, role, args);

  test('version knows the server', async () => {
    expect((await kubectl('viewer', 'version')).out).toMatch(/Server Version: v1\.32\.0\+practice/);
  });

  test('get shows the usual columns, in all namespaces too', async () => {
    const { out } = await kubectl('viewer', 'get', 'pods', '-A', '-o', 'wide');
    expect(out).toMatch(/^NAMESPACE +NAME +READY +STATUS +RESTARTS +AGE +IP +NODE /);
    expect(out).toMatch(
      /trading-floor +gamma-strategy-0 +1\/1 +Running +0 +26h +10\.244\.\d+\.\d+ +practice-node-/,
    );
    const kinds = 'deploy,sts,rs,ds,rc,job,cj,hpa,node,ns,cm,svc,ev,rollouts,scaledjobs';
    const all = await kubectl('viewer', 'get', kinds, '-A');
    expect([all.ok, all.err]).toEqual([true, '']);
    expect(all.out).toMatch(/statefulset\.apps\/whale-strategy +1\/1/);
  });

  test('get -o yaml, jsonpath and a label selector give the object', async () => {
    const yaml = await kubectl('viewer', 'get', 'configmap', 'agenttrader-kill-switch', '-o', 'yaml');
    expect(yaml.out).toMatch(/EXECUTION_HALTED: "1"/);
    const path = await kubectl(
      'viewer',
      'get',
      'pods',
      '-l',
      'strategy=gamma',
      '-o',
      'jsonpath={.items[*].status.phase}',
    );
    expect(path.out).toBe('Running');
  });

  test('get -w shows a pod come up when a Deployment is scaled', async () => {
    const watch = spawn('kubectl', argsFor('viewer', ['get', 'pods', '-w', '-l', 'app=execution-agent']));
    let seen = '';
    const ready = new Promise<void>((resolve) =>
      watch.stdout.on('data', (chunk) => {
        seen += chunk;
        if (/1\/1 +Running/.test(seen)) resolve();
      }),
    );
    const scaled = await kubectl('operator', 'scale', 'deploy/execution-agent', '--replicas=1');
    expect(scaled.out).toBe('deployment.apps/execution-agent scaled\n');
    await ready;
    watch.kill();
    await once(watch, 'close');
    expect(seen).toMatch(/0\/1 +(Pending|ContainerCreating)/);
    await kubectl('operator', 'scale', 'deploy/execution-agent', '--replicas=0');
    const gone = await kubectl(
      'viewer',
      'wait',
      '--for=delete',
      'pod',
      '-l',
      'app=execution-agent',
      '--timeout=10s',
    );
    expect(gone.ok).toBe(true);
  });

  test.each([
    ['strategic', '{"data":{"EXECUTION_HALTED":"maybe"}}', 'maybe'],
    ['merge', '{"data":{"EXECUTION_HALTED":"0"}}', '0'],
    ['json', '[{"op":"replace","path":"/data/EXECUTION_HALTED","value":"1"}]', '1'],
  ])('patch configmap works as %s', async (type, patch, value) => {
    const patched = await kubectl(
      'operator',
      'patch',
      'configmap',
      'agenttrader-kill-switch',
      '--type',
      type,
      '-p',
      patch,
    );
    expect(patched.out).toBe('configmap/agenttrader-kill-switch patched\n');
    const read = await kubectl(
      'viewer',
      'get',
      'cm',
      'agenttrader-kill-switch',
      '-o',
      'jsonpath={.data.EXECUTION_HALTED}',
    );
    expect(read.out).toBe(value);
  });

  test('delete pod waits until it is gone; its controller makes another', async () => {
    const before = await kubectl(
      'viewer',
      'get',
      'pod',
      'whale-strategy-0',
      '-o',
      'jsonpath={.metadata.uid}',
    );
    const deleted = await kubectl('operator', 'delete', 'pod', 'whale-strategy-0');
    expect(deleted.out).toMatch(/pod "whale-strategy-0" deleted/);
    const ready = await kubectl(
      'viewer',
      'wait',
      '--for=condition=Ready',
      'pod/whale-strategy-0',
      '--timeout=10s',
    );
    expect(ready.ok).toBe(true);
    const after = await kubectl('viewer', 'get', 'pod', 'whale-strategy-0', '-o', 'jsonpath={.metadata.uid}');
    expect(after.out).not.toBe(before.out);
  });

  test.each([
    ['pod/gamma-strategy-0', /Controlled By: +StatefulSet\/gamma-strategy/],
    ['deploy/execution-agent', /Replicas: +0 desired/],
    ['sts/whale-strategy', /1 Running/],
    ['cm/agenttrader-kill-switch', /EXECUTION_HALTED/],
    ['node/practice-node-a', /MemoryPressure +False/],
    ['cj/ops-heartbeat-writer', /Schedule: +\* \* \* \* \*/],
    ['svc/gamma-strategy', /Selector: +app=gamma-strategy/],
  ])('describe %s', async (what, shows) => {
    const { out, ok } = await kubectl('viewer', 'describe', what);
    expect(ok).toBe(true);
    expect(out).toMatch(shows);
  });

  test('the viewer is informed that it may not write, and knows it', async () => {
    const { err, ok } = await kubectl('viewer', 'scale', 'deploy/execution-agent', '--replicas=1');
    expect([ok, err]).toEqual([
      false,
      expect.stringMatching(/^Error from server \(Forbidden\): .*cannot patch resource "deployments\/scale"/),
    ]);
    expect((await kubectl('viewer', 'auth', 'can-i', 'delete', 'pods')).out).toBe('no\n');
    expect((await kubectl('operator', 'auth', 'can-i', 'delete', 'pods')).out).toBe('yes\n');
    expect((await kubectl('viewer', 'get', 'secrets')).err).toMatch(/Forbidden/);
  });

  test('create -f makes objects that controllers take up', async () => {
    const file = mesh.stateDir.file('scratch.json');
    const labels = { app: 'scratch' };
    const template = { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'x:1' }] } };
    const metadata = { name: 'scratch', namespace: 'agenttrader' };
    const spec = { replicas: 1, selector: { matchLabels: labels }, template };
    writeFileSync(file, JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec }));
    const created = await kubectl('operator', 'create', '--validate=false', '-f', file);
    expect(created.out).toBe('deployment.apps/scratch created\n');
    const rollout = await kubectl(
      'viewer',
      '-n',
      'agenttrader',
      'rollout',
      'status',
      'deploy/scratch',
      '--timeout=10s',
    );
    expect(rollout.out).toMatch(/successfully rolled out/);
    expect((await kubectl('operator', 'delete', '-f', file)).out).toMatch(/"scratch" deleted/);
  });

  test('an autoscaler on an executor at 0 is made, seen by a watch, described and deleted', async () => {
    const file = mesh.stateDir.file('scaler.json');
    const metadata = { name: 'keda-hpa-execution-agent', namespace: 'trading-floor' };
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'execution-agent' };
    const spec = { scaleTargetRef, minReplicas: 1, maxReplicas: 3 };
    const kind = 'HorizontalPodAutoscaler';
    writeFileSync(file, JSON.stringify({ apiVersion: 'autoscaling/v2', kind, metadata, spec }));
    const watch = spawn('kubectl', argsFor('viewer', ['get', 'hpa', '-A', '-w', '--no-headers']));
    // By lines: kubectl writes a row's columns one by one, and a read may end after any of them.
    const seen = new Promise<string>((resolve) =>
      createInterface(watch.stdout).on('line', (line) => {
        if (line.includes(metadata.name)) resolve(line);
      }),
    );
    expect((await kubectl('operator', 'create', '--validate=false', '-f', file)).out).toMatch(/created/);
    expect(await seen).toMatch(/Deployment\/execution-agent +<unknown> +1 +3 +0/);
    watch.kill();
    await once(watch, 'close');
    const { out } = await kubectl('viewer', 'describe', 'hpa', metadata.name);
    expect(out).toMatch(/ScalingActive +False +ScalingDisabled/);
    expect((await kubectl('operator', 'delete', 'hpa', '--all')).out).toMatch(/deleted/);
  });

  test('a pod whose volume’s ConfigMap is missing waits, says why, and starts when it is there', async () => {
    const file = mesh.stateDir.file('waiting.json');
    const metadata = { name: 'waiting', namespace: 'agenttrader' };
    const volumeMounts = [{ name: 'switch', mountPath: '/etc/switch' }];
    const volumes = [{ name: 'switch', configMap: { name: 'not-there' } }];
    const spec = { containers: [{ name: 'c', image: 'x:1', volumeMounts }], volumes };
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata, spec }));
    await kubectl('operator', 'create', '--validate=false', '-f', file);
    const word = async () =>
      (await kubectl('viewer', '-n', 'agenttrader', 'get', 'pod', 'waiting', '--no-headers')).out;
    await expect.poll(word).toMatch(/0\/1 +ContainerCreating/);
    expect((await kubectl('viewer', '-n', 'agenttrader', 'describe', 'pod', 'waiting')).out).toMatch(
      /FailedMount .*configmap "not-there" not found/,
    );
    const map = mesh.stateDir.file('map.json');
    const named = { name: 'not-there', namespace: 'agenttrader' };
    writeFileSync(map, JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: named, data: {} }));
    await kubectl('operator', 'create', '--validate=false', '-f', map);
    await expect.poll(word, { timeout: 5000 }).toMatch(/1\/1 +Running/);
    await kubectl('operator', 'delete', '-f', file, '-f', map);
  });

  test('delete sts takes its pods along', async () => {
    expect((await kubectl('operator', 'delete', 'sts', 'whale-strategy')).out).toMatch(/deleted/);
    const gone = await kubectl('viewer', 'wait', '--for=delete', 'pod/whale-strategy-0', '--timeout=10s');
    expect(gone.ok).toBe(true);
  });

  test('logs are refused cleanly', async () => {
    const { err, ok } = await kubectl('operator', 'logs', 'gamma-strategy-0');
    expect([ok, err]).toEqual([false, expect.stringMatching(/keeps no container logs/)]);
  });
});
