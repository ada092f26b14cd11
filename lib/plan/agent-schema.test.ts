import { expect, test } from 'vitest';
import { workloadRefSchema } from './agent-schema.ts';
import { schemaIssues } from './explain.ts';

test.each([
  ['Deployment', true],
  ['DaemonSet', true],
  ['ReplicationController', true],
  ['Rollout.argoproj.io', true],
  ['StatefulSet.apps.kruise.io', true],
  ['JobSet.jobset.x-k8s.io', true],
  ['Rollout', false],
  ['Rollout.argoproj', false],
  ['rollouts.argoproj.io', false],
  ['Rollout.argoproj.io/v1', false],
  ['Deploymnet', false],
])('a workload of the kind %s: %s', (kind, valid) => {
  expect(workloadRefSchema.safeParse({ kind, name: 'web' }).success).toBe(valid);
});

test('a slip in a kind is told with the kinds that there are', () => {
  const issues = schemaIssues({ otherWorkloads: [{ kind: 'Deploymnet', name: 'web' }] });
  const issue = issues.find(({ path }) => path.join('.') === 'otherWorkloads.0.kind');
  expect(issue?.message).toContain('StatefulSet');
  expect(issue?.remedy).toContain('Deployment');
});
