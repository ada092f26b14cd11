/** Kinds and situations in which an executor could hide, driven by an unmodified kubectl. */

import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from './api/auth.ts';
import { MISSING, runKubectl, TITLE } from './kubectl.ts';
import { startTestMesh, type TestMesh } from './test-mesh.ts';

/** Each look is a process of its own, which costs more than all that it waits for. */
const LOOK_EVERY_MS = 300;

/** Looks until it is so. */
function eventually<T>(look: () => Promise<T>, timeout = 5_000) {
  return expect.poll(look, { timeout, interval: LOOK_EVERY_MS });
}

describe.skipIf(MISSING)(TITLE, () => {
  let mesh: TestMesh;

  beforeAll(async () => {
    mesh = await startTestMesh();
  });

  afterAll(() => mesh.close());

  const kubectl = (role: Role, ...args: string[]) => runKubectl(mesh, role, args);

  /** Creates objects in the namespace of an executor. */
  async function create(...objects: { metadata: object; [field: string]: unknown }[]) {
    const file = mesh.stateDir.file('objects.json');
    const items = objects.map((object) => ({
      ...object,
      metadata: { namespace: 'agenttrader', ...object.metadata },
    }));
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    const { out, err } = await kubectl('operator', 'create', '--validate=false', '-f', file);
    expect(err).toBe('');
    return out;
  }
  const inNamespace = async (...args: string[]) =>
    (await kubectl('operator', '-n', 'agenttrader', ...args)).out;
  const template = {
    metadata: { labels: { app: 'desk' } },
    spec: { containers: [{ name: 'c', image: 'x:1', resources: { limits: { cpu: 1, memory: '1Mi' } } }] },
  };
  const metadata = { name: 'desk' };
  const selector = { matchLabels: { app: 'desk' } };

  test.each([
    [
      'ds',
      { apiVersion: 'apps/v1', kind: 'DaemonSet', spec: { selector, template } },
      /Controlled By: +DaemonSet\/desk/,
    ],
    [
      'rc',
      { apiVersion: 'v1', kind: 'ReplicationController', spec: { template } },
      /Controlled By: +ReplicationController\/desk/,
    ],
    [
      'rollouts',
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: { selector, template } },
      /Controlled By: +ReplicaSet\/desk-/,
    ],
  ])('%s: created, scaled, described, deleted', async (resource, object, shows) => {
    expect(await create({ ...object, metadata })).toMatch(/\/desk created/);
    const pods = () => inNamespace('get', 'pods', '-l', 'app=desk', '--no-headers');
    await eventually(pods).toMatch(/1\/1 +Running/);
    expect(await inNamespace('describe', 'pods', '-l', 'app=desk')).toMatch(shows);
    if (resource !== 'ds') {
      expect(await inNamespace('scale', resource, 'desk', '--replicas=2')).toMatch(/scaled/);
      await eventually(pods).toMatch(/Running[\s\S]*Running/);
    }
    expect(await inNamespace('get', resource, 'desk')).toMatch(/^NAME +DESIRED/);
    expect(await inNamespace('delete', resource, 'desk')).toMatch(/"desk" deleted/);
    await eventually(pods, 8_000).toBe('');
  });

  test('a ScaledJob makes a Job when a message comes', async () => {
    const spec = { jobTargetRef: { template }, maxReplicaCount: 2 };
    await create({ apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledJob', metadata, spec });
    await inNamespace('annotate', 'scaledjob', 'desk', 'practice/messages=1', '--overwrite');
    const jobs = () => inNamespace('get', 'jobs', '-l', 'scaledjob.keda.sh/name=desk', '--no-headers');
    await eventually(jobs, 8_000).toMatch(/Complete +1\/1/);
    await inNamespace('delete', 'scaledjob', 'desk');
    await eventually(jobs, 1_000).toBe('');
  });

  test('a kind that a CustomResourceDefinition makes is discovered, made, patched, watched and deleted', async () => {
    const names = { plural: 'executionagents', kind: 'ExecutionAgent', shortNames: ['xa'] };
    const versions = [{ name: 'v1', served: true, storage: true }];
    const crd = { group: 'desk.example', scope: 'Namespaced', names, versions };
    const [apiVersion, kind] = ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'];
    const definition = { apiVersion, kind, metadata: { name: 'executionagents.desk.example' }, spec: crd };
    expect(await create(definition)).toMatch(/created/);
    expect(await inNamespace('api-resources', '--api-group=desk.example')).toMatch(
      /executionagents +xa +desk.example\/v1 +true +ExecutionAgent/,
    );
    await create({ apiVersion: 'desk.example/v1', kind: 'ExecutionAgent', metadata, spec: { size: 1 } });
    await inNamespace('patch', 'xa', 'desk', '--type=merge', '-p', '{"spec":{"size":2}}');
    expect(await inNamespace('get', 'xa', 'desk', '-o', 'jsonpath={.spec.size}')).toBe('2');
    expect((await kubectl('viewer', '-n', 'agenttrader', 'get', 'xa')).err).toMatch(/Forbidden/);
    await inNamespace('delete', 'crd', 'executionagents.desk.example');
    expect(await inNamespace('api-resources', '--api-group=desk.example')).not.toMatch(/executionagents/);
  });

  test('a quota holds a Deployment’s pod back, and an event says why', async () => {
    await create(
      { apiVersion: 'v1', kind: 'ResourceQuota', metadata, spec: { hard: { pods: 0 } } },
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector, template } },
    );
    await eventually(() => inNamespace('get', 'events'), 1_000).toMatch(
      /FailedCreate .*exceeded quota: desk/,
    );
    expect(await inNamespace('get', 'deploy', 'desk', '--no-headers')).toMatch(/desk +0\/1/);
    expect(await inNamespace('describe', 'quota', 'desk')).toMatch(/pods +0 +0/);
    await inNamespace('delete', 'deploy/desk', 'quota/desk');
  });

  test('an immutable ConfigMap cannot be changed', async () => {
    const data = { EXECUTION_HALTED: '1' };
    await create({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data, immutable: true });
    const patch = ['patch', 'cm', 'desk', '-p', '{"data":{"EXECUTION_HALTED":"0"}}'];
    const { ok, err } = await kubectl('operator', '-n', 'agenttrader', ...patch);
    expect([ok, err]).toEqual([false, expect.stringMatching(/field is immutable/)]);
    await inNamespace('delete', 'cm', 'desk');
  });

  test('a pod on a silent node stays Terminating, and goes by force or with a node out of service', async () => {
    const node = 'practice-node-b';
    const onNode = { spec: { ...template.spec, nodeName: node } };
    await create(
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'one' }, ...onNode },
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'two' }, ...onNode },
    );
    const pods = () => inNamespace('get', 'pods', '--no-headers');
    await eventually(pods).toMatch(/two +1\/1 +Running/);
    await mesh.call('operator', 'POST', '/practice/faults', { node, behaviour: 'silent' });
    await eventually(() => inNamespace('get', 'node', node), 8_000).toMatch(/NotReady/);
    await eventually(pods, 8_000).toMatch(/one +\d\/1 +Terminating[\s\S]*two +\d\/1 +Terminating/);
    await inNamespace('delete', 'pod', 'one', '--force', '--grace-period=0');
    expect(await mesh.get('/practice/state')).toMatchObject({
      body: { orphans: expect.arrayContaining(['agenttrader/one']) },
    });
    await inNamespace('taint', 'node', node, 'node.kubernetes.io/out-of-service=down:NoExecute');
    await eventually(pods).not.toMatch(/two/);
    await mesh.call('operator', 'POST', '/practice/faults', { node, behaviour: 'normal' });
    await inNamespace('taint', 'node', node, 'node.kubernetes.io/out-of-service-');
    await eventually(() => inNamespace('get', 'node', node), 8_000).toMatch(/ Ready/);
  });
});
